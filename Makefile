# The commands of this project. Each installs what it needs first.
#
#   make run         build, then the tour
#   make test        build, then every test
#   make check-long  tests under sanitizers, fuzzing, whatever takes minutes
#   make bench       benchmarks
#   make web         build the page again into web/built (needs only npm)
#   make format      lay out the C++ sources
#   make lint        clang-tidy over all sources

WERROR := $(if $(CI),ON,OFF)
JOBS := $(shell nproc)
TIMED := scripts/timed

.PHONY: run test check-long bench web format lint install build clean

run: build
	@if [ -x examples/tour/run ]; then \
	  RATIONE=build/release/ratione $(TIMED) "tour" examples/tour/run; \
	else build/release/ratione --version; fi

test: build
	@$(TIMED) "install a browser" scripts/install_packages browser
	@$(TIMED) "install PostgreSQL" scripts/install_packages postgres
	@ctest --preset release -j $(JOBS)

install:
	@$(TIMED) "install packages" scripts/install_packages build oracle
	@$(TIMED) "fetch DuckDB" scripts/fetch_duckdb
	@$(TIMED) "fetch the base map" scripts/fetch_world_atlas

build: install
	@$(TIMED) "configure" sh -c 'cmake --preset release --log-level=WARNING -DRATIONE_WERROR=$(WERROR) > /dev/null'
	@$(TIMED) "build" cmake --build --preset release

# Unit tests once more, under the address and undefined-behaviour sanitizers.
sanitizers: install
	@cmake --preset sanitizers --log-level=WARNING > /dev/null
	@$(TIMED) "build, sanitizers" cmake --build --preset sanitizers --target unit_tests
	@$(TIMED) "test, sanitizers" ctest --preset sanitizers -j $(JOBS)
.PHONY: sanitizers

# The server under the thread sanitizer, with many clients at once.
threads: install
	@cmake --preset threads --log-level=WARNING > /dev/null
	@$(TIMED) "build, thread sanitizer" cmake --build --preset threads --target ratione
	@$(TIMED) "many clients, thread sanitizer" tests/serve/load.py --program build/threads/ratione --home .
.PHONY: threads

# Random cases by the hundred thousand, and the oracle broken on purpose.
random-cases: build
	@$(TIMED) "test, 100,000 for the oracle" env RATIONE_LONG=12 build/release/oracle_test --gtest_brief=1
	@$(TIMED) "build, broken oracles" cmake --build --preset release --target oracle_mutants_test
	@$(TIMED) "test, broken oracles" build/release/oracle_mutants_test --gtest_brief=1
	@$(TIMED) "test, 10,000 proofs" env RATIONE_LONG=100 \
	  scripts/sharded 4 build/release/proof_test --gtest_brief=1 --gtest_filter='*RandomProofs*'
	@$(TIMED) "test, faults in every proof of gold" env RATIONE_LONG=2 \
	  build/release/proof_test --gtest_brief=1 --gtest_filter='Proof.EveryRowOfGold'
	@$(TIMED) "test, 10,000 residuals" env RATIONE_LONG=67 \
	  build/release/engine_test --gtest_brief=1 --gtest_filter='Random.Residuals*'
	@scripts/install_packages postgres
	@$(TIMED) "test, 9,000 rows in DuckDB" env RATIONE_LONG=10 RATIONE=build/release/ratione tests/sql/duckdb
	@$(TIMED) "test, 9,000 rows in PostgreSQL" env RATIONE_LONG=10 RATIONE=build/release/ratione tests/sql/postgres
.PHONY: random-cases

# Writers of a ledger killed a thousand times, in a file and in PostgreSQL.
ledger-crashes: build
	@$(TIMED) "test, 1,000 killed writers" /usr/bin/python3 tests/ledger/kill_test.py \
	  --program build/release/ratione --home . --rounds 1000
	@scripts/install_packages postgres
	@$(TIMED) "test, 1,000 killed in PostgreSQL" env RATIONE=build/release/ratione \
	  tests/ledger/postgres 1000
.PHONY: ledger-crashes

# A million questions over HTTP: memory must stay as it is.
million-requests: build
	@scripts/install_packages bench
	@$(TIMED) "a million requests" bench/serve --memory 1000000
.PHONY: million-requests

check-long: sanitizers threads random-cases ledger-crashes million-requests
	@scripts/install_packages fuzz
	@cmake --preset fuzz --log-level=WARNING > /dev/null
	@$(TIMED) "build, fuzz targets" cmake --build --preset fuzz --target fuzz_targets
	@scripts/fuzz_all 60

bench: build
	@scripts/install_packages bench
	@cmake --preset release --log-level=WARNING > /dev/null
	@bench/verdicts/fetch_publicodes
	@cmake --build --preset release --target benches whole_tools
	@for bench in build/release/*_bench; do $$bench || exit 1; done
	@bench/serve
	@bench/sql
	@mkdir -p build/bench
	@$(TIMED) "verdicts of all peers" build/release/verdict_peers --csv build/bench/verdicts.csv
	@$(TIMED) "whole processes" bench/whole/pairs 100000000 build/bench/whole.csv
	@$(TIMED) "cold starts" bench/whole/cold_start 41 build/bench/cold_start.csv
	@bench/performance_page build/bench

web:
	@$(TIMED) "fetch the page's packages" scripts/fetch_page_packages
	@$(TIMED) "build the page" scripts/with_node node web/scripts/build.mjs

format:
	@scripts/install_packages lint
	@scripts/sources | xargs clang-format -i

lint: build
	@scripts/install_packages lint
	@scripts/tidy

clean:
	@rm -rf build/release build/debug build/sanitizers build/threads build/fuzz
