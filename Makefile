# Every target is complete on a machine with only Python 3.11 or newer, and make.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check fix snapshots screenshots bench docs clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(RUNS): pyproject.toml
	@$(or $(PYTHON),false) -c '$(NEW_ENOUGH)' || \
		{ echo "Python 3.11 or newer is needed; make PYTHON=… says where it is" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) .
	touch $@

$(READY): $(RUNS)
	$(INSTALL) '.[dev]'
	touch $@

run: $(RUNS) ## Open the reader (on the built-in guide, the first time)
	@$(BIN)/tui-reader

test: $(READY) ## Run every test
	$(BIN)/python -m pytest -n auto

check: $(READY) ## Style, types, import contracts and every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/readme.py --check
	$(MAKE) --no-print-directory test

fix: $(READY) ## Format, and mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

snapshots: $(READY) ## Draw the test pictures anew (look at every one)
	$(BIN)/python -m pytest tests/app --snapshot-update

screenshots: $(READY) ## Draw the README's pictures anew (look at every one)
	$(BIN)/python -m tools.screenshots

bench: $(READY) ## Measure; figures are ratios, see docs/notes/
	$(BIN)/python -m bench

docs: $(READY) ## Write the tables of keys into README and guide, and the manual page
	$(BIN)/python tools/readme.py
	$(BIN)/tui-reader man > docs/tui-reader.1
	$(BIN)/python tools/guide.py

clean: ## Remove the environment and what tools left behind
	rm -rf $(VENV) build dist *.egg-info \
		.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
