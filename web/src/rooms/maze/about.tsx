import type { Engine } from '../../engine.ts'
import { RelativeOnly } from '../../parts/net.tsx'

export function About({ engine }: { engine: Engine }) {
  return (
    <section class="about" aria-labelledby="about-heading">
      <h2 id="about-heading">What you are watching</h2>
      <p class="opening">
        The network sees the maze as it sees everything: a row of tokens, one for each cell, all at once. After each{' '}
        <strong>segment</strong> it writes down, for every cell, whether that is wall, free, or on the way. The line you
        see is what it wrote.
      </p>
      <RelativeOnly config={engine.loaded.value?.info.config} />
      <p>
        It follows no corridor and expands no frontier. In the first segments pieces of a path appear here and there,
        often near both ends; later they join, or they do not.
      </p>
      <p>
        The verdict is the page’s own. A breadth-first search knows how long the shortest path is; what the model drew
        is <strong>valid and shortest</strong>, <strong>valid but longer</strong>, or <strong>wrong</strong>: broken,
        branched, or with a wall taken for a way. The search only judges. It never draws a cell.
      </p>
      <p>
        Mazes here are like those of Maze-30x30-hard, from the paper: independent random walls, about 37 %, and a goal
        far from the start. A smaller one is shown to the model in the middle of its grid, walls all around. To try
        again differently is to turn or mirror the maze. A maze too large for the page’s first model brings in a second
        one, which is slower and errs more often.
      </p>
    </section>
  )
}
