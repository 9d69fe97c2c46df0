# Two commands do everything from a clean clone: `make run` and `make test`.
# Stamps (.venv/.run, .venv/.dev, .venv/.torch, static/vendor/LICENSES.txt) keep repeated calls fast.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PROJECT := pyproject.toml constraints.txt scripts/hatch_build.py
VENDOR := static/vendor/LICENSES.txt
CORES := --numprocesses auto --dist worksteal # a process for each core
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup run test test-all check fix browser lint screenshots

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' Makefile

setup: .venv/.dev $(VENDOR) ## prepare everything that development needs

run: .venv/.run $(VENDOR) ## serve the playground (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/nn-playground serve --host $(HOST) --port $(PORT)

test: setup $(if $(filter true,$(CI)),browser) lint ## check, then run every test
	@$(BIN)/pytest $(CORES)

test-all: setup .venv/.torch $(if $(filter true,$(CI)),browser) lint ## the same, with long tests and PyTorch
	@$(BIN)/pytest -m "" $(CORES)

check: setup lint ## ruff, mypy, the walls of the architecture, the JavaScript tests
	@$(BIN)/pytest -q tests/test_architecture.py tests/test_javascript.py

fix: setup ## repair what ruff can repair
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

screenshots: setup ## pictures of the page in eight states, in screenshots/
	@$(BIN)/python -m scripts.screenshots

browser: ## install Debian's chromium, for the browser tests
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -q -y --no-install-recommends chromium; }

lint:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "nn-playground needs Python 3.11 or newer; try make PYTHON=python3.12"; exit 1; }
	@echo "Creating .venv"
	@$(PYTHON) -m venv .venv || { echo "On Debian: apt-get install python3-venv"; exit 1; }

.venv/.run: $(PROJECT) | .venv/bin/python $(VENDOR)
	@echo "Installing nn-playground"
	@$(PIP) install --constraint constraints.txt --editable '.[fast]'
	@touch $@

.venv/.dev: $(PROJECT) | .venv/bin/python $(VENDOR)
	@echo "Installing nn-playground with its test tools"
	@$(PIP) install --constraint constraints.txt --editable '.[fast,test,dev]'
	@touch .venv/.run $@

# An oracle for the tests, and large, so it is no dependency. Where pip would take the build for
# graphics cards, name PyTorch's index of CPU builds: make test-all PIP_EXTRA_INDEX_URL=...
.venv/.torch: .venv/.dev
	@echo "Installing PyTorch, against which the engine is tested"
	@$(PIP) install --constraint constraints.txt torch==2.13.0
	@touch $@

# Without npm the install itself makes this folder, with a Node from PyPI (scripts/hatch_build.py).
$(VENDOR): package-lock.json scripts/vendor.mjs | .venv/bin/python
	@echo "Copying the browser libraries"
	@if command -v npm >/dev/null; then \
	  npm ci --omit=dev --ignore-scripts --no-audit --no-fund --silent && node scripts/vendor.mjs; \
	else $(PIP) install --no-deps --editable .; fi
