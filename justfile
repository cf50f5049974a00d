# Everything a change must pass; `just check` is what CI runs.
python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }

# List the recipes
default:
    @just --list

# Format, lint, types, layers, tests with coverage
check: lint types layers test

lint:
    {{python}} -m ruff format --check .
    {{python}} -m ruff check .

types:
    {{python}} -m mypy

layers:
    {{python}} -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test *args:
    {{python}} -m pytest -n auto --cov --cov-report=term:skip-covered {{args}}

# Wheels, fresh environments, big files
slow:
    {{python}} -m pytest -m "slow or bench"

# Runs on a Spark cluster of this machine, in an environment of their own (Java 17 or newer)
spark:
    .ci/spark

# Put the code into its form
format:
    {{python}} -m ruff format .
    {{python}} -m ruff check --fix .

# Renew the locked versions (hashes only, so that any mirror serves them)
lock:
    {{python}} -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --group dev pyproject.toml -o requirements-dev.lock
    {{python}} -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --extra spark --group spark pyproject.toml -o requirements-spark.lock

# Make the demo workbooks again
demo:
    {{python}} fixtures/make_demo.py

# Show in the README what its commands print now
readme:
    {{python}} -m tests.readme_sessions

# Make the README's pictures of the report again (needs LibreOffice, poppler and Chromium)
pictures:
    {{python}} -m tests.readme_pictures

# Accuracy of name matching beside its bars; SHARED holds the labelled sets and list editions
accuracy shared="../shared" *args:
    {{python}} -m benchmarks accuracy {{shared}} {{args}}

# Our matching beside other packages, each in its own environment; writes benchmarks/RESULTS.md and its picture
bench date shared="../shared" *args:
    {{python}} -m benchmarks.side_by_side {{shared}} --date {{date}} {{args}}
