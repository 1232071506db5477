# `make` explains itself: the text after ## is what it prints.
.DEFAULT_GOAL := help
.PHONY: help demo serve test quick format bench clean

# What `make quick` and `make bench` run: make quick T=SplitterTest, make bench B=Splitter
T ?=
B ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## a whole demo home with a demo model, nothing to set up
	@./jarvas demo

serve: ## Jarvas against your Home Assistant
	@./jarvas serve

test: ## everything that must pass before a commit: format, checks, tests, browser
	@./mvnw verify

quick: ## unit tests without the checks; one of them: make quick T=SplitterTest
	@./mvnw -q -Dquick test $(if $(T),-Dtest='$(T)')

format: ## format the Java sources
	@./mvnw -q spotless:apply

bench: ## run a benchmark: make bench B=Splitter; without B, a list of them
	@bench/run $(B)

clean: ## remove what was built
	@./mvnw -q clean
