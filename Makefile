# What someone who works here runs. Needs make, and a Python from 3.11 to 3.14 with its venv package.
# Another Python than python3: make setup PYTHON=python3.12

SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
ifdef PYTHON
setup_options := --exactly
endif
PYTHON ?= python3
WORKERS ?= auto

.PHONY: help setup hooks verify test peers benchmark corpus docs lock clean

help: ## Print this.
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s%s\n", $$1, $$2}'

setup: ## Build .venv from the hashed requirement files, .venv/bin/tapstack in it.
	@command -v "$(PYTHON)" >/dev/null || { echo "No $(PYTHON) here. Install Python 3.11 to 3.14, or name it: make setup PYTHON=python3.12" >&2; exit 3; }
	@"$(PYTHON)" tools/setup.py $(setup_options)

hooks: setup ## Install the git hooks: from then on every commit is checked by what is in .venv.
	@$(BIN)/pre-commit install

verify: setup ## Run every layer on lib/TapStack.json in both regions; reports go to reports/.
	@$(BIN)/tapstack verify

test: setup ## Style, types, architecture, tests.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tapstack embed --check
	$(BIN)/pytest --numprocesses $(WORKERS)

peers: setup ## Deploy with real taskcat, the StackSet deployer and the AWS command line, on this machine; installs them.
	@$(BIN)/python tools/peers.py
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile tests/peers

benchmark: setup ## Measure speed and memory against cfn-lint and cloud-radar; figures go into README.md.
	$(BIN)/python -m benchmarks

corpus: setup ## Run the template layer over every template below FOLDER and count what is found.
	$(BIN)/python tools/corpus.py $(FOLDER)

docs: setup ## Write the pages of docs/ that are drawn from the code.
	@$(BIN)/python tools/docs.py

lock: setup ## Write the requirement files again; UPGRADE=1 takes the newest of everything.
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary=:all: --requirement requirements/lock.txt
	$(BIN)/python tools/lock.py $(if $(UPGRADE),--upgrade)

clean: ## Remove what the others made.
	rm -rf .venv .tox .peers .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .tapstack reports build dist
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +
