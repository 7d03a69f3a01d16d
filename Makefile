# `make` lists what can be done here; longer steps live in .ci/.

PORT   ?= 8000
PYTHON := .venv/bin/python
MANAGE := RIKTNING_DEMO=1 $(PYTHON) manage.py
UV      = $$(.ci/uv)

# The machine's certificates are trusted, also those of a proxy in between.
export UV_SYSTEM_CERTS := 1

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
ASSETS     := $(shell find static -type f 2>/dev/null)
BUILT      := $(CATALOGUES) var/serif var/static/staticfiles.json

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup ready demo demo-reset test a11y races sequences bench-river bench-workshop fault-mail check messages lock clean

help:  ## List these
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/dev $(BUILT)  ## Set up for development: tools, translations, font, static files

demo:  ## Serve the portal with its demo organisation on http://127.0.0.1:8000/ (or PORT=…)
	@.ci/port-free $(PORT)
	@$(MAKE) --no-print-directory ready
	@PORT=$(PORT) .ci/demo

demo-reset:  ## Throw the demo's data away and begin anew
	@.ci/port-free $(PORT)
	rm -rf var/riktning.sqlite3 var/riktning.sqlite3-wal var/riktning.sqlite3-shm var/files
	@$(MAKE) --no-print-directory demo

# How a page looks and how a curve bends no database can change: that is asked on SQLite alone.
test: setup  ## Run every test, on SQLite and on PostgreSQL, browser included
	.venv/bin/pytest -n 2
	$(PYTHON) -m tests.postgres .venv/bin/pytest -n 2 -m "not one_database"

a11y: setup  ## Look at every page in both themes, three widths and both languages
	RIKTNING_A11Y=all .venv/bin/pytest -n 2 tests/browser/test_accessibility.py

races: setup  ## Let 32 clients race for 50 rounds, on both databases
	RIKTNING_RACES=full .venv/bin/pytest -p no:randomly tests/races
	RIKTNING_RACES=full $(PYTHON) -m tests.postgres .venv/bin/pytest -p no:randomly tests/races

sequences: setup  ## Drive the verbs through 10,000 random steps, on both databases
	RIKTNING_SEQUENCES=full .venv/bin/pytest tests/groups/test_any_sequence.py
	RIKTNING_SEQUENCES=full $(PYTHON) -m tests.postgres .venv/bin/pytest tests/groups/test_any_sequence.py

bench-river: setup  ## Time and weigh the river with five times the demo's groups
	.venv/bin/pytest -q -s tests/bench/river.py

bench-workshop: setup  ## Let 300 phones take part in a workshop for a minute and a half, on both databases
	.venv/bin/pytest -q -s tests/bench/workshop.py
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q -s tests/bench/workshop.py

fault-mail: setup  ## Kill the worker 50 times, and take its mail server away for 5 minutes, on both databases
	RIKTNING_FAULTS=full .venv/bin/pytest -q -s -p no:randomly tests/faults
	RIKTNING_FAULTS=full $(PYTHON) -m tests.postgres .venv/bin/pytest -q -s -p no:randomly tests/faults

check: setup  ## Check format, lint, types, layers, migrations, settings, templates, translations
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	RIKTNING_DEMO=1 .venv/bin/mypy demo portal briefings river proposals feedback groups directions workshops files notices people ui
	.venv/bin/lint-imports
	.venv/bin/djade --check $$(find templates -name '*.html')
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogues check
	.ci/check-deploy

messages: setup  ## Gather the texts to translate into locale/, and compile them
	$(MANAGE) catalogues extract
	$(MANAGE) catalogues compile

lock:  ## Pin what pyproject.toml asks for, with hashes (UPGRADE=--upgrade for newer)
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) --group dev pyproject.toml -o requirements/dev.txt

clean:  ## Remove what set-up made; the demo's data stay
	rm -rf .venv .uv var/static var/serif static/fonts $(CATALOGUES)

# What serving needs. Development tools, once installed, stay installed.
ready: .venv/run $(BUILT)
	@:

.venv/run: requirements/run.txt
	@.ci/setup $(if $(wildcard .venv/dev),dev,run)

.venv/dev: requirements/dev.txt
	@.ci/setup dev

%.mo: %.po | .venv/run
	@$(MANAGE) catalogues compile

# Fetched once: a machine without npm is not asked again at every start.
var/serif: ui/serif.py | .venv/run
	@echo "Fetching the serif font"
	@$(MANAGE) serif
	@mkdir -p var && touch $@

var/static/staticfiles.json: .venv/run var/serif $(ASSETS)
	@echo "Collecting and compressing static files"
	@$(MANAGE) collectstatic --clear --no-input --verbosity 0
	@touch $@
