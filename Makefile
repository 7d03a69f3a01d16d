# `make` lists what is used daily, and CONTRIBUTING.md the rest. Longer steps live in .ci/.

PORT   ?= 8000
# What is installed to serve: run, saml for a sign-in that speaks it (docs/how-to/sign-in-with-saml.md), or several
# for several machines (docs/several-machines.md).
FOR    ?= run
PYTHON := .venv/bin/python
MANAGE := RIKTNING_ENV_FILE= RIKTNING_DEMO=1 $(PYTHON) manage.py
UV      = $$(.ci/uv)

# The machine's certificates are trusted, also those of a proxy in between.
export UV_SYSTEM_CERTS := 1

# Compiled modules are kept, whatever the machine says: tests start a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
ASSETS     := $(shell find static -type f 2>/dev/null)
BUILT      := $(CATALOGUES) var/serif var/static/staticfiles.json

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run quick test check messages demo demo-reset setup clean ready ready-to-run a11y hostile races sequences fault-mail bench bench-river bench-search bench-workshop restore-drill upgrade-drill drill-load cluster container-drill sign-in-drill from-nothing screenshots lock

help:  ## List these
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
	@echo "The long runs, and the rest, are in CONTRIBUTING.md."

run:  ## Serve it for development: reload, debug pages, demo data, on http://127.0.0.1:8000/ (or PORT=…)
	@.ci/port-free $(PORT)
	@$(MAKE) --no-print-directory ready-to-run
	@PORT=$(PORT) .ci/develop

quick: setup  ## Run what can be run in a minute: SQLite alone, no browser, nothing that takes long
	.venv/bin/pytest -n 2 --reuse-db -m "not (authz or browser or hostile or race or slow)"

# How a page looks and how a curve bends no database can change: that is asked on SQLite alone.
test: setup  ## Run every test, on SQLite and on PostgreSQL, browser included
	.venv/bin/pytest -n 4 --dist worksteal
	$(PYTHON) -m tests.postgres .venv/bin/pytest -n 4 --dist worksteal -m "not one_database"

check: setup  ## Check format, lint, types, layers, migrations, settings, templates, translations
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	RIKTNING_DEMO=1 .venv/bin/mypy demo portal accessibility briefings river proposals feedback groups directions workshops search files notices identity people ui
	.venv/bin/lint-imports
	.venv/bin/djade --check $$(find templates -name '*.html')
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) catalogues check
	.ci/check-deploy

messages: setup  ## Gather the texts to translate into locale/, and compile them
	$(MANAGE) catalogues extract
	$(MANAGE) catalogues compile

demo:  ## Serve the demo as production would serve it, on http://127.0.0.1:8000/ (or PORT=…)
	@.ci/port-free $(PORT)
	@$(MAKE) --no-print-directory ready
	@PORT=$(PORT) .ci/demo

demo-reset:  ## Throw the demo's data away and begin anew
	@.ci/port-free $(PORT)
	rm -rf var/riktning.sqlite3 var/riktning.sqlite3-wal var/riktning.sqlite3-shm var/files
	@$(MAKE) --no-print-directory demo

setup: .venv/dev .env $(BUILT) var/for-tests  ## Set up for development: tools, .env, translations, font, static files

clean:  ## Remove what set-up made; the demo's data and .env stay
	rm -rf .venv .uv var/static var/serif var/for-tests var/tests static/fonts $(CATALOGUES)

# --- the long runs and the rest, told in CONTRIBUTING.md --------------------------------------------

a11y: setup
	RIKTNING_A11Y=all .venv/bin/pytest -n 2 tests/browser/test_accessibility.py tests/browser/test_every_page_by_keyboard.py

hostile: setup
	RIKTNING_HOSTILE=all .venv/bin/pytest -n 2 tests/hostile
	RIKTNING_HOSTILE=all $(PYTHON) -m tests.postgres .venv/bin/pytest -n 2 tests/hostile -m "not one_database"

races: setup
	RIKTNING_RACES=full .venv/bin/pytest -p no:randomly tests/races
	RIKTNING_RACES=full $(PYTHON) -m tests.postgres .venv/bin/pytest -p no:randomly tests/races

sequences: setup
	RIKTNING_SEQUENCES=full .venv/bin/pytest tests/groups/test_any_sequence.py
	RIKTNING_SEQUENCES=full $(PYTHON) -m tests.postgres .venv/bin/pytest tests/groups/test_any_sequence.py

fault-mail: setup
	RIKTNING_FAULTS=full .venv/bin/pytest -q -s -p no:randomly tests/faults
	RIKTNING_FAULTS=full $(PYTHON) -m tests.postgres .venv/bin/pytest -q -s -p no:randomly tests/faults

# A minute; `make bench RIKTNING_BENCH=full` takes five and writes docs/performance.md.
bench: setup
	.venv/bin/pytest -q -s tests/bench/speed.py
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q -s tests/bench/speed.py

bench-river: setup
	.venv/bin/pytest -q -s tests/bench/river.py

bench-search: setup
	.venv/bin/pytest -q -s tests/bench/search.py
	RIKTNING_BENCH_BUFFERS=512MB $(PYTHON) -m tests.postgres .venv/bin/pytest -q -s tests/bench/search.py

bench-workshop: setup
	.venv/bin/pytest -q -s tests/bench/workshop.py
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q -s tests/bench/workshop.py

restore-drill: setup
	.venv/bin/pytest -q -s -p no:randomly tests/drills/restore.py
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q -s -p no:randomly tests/drills/restore.py

# The last commit without the latest migration, unless RIKTNING_FROM=… says otherwise.
upgrade-drill: setup
	.venv/bin/pytest -q -s -p no:randomly tests/drills/upgrade.py
	$(PYTHON) -m tests.postgres .venv/bin/pytest -q -s -p no:randomly tests/drills/upgrade.py

drill-load: setup
	.venv/bin/pytest -q -s -p no:randomly tests/drills/load.py

cluster: setup
	.venv/bin/pytest -q -s -x -p no:randomly tests/drills/cluster.py

container-drill: setup
	.ci/container-drill

sign-in-drill: setup
	.venv/bin/pytest -q -s -p no:randomly tests/drills/sign_in.py

from-nothing: setup
	.venv/bin/pytest -q -s -p no:randomly tests/drills/from_nothing.py

screenshots: setup
	.venv/bin/pytest -q -s -p no:randomly tests/browser/screenshots.py

lock:
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) pyproject.toml -o requirements/run.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) --extra saml pyproject.toml -o requirements/saml.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) --extra saml --extra several pyproject.toml -o requirements/several.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url $(UPGRADE) --extra saml --extra several --group dev pyproject.toml -o requirements/dev.txt

# --- what the targets above need --------------------------------------------------------------------

# What serving needs. Development tools, once installed, stay installed.
ready: .venv/$(FOR) $(BUILT)
	@:

# Static files come straight from static/ there.
ready-to-run: .venv/dev .env $(CATALOGUES) var/serif
	@:

.venv/$(FOR): requirements/$(FOR).txt
	@.ci/setup $(if $(wildcard .venv/dev),dev,$(FOR))

.venv/dev: requirements/dev.txt
	@.ci/setup dev

.env:
	@.ci/env

%.mo: %.po | .venv/$(FOR)
	@$(MANAGE) catalogues compile

# Fetched once: a machine without npm is not asked again at every start.
var/serif: portal/setup/serif.py | .venv/$(FOR)
	@echo "Fetching the serif font"
	@$(MANAGE) serif
	@mkdir -p var && touch $@

# Other people's tools for the tests. Asked for once, like the serif.
var/for-tests: portal/setup/for_tests.py | .venv/dev
	@echo "Fetching what only tests use"
	@$(PYTHON) -m portal.setup.for_tests $@

var/static/staticfiles.json: .venv/$(FOR) var/serif $(ASSETS)
	@echo "Collecting and compressing static files"
	@$(MANAGE) collectstatic --clear --no-input --verbosity 0
	@touch $@
