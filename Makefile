# Mektup: scanned letters in, structured letters out. Plain `make` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test check ci bench bench-lines bench-inks bench-versos zones torture golden quality-pin lock clean

help:           ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(READY) ## install what is missing: system packages, then .venv/

$(READY): pyproject.toml .ci/constraints.txt .ci/system
	@bash .ci/system
	@echo "== environment: .venv/"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[dev]'
	@# It wants an old Pillow, for what is not asked of it: tests have it read manifests.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --no-deps iiif-prezi3
	@touch $@

run: $(READY)   ## digitize samples/ into output/ (set-up included)
	@echo "== digitizing samples/ into output/"
	@$(BIN)/mektup read samples --output output

test: $(READY)  ## run all tests (set-up included)
	@echo "== tests"
	@$(BIN)/python -m pytest

check: $(READY) ## ruff, ruff format, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

ci: check test  ## what has to hold before anything lands

bench: $(READY) ## speed, memory, errors beside Tesseract, in one run; TEXT=DIR SCANS=DIR JSON=FILE
	@$(BIN)/python tests/bench/bench.py
	@PYTHONPATH=samples $(BIN)/python tests/bench/readers.py $(if $(TEXT),--text $(TEXT)) \
	  $(if $(SCANS),--scans $(SCANS)) $(if $(JSON),--json $(JSON))

zones: $(READY) ## how well letters are understood; LETTERS=DIR of labelled letters, SCANS=N, CRF=1, ONLY=fresh
	@PYTHONPATH=samples $(BIN)/python tests/bench/zones.py $(if $(LETTERS),--letters $(LETTERS)) \
	  $(if $(SCANS),--scans $(SCANS)) $(if $(CRF),--crf) $(if $(ONLY),--only $(ONLY))

bench-lines: $(READY) ## lines found and lost beside Tesseract, on hard pages of our own; SCANS=DIR JSON=FILE
	@PYTHONPATH=samples $(BIN)/python tests/bench/linefinding.py $(if $(SCANS),--scans $(SCANS)) $(if $(JSON),--json $(JSON))

bench-inks: $(READY) ## ink found beside Otsu, Sauvola and others, on pages whose ink is known; PAIRS=DIR
	@$(BIN)/python tests/bench/inks.py --pairs "$(PAIRS)"

bench-versos: $(READY) ## characters misread on sheets that show their backs, with and without a scan of these
	@PYTHONPATH=samples $(BIN)/python tests/bench/versos.py

torture: $(READY) ## 400 letters in a storm of kills, fuzzing, memory, rate, ledger: an hour; WHAT="storm memory rate ledger"
	@$(BIN)/python tests/torture/torture.py $(WHAT)
	@$(if $(WHAT),,$(BIN)/python tests/torture/fuzz.py --seconds 600)

golden: $(READY) ## write the golden files anew and show what changed
	@$(BIN)/python tests/golden/write.py
	@git --no-pager diff --stat --patch -- tests/golden

quality-pin: $(READY) ## tighten the floors of accuracy to what is reached now
	@$(BIN)/python tests/quality/pin.py

lock: $(READY)  ## pin what is installed now in .ci/constraints.txt
	@$(BIN)/python -m pip freeze --exclude-editable > .ci/constraints.txt

clean:          ## remove the environment, caches and what runs have produced
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	@find output -mindepth 1 -not -name .gitkeep -delete
	@find . -name __pycache__ -not -path './.*' -prune -exec rm -rf {} +
