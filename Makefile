# Each target sets up what it needs first (scripts/setup.py); the second time it starts at once.
# Arguments go through: make run ARGS="--help", make test ARGS="-k funding", make lock ARGS=--upgrade

PYTHON ?= python3
SETUP = @$(PYTHON) scripts/setup.py

.PHONY: run test lint bench lock screenshots install clean

run: ## Open the app on the example, or do the main job without a display
	$(SETUP) run $(ARGS)

test: ## Format, lint, types, import contracts, and the whole suite
	$(SETUP) test $(ARGS)

lint: ## The same without the suite
	$(SETUP) lint

bench: ## Ratios against bare equivalents
	$(SETUP) bench $(ARGS)

screenshots: ## Draw the pictures of the README and the docs anew
	$(SETUP) screenshots $(ARGS)

lock: ## Compile requirements/*.in to locks with hashes
	$(SETUP) lock $(ARGS)

install: ## Only set up
	$(SETUP) install

clean: ## Remove what the targets made
	rm -rf .venv out build dist spa_me.egg-info htmlcov .coverage
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
