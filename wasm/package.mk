# The package around the .wasm files: its tools, the command line's libraries in one file, and the bridge with everything in one file.
.PHONY: check-wasm-types test-package test-element test-tools test-tools-quick test-learn

wasm/node_modules/.package-lock.json: wasm/package.json wasm/package-lock.json
	npm --prefix wasm ci --no-audit --no-fund --loglevel=error
	@touch $@

WASM_BUNDLES := $(addprefix wasm/dist/,libraries.mjs node.js readers.js hrm-worker.js hrm-learner.js inline.js sha256.js convert-libraries.js data-libraries.js)
$(WASM_BUNDLES) &: wasm/build.mjs wasm/cli/libraries.src.mjs $(wildcard wasm/src/*.js wasm/src/*/*.js) $(WASM_MODULES) wasm/node_modules/.package-lock.json
	npm --prefix wasm run --silent build

wasm: wasm-learn $(WASM_BUNDLES)

## check-wasm-types: check the types of the bridge, the command line and their tests
check-wasm-types: wasm/node_modules/.package-lock.json
	npm --prefix wasm run --silent check

## test-package: check the npm package as it is packed, and use it in throw-away projects
test-package: wasm web/node_modules tests/node_modules
	@node --test $(if $(CI),,--test-reporter=spec) tests/package/*.test.mjs

## test-element: drive the weights' cache and <hrm-puzzle> in headless Chromium
test-element: wasm web/node_modules tests/node_modules
	@node --test --test-concurrency=1 $(if $(CI),,--test-reporter=spec) tests/element/*.test.mjs

## test-learn: the learner in Node and headless Chromium, hrm learn, and the same bits in Bun and Deno
test-learn: wasm trainer web/node_modules tests/node_modules
	@node --test --test-concurrency=1 $(if $(CI),,--test-reporter=spec) tests/learn/*.test.mjs

## test-tools: the installed package in every tool of tests/tools, built and in development; TOOLS='next nuxt' only some
test-tools: wasm web/node_modules tests/node_modules
	@node --test-reporter=spec tests/tools/run.mjs $(TOOLS)

## test-tools-quick: the same with the tools that install within seconds
test-tools-quick: wasm web/node_modules tests/node_modules
	@node tests/tools/run.mjs --quick
