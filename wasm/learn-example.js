// Latin squares with six cells left out: 50 to learn from, 20 that the net has never seen.
import { createLearner, readPairs, toText, withTwins } from './src/learn.js'
import { judge, randomPairs } from './learn-example-squares.js'

const [said, answers, pause] = ['said', 'answers', 'pause'].map((id) => document.getElementById(id))
const [examples, fresh] = [randomPairs(50), randomPairs(20)].map((pairs) => readPairs(pairs, { alphabet: '.1234' }))
const twins = withTwins(examples, { count: 100, tokens: [2, 3, 4, 5], rows: true, columns: true, turns: true })
const config = { arch: 'trm', mlp_t_size: 64, hidden_size: 32, inner_size: 64, L_cycles: 1, halt_max_steps: 1 }
const settings = { slots: 16, optimizer: 'adamw', lr: 0.006, warmup: 20, ema: 0.98 }
const learner = await createLearner({ examples: twins, config, settings })
pause.onclick = () => learner.pause()
for await (const { step, loss, exact, secondsLeft } of learner.run({ steps: 1000 }))
  said.value = `step ${step}, loss ${loss.toFixed(3)}, exact ${exact}, ${secondsLeft.toFixed(0)} s left`
const model = await learner.model()
const lines = []
for (let at = 0; at < fresh.inputs.length; at += 16) {
  const question = fresh.inputs.slice(at, at + 16)
  for await (const { tokens } of model.solve(question))
    lines.push([question, tokens].map((grid) => toText(fresh, grid)).join(' '))
}
answers.textContent = lines.join('\n')
said.value = `${lines.filter(judge).length} of ${lines.length} fresh squares are right`
