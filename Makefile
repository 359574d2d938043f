# casecoding: `make run` opens the workbench with the demo study, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
TYPESCRIPT := 5.9.3

.PHONY: run test lint types bench bench-trust audit wheel screenshots model clean

run: $(INSTALLED)
	$(BIN)/casecoding open

test: $(TOOLS)
	$(PY) -m pytest --ignore tests/e2e --numprocesses auto --maxprocesses 4 --dist worksteal
	$(PY) -m pytest tests/e2e

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/deptry .

types: $(TOOLS)
	$(BIN)/mypy
	npx --yes --package typescript@$(TYPESCRIPT) tsc --project casecoding/ui/components/reader/jsconfig.json

bench: $(TOOLS)
	$(PY) -m benchmarks

# 200 kills, eight coders at once (on a server too where CASECODING_TEST_POSTGRES names one),
# 10,000 operations against a model, 10,000 damaged files.
bench-trust: $(TOOLS)
	$(PY) -m benchmarks.trust

# Known faults in the packages we build on; what nobody answers for is named, and passes.
audit: $(TOOLS)
	$(PY) .ci/audit.py constraints.txt

wheel: $(TOOLS)
	$(PY) -m build --wheel

screenshots: $(TOOLS)
	$(PY) docs/make_screenshots.py

# DATA is a folder with the treebank files that training/README.md names.
model: $(TOOLS)
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement training/requirements.txt
	$(PY) -m training.build --data $(DATA) --out casecoding/nlp/model

clean:
	rm -rf $(VENV) dist build

$(PY):
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[vectors]"
	touch $@

$(TOOLS): pyproject.toml constraints.txt | $(INSTALLED)
	$(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	touch $@
