// In a simulated page: the runtime solves, also the inline one, and the element shows its grid.
export async function simulated(
  { createRuntime },
  bytes,
  PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.',
) {
  const model = await (await createRuntime()).loadModel(bytes)
  let last
  for await (last of model.solve(PUZZLE));
  if (!last.valid) return 'not solved'
  if (globalThis.document) {
    await import('hrm-wasm/element')
    const element = document.createElement('hrm-puzzle')
    element.value = PUZZLE
    document.body.append(element)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const cells = element.shadowRoot.querySelectorAll('[role=gridcell]').length
    if (cells !== 81) return `the element has ${cells} cells`
  }
  return 'ok'
}
