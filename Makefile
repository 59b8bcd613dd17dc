# Thin names for tools/tasks.py, which holds the logic and runs on Windows too.
PYTHON ?= python3
TASK := $(PYTHON) tools/tasks.py

.DEFAULT_GOAL := help
.PHONY: help site test check lighthouse serve lab notebooks pictures lock vendor bench pdf visual visual-accept links newest release release-check clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: ## Build the site and print where it is
	@$(TASK) site

test: ## Run everything that CI runs
	@$(TASK) test

check: ## Run what is quick: no browser, no notebooks
	@$(TASK) check

lighthouse: ## Mark a page of each kind with Lighthouse (needs npm)
	@$(TASK) lighthouse

serve: ## Serve the site on this machine (PORT=8000)
	@$(TASK) serve

lab: ## Open a unit in JupyterLab on this machine (UNIT=09)
	@$(TASK) lab $(UNIT)

notebooks: ## Run every notebook in place; a second run changes no byte
	@$(TASK) notebooks

pictures: ## Draw the charts that quiz questions name, as pictures
	@$(TASK) pictures

lock: ## Pin the dependencies of pyproject.toml again
	@$(TASK) lock

vendor: ## Fetch third-party scripts and fonts again (needs npm)
	@$(TASK) vendor

bench: ## Print sizes and speeds
	@$(TASK) bench

links: ## List the addresses outside the site (DO=check asks each)
	@$(TASK) links $(DO)

newest: ## Build and test with the newest versions, and report what breaks
	@$(TASK) newest

release: ## Build what a release hands out, with checksums (TAG=v1.2.3)
	@$(TASK) release $(TAG)

release-check: ## Compare a tag with the version (TAG=v1.2.3)
	@$(TASK) release-check $(TAG)

pdf: ## Make the book and one PDF a unit (UNIT=09 for one)
	@$(TASK) pdf $(UNIT)

visual: ## Compare the look of the site with the reference pictures
	@$(TASK) visual

visual-accept: ## Renew the reference pictures that differ
	@$(TASK) visual --accept

clean: ## Remove what was built
	@$(TASK) clean
