/** In place of import-script.js where everything is inside. @returns {Promise<undefined>} */
export const importScript = async () => undefined
