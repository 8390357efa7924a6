// What must be known before the first paint; it stands in the HTML, and is a classic script, since it speaks where
// modules cannot run. The build minifies it and states its hash in the content security policy.
;(function () {
  var root = document.documentElement
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
  else if (isNearby()) beginEarly({ assets: {} }, ['scripts'])
  declareFonts(['faces'])

  /** A host nearby has sent the first files before the page can be drawn. What a service worker brings is not of a
   * host, and a page that begins at once may meet the one before it, for which a new build waits.
   */
  function isNearby() {
    if (navigator.serviceWorker && navigator.serviceWorker.controller) return false
    /** In ms: what such a host takes to answer, and by when this then runs. */
    var NEARBY = 50
    var SOON = 200
    var visit = performance.getEntriesByType('navigation')[0]
    var waited = visit ? visit.responseStart - visit.requestStart : -1
    return waited >= 0 && waited <= NEARBY && performance.now() - visit.requestStart <= SOON
  }

  /** Begins the worker with what it will be asked for, and leaves the first drawing to the page's own code, which is
   * asked for at once: drawn twice, the page would be ready later. On a slow line what is read first comes first. The
   * build says what the files are called.
   */
  function beginEarly(wanted, scripts) {
    /** In ms. A reader shall not be kept from the first view. */
    var LONGEST = 300
    if (!wanted.assets.worker) return
    root.dataset.awaited = ''
    setTimeout(function () {
      delete root.dataset.awaited
    }, LONGEST)
    scripts.forEach(function (script) {
      var link = document.createElement('link')
      link.rel = 'modulepreload'
      link.href = script
      document.head.append(link)
    })
    try {
      for (var asset in wanted.assets) wanted.assets[asset] = address(wanted.assets[asset])
      wanted.first.url = address(wanted.first.url)
      self.earlyWorker = new Worker(wanted.assets.worker, { type: 'module', name: 'hrm-worker' })
      self.earlyWorker.onerror = function () {
        self.earlyWorker = undefined
      }
      if (!location.hash) self.earlyWorker.postMessage({ id: 0, call: 'prepare', args: wanted })
    } catch (error) {
      // The page's own code says what is wrong.
    }
  }

  function address(file) {
    return new URL(file, document.baseURI).href
  }

  /** Here, so that they can be asked for before the layout does (start.ts). Preloaded by links, Chromium 156 leaves all
   * text out now and then.
   */
  function declareFonts(faces) {
    faces.forEach(function (face) {
      document.fonts.add(new FontFace(face[0], face[1], { weight: face[2], display: 'fallback' }))
    })
    if (root.dataset.awaited === '')
      document.fonts.forEach(function (font) {
        font.load().catch(function () {})
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
