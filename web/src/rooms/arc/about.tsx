export function About() {
  return (
    <section class="about" aria-labelledby="about-heading">
      <h2 id="about-heading">Why no model solves your task</h2>
      <p class="opening">
        You understand a task from its demonstrations. This network never sees them: its input is{' '}
        <strong>one grid</strong>, and a number that says which task it belongs to.
      </p>
      <p>
        That number stands for a <strong>puzzle embedding</strong>, a vector that was trained together with the weights
        on the demonstrations of that very task. All a Hierarchical Reasoning Model knows of a task is in it. A task
        that you draw has no such vector, and the page cannot make one: that is training, not thinking.
      </p>
      <p>
        So this room is an editor first. With a model of your own you can give it a test grid under any of the
        identifiers it knows, and watch what it makes of it. If the grid belongs to the task of that identifier, the
        answer may be right; else it is a dream.
      </p>
    </section>
  )
}
