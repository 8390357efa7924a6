# The shipped weights: what is claimed for them is tested (test-weights) and can be measured in full (eval).
.PHONY: eval weights-manifest test-weights

## eval: measure the shipped Sudoku weights in WebAssembly on the project's test files (and on ../shared/data where it is)
eval: wasm
	@node tools/eval-weights.mjs

## weights-manifest: write model_weights/manifest.json anew, after a change of the shipped weights
weights-manifest: wasm
	@node tools/weights-manifest.mjs model_weights

test-weights: wasm
	@node --test tests/weights/
