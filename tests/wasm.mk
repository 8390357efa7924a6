# Tests of the package wasm/: the bridge, the worker, the command line, and the WebAssembly behind them.
include wasm/package.mk
.PHONY: test-wasm

## test-wasm: test the WebAssembly modules, the bridge and the command line in Node
test-wasm: wasm check-wasm-types
	@node --test $(if $(CI),,--test-reporter=spec) tests/wasm/*.test.mjs
