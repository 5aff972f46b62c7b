# `make site` builds the editions, `make test` checks everything; both set up what they need in .venv.
# Any Python from 3.11 on will do; PYTHON=… chooses one. See tools/ for the steps.

BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile

site: setup-site ## Build the editions into site/; a failed build leaves the previous site as it was.
	@rm -rf .site-next .site-old
	@$(BIN)/mkdocs build --strict --site-dir .site-next || { rm -rf .site-next; exit 1; }
	@if [ -d site ]; then mv site .site-old; fi && mv .site-next site && rm -rf .site-old
	@echo "Built site/. To read it: make serve; or serve the folder as it is: $(BIN)/variorum view"
	@for edition in source/*/edition.yml; do echo "  $(CURDIR)/site/$$(basename $$(dirname $$edition))/index.html"; done

serve: setup-site ## Preview the editions; a saved file shows within about a second.
	@$(BIN)/mkdocs serve --livereload

test: setup-test ## Run every check and test; STAGES="unit browser" runs some.
	@$(BIN)/python tools/test.py $(STAGES)

fuzz: setup-test ## Give every parser thousands of broken files, other ones each time; takes an hour.
	@$(BIN)/python -m pytest -q --hypothesis-profile=fuzz tests/unit/test_generated_files.py tests/unit/test_worst_shapes.py

bench: setup-test ## Measure builds, the reading page and the search beside plain MkDocs; see benchmarks/. BENCH="--quick" takes four minutes.
	@$(BIN)/python -m benchmarks.run $(BENCH)

lock: setup-test ## Renew requirements/ after a change to pyproject.toml; UPGRADE=1 takes the newest versions.
	@$(BIN)/python tools/lock.py $(if $(UPGRADE),--upgrade)

clean: ## Remove everything that was made.
	rm -rf .venv .cache site .site-next .site-old tests/browser/node_modules tests/browser/output
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

setup-site setup-test:
	@python=$$(tools/python) && "$$python" tools/setup.py $(@:setup-%=%)

.PHONY: help site serve test fuzz bench lock clean setup-site setup-test
