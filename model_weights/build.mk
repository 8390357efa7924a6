# The shipped weights: what is claimed for them is tested (test-weights) and can be measured in full (eval).
.PHONY: eval test-weights

## eval: measure the shipped Sudoku weights in WebAssembly on the project's test files (and on ../shared/data where it is)
eval: wasm
	@node tools/eval-weights.mjs

test-weights: wasm
	@node --test tests/weights/
