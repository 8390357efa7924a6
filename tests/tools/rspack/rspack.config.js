export default {
  mode: 'production',
  entry: { main: './main.js', inline: './inline.js' },
  output: { path: `${import.meta.dirname ?? process.cwd()}/site/out` },
  devServer: { static: 'site', devMiddleware: { publicPath: '/out/' } },
}
