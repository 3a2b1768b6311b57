# The everyday commands; `just` alone lists them. Each is one line that can also be typed without just.

set positional-arguments

python := ".venv/bin/python"

_default:
    @just --list

# Make a virtual environment in .venv, with newsidx from this folder and what the tests and linters need
setup:
    python3 -m venv .venv
    .venv/bin/pip install -q -e '.[dev]'

# Run the linters before every commit
hooks:
    .venv/bin/pre-commit install

# Run the tests, or those named: just test tests/query -k phrase
test *arguments:
    {{ python }} -m pytest "$@"

# Run the tests that try more moments, or more often, for SECONDS each
long seconds="600" *arguments:
    NEWSIDX_LONG=1 NEWSIDX_LONG_SECONDS={{ seconds }} {{ python }} -m pytest -m long {{ arguments }}

# Check style, types and imports
lint:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports --no-logo

# Format the code
format:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# Make the man pages anew from the help of the commands
man:
    {{ python }} -m tests.man_pages

# Measure ingest and search beside other programs: just bench FOLDER --rounds 5
bench corpus *arguments:
    {{ python }} -m tests.bench {{ corpus }} {{ arguments }}

# Run every command in README and docs, and write what it prints below it
docs:
    {{ python }} -m tests.readme

# Draw the screens of `newsidx browse` anew that the tests compare
screens:
    {{ python }} -m tests.tui.screens

# Check everything in a fresh clone, as CI does
ci:
    .ci/run
