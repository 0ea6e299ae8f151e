# Everything runs in .venv, which is made on first use and reused. Another Python: make test PYTHON=python3.13
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
DURATION ?= 60

# A .venv of another Python would be used without a word.
ifeq ($(origin PYTHON),command line)
BASE := import os, sys; print(os.path.realpath(sys.base_prefix))
MADE_WITH := $(if $(wildcard $(BIN)/python),$(shell $(BIN)/python -c '$(BASE)'))
ifneq ($(MADE_WITH),)
ifneq ($(MADE_WITH),$(shell $(PYTHON) -c '$(BASE)'))
ifneq ($(MAKECMDGOALS),clean)
$(error .venv was made with the Python in $(MADE_WITH): make clean first)
endif
endif
endif
endif

.DEFAULT_GOAL := help
.PHONY: help demo test generate check drift lint types bench profile corpus fuzz mutants soak reliability clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/pip.stamp:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(f"brickserve needs Python 3.11 or newer; $(PYTHON) is {sys.version.split()[0]}" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/demo.stamp: $(VENV)/pip.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[emulator]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/pip.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[emulator,openai,fast]' --group test
	@touch $@

$(VENV)/bench.stamp: $(VENV)/test.stamp
	@$(BIN)/python -m pip install --quiet --group bench
	@touch $@

demo: $(VENV)/demo.stamp ## Set up, then create, query and delete endpoints on the embedded emulator
	$(BIN)/python -m brickserve.emulator.demo

test: $(VENV)/test.stamp ## Set up, then run every test
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST)

generate: $(VENV)/test.stamp ## Write generated/ anew from spec/serving.yaml
	$(BIN)/python -m generator generate

check: drift lint types test ## What CI runs: drift, ruff, mypy, pyright, and every test

drift: $(VENV)/test.stamp
	$(BIN)/python -m generator check --strict

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp
	$(BIN)/mypy
	$(BIN)/pyright

bench: $(VENV)/bench.stamp ## Measure beside the official SDK and other peers; write tests/bench/RESULTS.md (BENCH=--quick: only print)
	$(BIN)/python -m tests.bench $(BENCH)

profile: $(VENV)/test.stamp ## Show where the time of a query and of a stream's event goes
	$(BIN)/python -m tests.bench.profiling

corpus: $(VENV)/test.stamp ## Generate from real documents of public packages and judge the outcome
	$(BIN)/python -m tests.corpus $(CORPUS)

fuzz: $(VENV)/test.stamp ## Feed the parsers random bytes: a million event streams, then DURATION for each of the others
	$(BIN)/python -m tests.fuzz.sse --cases 1000000
	$(BIN)/python -m tests.fuzz --seconds $(DURATION)

mutants: $(VENV)/test.stamp ## Break the code in small ways, count what the tests notice; MUTANTS="--seconds 600 sse.py" bounds time and files
	$(BIN)/python -m tests.mutants $(MUTANTS)

soak: $(VENV)/test.stamp ## Query under random faults for DURATION, watching memory, files and amplification
	$(BIN)/python -m tests.soak --seconds $(DURATION)

reliability: $(VENV)/test.stamp ## Run the proof of every promise; write tests/RELIABILITY.md
	$(BIN)/python -m tests.reliability

clean: ## Remove .venv and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
