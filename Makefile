# Beatbook: set-up, running and checking. `make` alone lists the targets.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo no-python)
BIN := .venv/bin
SETUP := $(PYTHON) -m beatbook.site.installation
export PATH := $(PATH):$(CURDIR)/$(BIN)
# Every process would compile the whole program anew on a machine that forbids keeping bytecode.
export PYTHONDONTWRITEBYTECODE :=

# Each compiled for every platform; `make lock` checks that none names where packages come from.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-emit-index-url --no-emit-find-links --no-annotate --no-header
UPGRADE ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-python test-scripts check fix lock python words

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: setup ## Set up, start everything, print the address and the demo sign-ins (PORT=8000)
	@exec $(BIN)/beatbook run

setup: python ## Install the locked packages into .venv and node_modules
	@$(SETUP)

setup-dev: python ## The same, with what the checks and tests need
	@$(SETUP) --dev

test: python ## Everything: checks, commands, views, browser, architecture, documentation
	@$(SETUP) --dev --browser
	@$(MAKE) --no-print-directory -j 2 check test-python test-scripts

test-python: # more at a time than cores: a test with a browser mostly waits
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-scripts:
	node --test $$(find tests/js -name '*.test.*js')

check: setup-dev ## Style, types, architecture and templates, without running anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet beatbook

fix: setup-dev ## Put right what a machine can put right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: setup-dev ## Bring the catalogs of other languages up to date with the source
	@DJANGO_SETTINGS_MODULE=beatbook.site.settings $(BIN)/python -c "import django; \
		django.setup(); from beatbook.site import wording; raise SystemExit(wording.update())"

lock: setup-dev ## Compile the lock files from pyproject.toml and package.json (UPGRADE=--upgrade)
	$(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev --constraint requirements.lock \
		--output-file requirements-dev.lock
	$(COMPILE) $(UPGRADE) --group node --output-file requirements-node.lock
	npm install --package-lock-only --loglevel=error
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements*.lock
	@! grep -n '"resolved"' package-lock.json

python:
	@command -v $(PYTHON) >/dev/null || { echo "Beatbook needs Python 3.11." \
		"On Debian 12, as root: apt-get install python3 python3-venv" >&2; exit 1; }
