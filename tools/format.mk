# One formatter for C (.clang-format) and one for JavaScript, TypeScript and styles (.prettierrc): lines of at most 120.
.PHONY: format test-format
FORMAT_C := git ls-files '*.c' '*.h'
FORMAT_JS := git ls-files '*.js' '*.mjs' '*.ts' '*.tsx' '*.css'
CLANG_FORMAT ?= clang-format-14
PRETTIER := tests/node_modules/.bin/prettier

## format: put every C, JavaScript and TypeScript file into the project's form
format: tests/node_modules
	$(FORMAT_C) | xargs $(CLANG_FORMAT) -i
	$(FORMAT_JS) | xargs $(PRETTIER) --log-level warn --write

## test-format: every file has the form that `make format` gives it, and every finding its run bit
test-format: tests/node_modules
	@$(FORMAT_C) | xargs $(CLANG_FORMAT) --dry-run -Werror && echo "1 passed, 0 failed"
	@$(FORMAT_JS) | xargs $(PRETTIER) --log-level warn --check && echo "1 passed, 0 failed"
	@! git ls-files --stage 'findings/*.sh' | grep -v '^100755' && echo "1 passed, 0 failed"
