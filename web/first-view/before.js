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
  if (why) document.getElementById('opened-' + why).hidden = false
})()
