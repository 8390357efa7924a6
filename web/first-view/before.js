// What must be known before the first paint; it stands in the HTML, and is a classic script, since it speaks where
// modules cannot run. The build minifies it and states its hash in the content security policy.
;(function () {
  var root = document.documentElement
  /** In ms: what a host nearby takes to answer, and by when this then runs. */
  var NEARBY = 50
  var SOON = 200
  try {
    root.dataset.theme = localStorage.getItem('theme') || 'auto' // see theme.ts
  } catch (error) {
    root.dataset.theme = 'auto' // storage is refused in some private windows
  }
  // The first view is the page as it opens. Nobody shall see it who asked for something else.
  if (location.hash) root.dataset.asked = ''

  var why =
    location.protocol === 'file:'
      ? 'file'
      : self.origin === 'null'
        ? 'frame'
        : !('noModule' in HTMLScriptElement.prototype)
          ? 'old'
          : typeof WebAssembly !== 'object'
            ? 'wasm'
            : ''
  if (why)
    addEventListener('DOMContentLoaded', function () {
      document.getElementById('opened-' + why).hidden = false
    })
  else beginEarly('hrm-worker.js', ['faces'])

  /** A host nearby has sent all of this before the page can be drawn, and until its style sheet is there, this thread
   * has nothing to do; later it has no turn to start a worker. On a slow line what is read first comes first. The build
   * says what the files are called.
   */
  function beginEarly(worker, faces) {
    var visit = performance.getEntriesByType('navigation')[0]
    if (!worker || !visit) return
    var waited = visit.responseStart - visit.requestStart
    if (!(waited >= 0 && waited <= NEARBY && performance.now() - visit.requestStart <= SOON)) return
    try {
      self.earlyWorker = new Worker(worker, { type: 'module', name: 'hrm-worker' })
      self.earlyWorker.onerror = function () {
        self.earlyWorker = undefined
      }
    } catch (error) {
      // The page's own code says what is wrong.
    }
    // Preloaded fonts would do, but for Chromium 156, which then leaves all text out now and then.
    faces.forEach(function (face) {
      var font = new FontFace(face[0], face[1], { weight: face[2] })
      document.fonts.add(font)
      font.load().catch(function () {
        // The style sheet asks for it again.
        document.fonts.delete(font)
      })
    })
  }

  // What is pressed, chosen or dropped before the page's own code is there is done by it when it takes over (main.tsx).
  var pressed = []
  var brought
  /** Asked for while the event lasts: when it is over, the browser tells no more. */
  self.droppedIn = function (dataTransfer) {
    return [].map
      .call(dataTransfer.items, function (item) {
        var entry = item.webkitGetAsEntry()
        return entry && entry.isDirectory ? entry : item.getAsFile()
      })
      .filter(Boolean)
  }
  var listeners = {
    click: function (event) {
      var button = event.target.closest('button, [type=radio]')
      if (button && pressed.indexOf(button) < 0) pressed.push(button)
    },
    change: function (event) {
      if (event.target.files) brought = [].slice.call(event.target.files)
    },
    dragover: function (event) {
      event.preventDefault()
    },
    // Left to the browser, a file that is dropped takes the place of the page.
    drop: function (event) {
      event.preventDefault()
      brought = self.droppedIn(event.dataTransfer)
    },
  }
  for (var type in listeners) addEventListener(type, listeners[type])
  self.doEarly = function () {
    for (var type in listeners) removeEventListener(type, listeners[type])
    pressed.forEach(function (button) {
      button.click()
    })
    if (brought && brought.length) dispatchEvent(new CustomEvent('bring', { detail: brought }))
  }
})()
