/** Holds a lock for as long as this worker lives: it is how the page learns of a worker that the browser ends without a
 * word.
 * @param {string | undefined} name @returns {Promise<boolean>} is it held? */
export const holdLock = (name) =>
  new Promise((resolve) => {
    if (name === undefined) return resolve(false)
    const forever = () => new Promise(() => resolve(true))
    navigator.locks.request(name, forever).catch(() => resolve(false))
  })
