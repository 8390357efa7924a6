export function About() {
  return (
    <section class="about" aria-labelledby="about-heading">
      <h2 id="about-heading">How a network learns your task</h2>
      <p class="opening">
        A Hierarchical Reasoning Model is <strong>trained on a task</strong> before it can do it. Here the training
        happens in front of you, on your examples.
      </p>
      <p>
        Three small nets start anew. They see each example turned, mirrored and with its colours exchanged, and practise
        until the time is over. One learns the task as it is drawn, two in all eight ways a grid can lie. Then each is
        asked for the test in sixteen ways, and they vote; where a cell is in doubt, for the other colour too. An answer
        counts for little where it has not what all examples have in common: cells that stay, as many objects, no other
        colours. Where there is more time, a net that repeats the examples votes and makes room for a new one, until the
        time is over or the answer of six or more is firm. On grids of 90 cells and more, where a step takes long, the
        nets of eight views begin with what one net has learnt of 166 other tasks.
      </p>
      <p>
        An answer is called <strong>firm</strong> where two of the three nets come to it (of more, two thirds of those
        that repeat the examples) and it has all that the examples have in common; <strong>a guess</strong> where at
        least one repeats the examples; else the rule is <strong>not found</strong>. The words stand for a rule that is
        fixed, and how often it was right was measured on tasks that no net was trained on before.
      </p>
      <p>
        A model that was trained elsewhere knows tasks by <strong>puzzle embeddings</strong>, vectors trained together
        with its weights. Drop one of your own onto the page, and you can give it a test grid under any of the
        identifiers it knows, and watch what it makes of it.
      </p>
    </section>
  )
}
