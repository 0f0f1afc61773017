# Împreună. `make run` serves it, `make test` proves it; both prepare what they need themselves.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test test-fast lint docs messages bench reset lock
BIN := .venv/bin
PYTEST_ARGS ?=

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## serve Împreună on http://127.0.0.1:8000 (IMPREUNA_PORT), with demonstration data
	@bin/prepare run
	@exec $(BIN)/impreuna serve

test: ## everything: lint, types, contracts, unit, database and browser tests
	@bin/prepare test
	@bin/chromium
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(PYTEST_ARGS)

test-fast: ## only what answers quickly: no browser, nothing slow
	@bin/prepare test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not slow" $(PYTEST_ARGS)

lint: ## style, types, import contracts, templates, catalogues, printed documents
	@bin/prepare test
	@bin/lint

docs: ## print the documents that come from the code (docs/, contracts/)
	@bin/prepare test
	@$(BIN)/impreuna docs

messages: ## collect the texts for translation into impreuna/*/locale
	@bin/prepare test
	@$(BIN)/impreuna messages

bench: ## measure speed; the figures are printed as JSON
	@bin/prepare test
	@$(BIN)/impreuna bench

reset: ## throw the local database and built files away (asks first)
	@bin/reset

lock: ## compile requirements/*.in into *.txt with hashes
	@bin/lock
