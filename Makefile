# Every target is complete on a machine with only Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check fix snapshots screenshots bench docs clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

run: $(READY) ## Open the reader (on the built-in guide, the first time)
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

screenshots: $(READY) ## Draw the README's pictures anew
	$(BIN)/python -m tools.screenshots

bench: $(READY) ## Measure; figures are ratios, see docs/notes/
	$(BIN)/python -m bench

docs: $(READY) ## Write the tables of keys into README and guide
	$(BIN)/python tools/readme.py
	$(BIN)/python tools/guide.py

clean: ## Remove the environment and what tools left behind
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
