# The package around the .wasm files: its tools, and the command line's libraries in one file.
.PHONY: check-wasm-types

wasm/node_modules/.package-lock.json: wasm/package.json wasm/package-lock.json
	npm --prefix wasm ci --no-audit --no-fund --loglevel=error
	@touch $@

wasm/dist/libraries.mjs: wasm/cli/libraries.src.mjs wasm/node_modules/.package-lock.json
	npm --prefix wasm run --silent build

wasm: wasm/dist/libraries.mjs

## check-wasm-types: check the types of the bridge, the command line and their tests
check-wasm-types: wasm/node_modules/.package-lock.json
	npm --prefix wasm run --silent check
