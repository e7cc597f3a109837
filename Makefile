# `make help` lists the commands. The recipes run in bash, also in the one of macOS.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

mvn := mvn --batch-mode --no-transfer-progress
# Everything that ends up in the operator, the local AWS or the classes of tests and demo.
sources := $(shell find pom.xml .mvn src -type f 2>/dev/null)
built := target/.built

.PHONY: help demo test check build measure fuzz mutation bench-policy crds format controlplane clean

help: ## List these commands
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'
	@echo
	@echo '  KEEP=1 make demo                 leave the demo running, to play with it'
	@echo '  DEMO_CLUSTER=current make demo   use the cluster of KUBECONFIG instead of a private one'

demo: $(built) ## Show the whole of it: from YAML to a delivered message, tampering, drift and repair
	@. e2e/toolchain jdk go && e2e/demo/run

test: ## Run all checks and tests, those against a real control plane included
	@. e2e/toolchain jdk maven go && \
	e2e/controlplane/build >/dev/null && $(mvn) verify && touch $(built)

check: ## Run the fast part: format, static checks, unit tests
	@. e2e/toolchain jdk maven && $(mvn) test

build: $(built) ## Build the operator and the local AWS, without running tests

measure: $(built) ## Measure the operator: AWS calls, time, memory; CHANNELS (100), KEYS=own for a key each
	@. e2e/toolchain jdk go && "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED \
	-cp "target/classes:target/test-classes:$$(cat target/demo.classpath)" dev.keyway.process.Measure $(or $(CHANNELS),100) $(KEYS)

fuzz: $(built) ## Give broken texts to the policy engine for MINUTES (10), from a SEED
	@. e2e/toolchain jdk && nice "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -Xmx512m \
	-cp "target/classes:target/test-classes:$$(cat target/demo.classpath)" \
	dev.keyway.policy.PolicyFuzz $(or $(MINUTES),10) $(SEED)

mutation: ## Change the policy engine in a thousand small ways and count what its tests notice
	@. e2e/toolchain jdk maven && $(mvn) -Pmutation test-compile pitest:mutationCoverage

bench-policy: ## Measure how long the policy engine takes to read, evaluate and compare
	@. e2e/toolchain jdk maven && $(mvn) --quiet -Pbench process-classes && \
	"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" --sun-misc-unsafe-memory-access=allow \
	-cp "target/bench-classes:target/classes:$$(cat target/bench.classpath)" dev.keyway.bench.Main

$(built): $(sources)
	@echo 'Building Keyway'
	@. e2e/toolchain jdk maven && $(mvn) --quiet package -DskipTests
	@touch $@

crds: ## Write anew what is made: crds/, their copies in the chart, the references, argocd-cm.yaml
	@. e2e/toolchain jdk maven && $(mvn) --quiet test -Dtest='CrdsAreUpToDateTest,ReasonsAreDocumentedTest,GitOpsFilesTest' -Dkeyway.refresh=true
	@rm -f helm/keyway/files/crds/*.yaml
	@cp crds/*.yaml helm/keyway/files/crds/

format: ## Format the Java sources
	@. e2e/toolchain jdk maven && $(mvn) --quiet spotless:apply

controlplane: ## Build etcd, kube-apiserver and the rest, once a machine
	@. e2e/toolchain go && e2e/controlplane/build >/dev/null

clean: ## Remove what was built here; the control plane's binaries stay
	@rm -rf target .demo
