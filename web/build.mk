# The page: Vite builds it to web/dist, with the solver and the shipped weights in it; any static host serves that folder as it is.
.PHONY: cases-table web serve test-web test-offline screenshots

WEB_PORT ?= 8080

web/node_modules: web/package-lock.json
	npm ci --prefix web --no-audit --no-fund
	@touch $@

tests/node_modules: tests/package-lock.json
	npm ci --prefix tests --no-audit --no-fund --ignore-scripts
	@touch $@

## web: build the page to web/dist
web: wasm web/node_modules
	npm run --prefix web --silent build

## serve: serve the built page on this machine and print its address (WEB_PORT=8080)
serve: web/node_modules
	node web/server.mjs --port $(WEB_PORT)

## test-web: drive the built page in headless Chromium and Firefox
test-web: web tests/node_modules
	node --test --test-concurrency=1 $(if $(CI),,--test-reporter=spec) tests/web/*.test.mjs

## cases-table: write what package, command line, page and element say of ../shared/cases into tests/README.md
cases-table: web tests/node_modules
	node tests/web/cases-table.mjs

## screenshots: pictures of the page in its states to .build/screenshots
screenshots: web tests/node_modules
	node tests/web/screenshots.mjs $(BUILD)/screenshots

## test-offline: visit the built page without a network, and without a service worker
test-offline: web tests/node_modules
	node --test --test-concurrency=1 $(if $(CI),,--test-reporter=spec) tests/offline/*.test.mjs
