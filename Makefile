# `make run` opens the dashboard on http://127.0.0.1:8501 (or $PORT); `make test` runs every test.
PORT ?= 8501
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv)

PY := .venv/bin/python
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test

ifneq ($(UV),)
    install = $(UV) pip install --quiet --python $(PY) -r $(1)
else
    install = $(PY) -m pip install --quiet --disable-pip-version-check -r $(1)
endif

.PHONY: setup run test test-fast check bench

setup: $(RUN_READY)

run: setup
	$(PY) -m uvicorn deploy.serve:app --host 127.0.0.1 --port $(PORT)

test: $(TEST_READY)
	bash tests/install_browser.sh
	$(PY) -m pytest

test-fast: $(TEST_READY)
	$(PY) -m pytest --ignore=tests/browser -m "not slow"

check: $(TEST_READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: setup
	$(PY) -m bench

$(PY):
ifneq ($(UV),)
	$(UV) venv --quiet --allow-existing --python 3.11 .venv
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	    || { echo "Python 3.11 is needed (found: $$($(PYTHON) --version)). Set PYTHON=/path/to/python3.11." >&2; exit 1; }
	@$(PYTHON) -m ensurepip --version >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -qy python3-venv; } \
	    || { echo "$(PYTHON) lacks venv: install your system's python3-venv package, then run make again." >&2; exit 1; }
	$(PYTHON) -m venv .venv
endif

$(RUN_READY): requirements.txt | $(PY)
	$(call install,requirements.txt)
	@touch $@

$(TEST_READY): tests/requirements.txt $(RUN_READY)
	$(call install,tests/requirements.txt)
	@touch $@
