# Two commands on a fresh machine: `make brief` shows what tomtat does, `make test` checks that it does it.
#
#   VENV=dir      where the virtual environment goes (.venv)
#   PYTHON=name   the Python to make it with (python3; 3.11 or newer)
#   PIP_FLAGS=…   passed to every `pip install`, such as --extra-index-url for PyTorch's CPU builds
#   PYTEST=…      passed to pytest by `make test`

PYTHON ?= python3
VENV ?= .venv
SAMPLE ?= samples/soctrang-thanh-uy-2023.txt
N ?= 20
# inputs of `make fuzz`
FUZZ ?= 100000
# processes that `make test` uses; each loads the models once
JOBS ?= 2
# what `make matrix` runs the tests under
PYTHONS ?= 3.11 3.12 3.13
# percent of the lines of summarizer/ that tests run, at least
COVERED ?= 90

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS)
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help brief test tests test-office fuzz matrix lint wheel bench facts-score screenshots clean

help:
	@echo "make brief        install, and brief a sample to the screen"
	@echo "make test         lint, types, import rules, tests with coverage"
	@echo "make matrix       make test under Python $(PYTHONS)"
	@echo "make test-office  the formats of LibreOffice, converted anew by the one of this machine"
	@echo "make fuzz         damage FUZZ=$(FUZZ) files and load them (half an hour)"
	@echo "make lint         ruff, mypy and import rules alone"
	@echo "make wheel        build dist/tomtat-*.whl with the shipped models in it"
	@echo "make bench        start-up, briefs and facts: minimum and median of N=$(N)"
	@echo "make facts-score  score figures on annotated articles"
	@echo "make models       train, export and evaluate the models (hours)"
	@echo "make screenshots  the pictures in docs/"
	@echo "make clean        remove what was built; $(VENV) stays"

brief: $(RUN_STAMP)
	@$(BIN)/tomtat brief $(SAMPLE)

# one after the other, so that a slip of the pen is told at once; `make -j2 test` checks and tests at a time
test: lint tests

tests: $(DEV_STAMP)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder --durations=15 --cov --cov-report=term:skip-covered --cov-fail-under=$(COVERED) $(PYTEST)

# Each Python in an environment of its own beside $(VENV); CI runs one of them (`make test`). All are tried, though one
# fails; one that is not there is a failure, too.
matrix:
	@failed=; for version in $(PYTHONS); do \
	  echo "== Python $$version"; \
	  python=$$(scripts/find-python $$version) && \
	  $(MAKE) --no-print-directory test PYTHON="$$python" VENV=$(VENV)-$$version || failed="$$failed $$version"; \
	done; \
	if [ -n "$$failed" ]; then echo "make matrix: failed under Python$$failed" >&2; exit 1; fi

test-office: $(DEV_STAMP)
	@if command -v soffice >/dev/null; then TEST_OFFICE=1 $(BIN)/python -m pytest tests/document/test_conversions.py $(PYTEST); \
	else echo "make test-office: skipped, LibreOffice (soffice) is not installed"; fi

fuzz: $(DEV_STAMP)
	$(BIN)/python scripts/fuzz.py --n $(FUZZ)

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(DEV_STAMP)
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

bench: $(DEV_STAMP)
	$(BIN)/python scripts/bench.py --n $(N)

facts-score: $(DEV_STAMP)
	$(BIN)/python scripts/facts_score.py

screenshots: $(DEV_STAMP)
	$(BIN)/python scripts/screenshots.py

clean:
	rm -rf dist build .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamps say what is installed; they are renewed when what is to be installed changes.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tomtat needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip

$(RUN_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing tomtat into $(VENV) (once; torch alone takes a while) …"
	@$(PIP) -c constraints.txt -e .
	@touch $@

$(DEV_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing tomtat with its development tools into $(VENV) (once) …"
	$(PIP) -c constraints.txt -e '.[dev]'
	@touch $@ $(RUN_STAMP)

include models/training/steps.mk
