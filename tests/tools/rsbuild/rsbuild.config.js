export default { source: { entry: { index: './main.js', inline: './inline.js' } } }
