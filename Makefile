# `make run` opens the dashboard on http://127.0.0.1:8501 (or $PORT); `make test` passes every check and every test.
PORT ?= 8501
# Test processes side by side, about 1 GB each. One more than two cores: while a test waits for its page, the others
# work. `tests/conftest.py` says which process takes which file, in the order of their names: the browser's are first.
WORKERS ?= 3
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv)

PY := .venv/bin/python
RUN_READY := .venv/.ready-to-run
TEST_READY := .venv/.ready-to-test
# What is compiled is kept (in __pycache__), whatever the environment says: pytest rewrites each test file, in each
# process, and servers and commands are started by dozens.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

# The lists that people read are requirements.txt and tests/requirements.txt; their locks are what is installed.
ifneq ($(UV),)
    install = $(UV) pip install --quiet --require-hashes --python $(PY) -r $(1)
else
    install = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
endif
compile = pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast check bench lock palette

help: ## Say what each target does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

setup: $(RUN_READY) ## Prepare .venv with what the dashboard needs

run: setup ## Serve the dashboard on http://127.0.0.1:8501 (or PORT=…)
	$(PY) -m uvicorn deploy.serve:app --host 127.0.0.1 --port $(PORT)

test: check ## Style, types, then every test, browser included (installs Chromium, nginx and PostgreSQL where absent, saying so)
	bash tests/install_system.sh
	$(PYTEST)

test-fast: $(TEST_READY) ## The tests without a browser, a server, a whole page or a whole export: about a minute
	$(PYTEST) --ignore=tests/browser -m "not slow"

check: $(TEST_READY) ## Style (ruff) and types (mypy), of every package
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: $(TEST_READY) ## Measured costs, each as a ratio to a reference of the same run
	$(PY) -m bench

palette: $(TEST_READY) ## Write the colours of charts/theme.py into the files that cannot import it (style sheet, themes, logo…)
	$(PY) -m deploy.build_palette
	$(PY) -m deploy.build_logo

lock: ## Write the locks (every package, with hashes) again from the lists, keeping the versions that still fit
	@if [ -n "$(UV)" ]; then uv="$(UV)"; else \
	    tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && \
	    $(PYTHON) -m venv "$$tool" && "$$tool/bin/pip" install --quiet uv && uv="$$tool/bin/uv"; \
	fi && "$$uv" $(compile) requirements.txt -o requirements.lock && \
	"$$uv" $(compile) -c requirements.lock tests/requirements.txt -o tests/requirements.lock

$(PY):
ifneq ($(UV),)
	$(UV) venv --quiet --allow-existing --python 3.11 .venv
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	    || { echo "Python 3.11 is needed (found: $$($(PYTHON) --version)). Set PYTHON=/path/to/python3.11." >&2; exit 1; }
	@$(PYTHON) -m ensurepip --version >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    echo "Installing the system package python3-venv (apt-get): $(PYTHON) has no venv to prepare .venv with." && \
	    apt-get update -q && apt-get install -qy python3-venv; } \
	    || { echo "$(PYTHON) lacks venv: install your system's python3-venv package, then run make again." >&2; exit 1; }
	$(PYTHON) -m venv .venv
endif

$(RUN_READY): requirements.lock | $(PY)
	$(call install,requirements.lock)
	@touch $@

$(TEST_READY): tests/requirements.lock $(RUN_READY)
	$(call install,tests/requirements.lock)
	@touch $@
