# HRM in the page. `make demo` and `make test` do everything on a fresh Debian 12 machine with Node 20; `make help` lists the rest.
SHELL := /bin/bash
BUILD := .build
.DEFAULT_GOAL := help
.PHONY: help demo test setup-demo setup-test clean

include core/build.mk core/learn/build.mk wasm/build.mk tools/puzzles.mk tools/train.mk tools/bench.mk tests/wasm.mk tests/fuzz.mk web/build.mk model_weights/build.mk tools/format.mk

## demo: set up what is missing, build, solve one extreme Sudoku in the terminal, then serve the page
demo: setup-demo
	@$(MAKE) --no-print-directory wasm web
	@node tools/demo.mjs
	@$(MAKE) --no-print-directory serve

## test: set up what is missing, then run every suite; ends with "N passed, N failed"
test: setup-test
	@node tests/run.mjs

setup-demo:
	@bash tools/setup.sh demo

setup-test:
	@bash tools/setup.sh test

## clean: remove everything that was built (the toolchain in .build/emscripten stays)
clean:
	find $(BUILD) -mindepth 1 -maxdepth 1 ! -name emscripten -exec rm -rf {} + 2>/dev/null || true
	rm -rf wasm/dist web/dist

help:
	@grep -hE '^## [a-z-]+:' $(MAKEFILE_LIST) | sed -E 's/^## ([a-z-]+): */  make \1\t/' | expand -t 26
