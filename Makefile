# Two commands do everything: `make demo` shows it working, `make test` checks it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check clean

demo: $(VENV)/installed
	$(BIN)/sco-ld validate
	$(BIN)/sco-ld query --named founding-members -f table
	$(BIN)/sco-ld export -o build/sco.jsonld
	@echo "Written: build/sco.jsonld"

test: $(VENV)/tested check
	$(BIN)/python -m pytest

check: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e .
	mkdir -p build
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install -q -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist
