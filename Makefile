# Two commands do everything: `make demo` shows it working, `make test` checks it. `make prove` runs the long proofs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= https://sco-ld.github.io/sco-ld

.PHONY: demo test prove lowest release npm check clean

demo: $(VENV)/installed
	$(BIN)/sco-ld validate
	$(BIN)/sco-ld query --named founding-members -f table
	mkdir -p build
	$(BIN)/sco-ld export -o build/sco.jsonld
	@echo "Written: build/sco.jsonld"

test: $(VENV)/tested check
	$(BIN)/python -m pytest -n auto -m "not slow"

prove: $(VENV)/tested
	$(BIN)/python -m pytest -m slow

lowest:
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install -q -e '.[test]' $$($(PYTHON) -c 'import tomllib; \
	    print(*(one.replace(">=", "==") for one in tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"]))')
	$(VENV)-lowest/bin/python -m pytest -n auto -m "not slow"

# The wheel, and the data and the site of this version, in one folder: twice the same bytes.
release: $(VENV)/installed
	rm -rf build/release
	mkdir -p build/release
	$(BIN)/python -m pip install -q -e '.[site]'
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m pip wheel -q --no-deps -w build/release .
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/sco-ld -C . release --site -o build/release/data --host $(HOST)
	$(BIN)/sco-ld verify build/release/data

check: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

npm:
	$(PYTHON) npm/fetch.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install -q -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-lowest build dist
