import { INK, type Picture } from './ink.ts'

const LONGEST_SIDE = 1080
const MARGIN = 24

const FOOT = 26
/** Of a link that can be read, and typed, where it stands on an image. */
const LINK_MOST = 90

/** Hands the image over by the device's own way, with more; where it takes no files, that alone. Resolves to what is to be
 * said of it.
 */
export async function pass(picture: Picture, link: string, more: ShareData, name: string): Promise<string> {
  const words = { title: document.title, ...more }
  const whole = { ...words, files: [new File([await draw(picture, link)], name, { type: 'image/png' })] }
  try {
    await navigator.share(navigator.canShare?.(whole) ? whole : words)
    return ''
  } catch (error) {
    return (error as Error).name === 'AbortError' ? '' : 'This device did not take it.'
  }
}

/** link: stands below the board; of a long one where the page is. */
export function draw({ rows, columns, boxes, cell }: Picture, link: string): Promise<Blob> {
  const short = link.replace(/^https?:\/\//, '')
  const foot = short.length > LINK_MOST ? short.replace(/#.*/, '') : short
  const side = Math.floor(LONGEST_SIDE / Math.max(rows, columns))
  const canvas = document.createElement('canvas')
  canvas.width = columns * side + 2 * MARGIN
  canvas.height = rows * side + 2 * MARGIN + FOOT + MARGIN / 2
  const context = canvas.getContext('2d')!
  context.fillStyle = INK.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(MARGIN, MARGIN)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let i = 0; i < rows * columns; i++) {
    const [x, y] = [(i % columns) * side, Math.floor(i / columns) * side]
    const { fill, dot, text, ink, bold } = cell(i)
    if (fill) {
      context.fillStyle = fill
      context.fillRect(x, y, side, side)
    }
    context.strokeStyle = INK.line
    context.strokeRect(x, y, side, side)
    if (dot) {
      context.fillStyle = dot
      context.beginPath()
      context.arc(x + side / 2, y + side / 2, side * 0.3, 0, 7)
      context.fill()
    }
    if (text) {
      context.fillStyle = ink ?? INK.given
      context.font = `${bold ? 600 : 400} ${side * 0.62}px Newsreader, serif`
      context.fillText(text, x + side / 2, y + side * 0.54)
    }
  }
  context.fillStyle = INK.soft
  context.font = `${FOOT}px Inter, system-ui, sans-serif`
  // It is drawn narrower where it is long.
  context.fillText(foot, (columns * side) / 2, rows * side + MARGIN + FOOT / 2, columns * side)
  context.strokeStyle = INK.rule
  context.lineWidth = 4
  for (let i = 0; i <= rows; i += boxes ?? rows) line(context, 0, i * side, columns * side, i * side)
  for (let i = 0; i <= columns; i += boxes ?? columns) line(context, i * side, 0, i * side, rows * side)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser could not make the image.')))),
  )
}

function line(context: CanvasRenderingContext2D, ...[x1, y1, x2, y2]: [number, number, number, number]): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}
