# The shipped weights: what is claimed for them is tested (test-weights) and can be measured in full (eval).
.PHONY: eval weights-manifest test-weights

## eval: measure the shipped weights in WebAssembly as their card does, on the project's test files (and on ../shared/data where it is); EVAL='NAME.hrm' only some
eval: wasm
	@node tools/eval-weights.mjs $(EVAL)

## weights-manifest: write model_weights/manifest.json anew, after a change of the shipped weights
weights-manifest: wasm
	@node tools/weights-manifest.mjs model_weights

test-weights: wasm
	@node --test tests/weights/

.PHONY: plots
## plots: draw the training logs in model_weights/log
plots: tools/plots/node_modules
	@node tools/plots/plot.mjs model_weights/log model_weights/log

tools/plots/node_modules: tools/plots/package-lock.json
	npm ci --prefix tools/plots --no-audit --no-fund --loglevel=error
	@touch $@
