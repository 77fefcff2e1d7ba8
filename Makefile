# make demo: set up, build, and score a filled-in fact file.  make test: set up, build, and pass all tests.

SETUP = sh tests/tools/setup.sh
RUBRIC = stdlib-rubrics/hefei-alliance
SOURCES = $(shell find dsl interpreter repl tests -name '*.cpp' -o -name '*.hpp')
FUZZ_SECONDS = 60

.PHONY: demo test bench bench-batch bench-sql fuzz format format-check asan setup clean

demo:
	@$(SETUP) build
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target fenze
	@./build/release/fenze score $(RUBRIC).fenze --facts $(RUBRIC).facts.txt

test:
	@$(SETUP)
	@$(MAKE) --no-print-directory run-tests PRESET=dev

# The same tests under the address and undefined-behaviour sanitizers; the unit tests only, for time.
asan:
	@$(SETUP)
	@$(MAKE) --no-print-directory run-tests PRESET=asan CTEST_FLAGS='-R ^unit$$'

# ctest's own exit status is in its report, which the summary reads; the summary's line comes last.
.PHONY: run-tests
run-tests:
	@cmake --preset $(PRESET) >/dev/null
	@cmake --build --preset $(PRESET)
	@rm -f build/$(PRESET)/results.xml
	@ctest --preset $(PRESET) $(CTEST_FLAGS) --no-tests=error --output-junit $(CURDIR)/build/$(PRESET)/results.xml \
		--test-output-size-passed 10000000 --test-output-size-failed 10000000 || true
	@python3 tests/tools/summary build/$(PRESET)/results.xml

bench:
	@$(SETUP)
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target fenze_bench
	@./build/release/fenze_bench

# fenze batch beside reading the file and a scorer written by hand. The populations (3 GB) stay in build/populations: making them takes minutes.
bench-batch:
	@$(SETUP)
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target fenze fenze_yardstick_gansu fenze_yardstick_keqiao
	@python3 tests/bench/population_bench.py --build build/release --keep build/populations --populate
	@python3 tests/bench/population_bench.py --build build/release --keep build/populations

bench-sql:
	@$(SETUP)
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target fenze
	@python3 tests/bench/sql_bench.py --fenze build/release/fenze

fuzz:
	@$(SETUP)
	@sh tests/tools/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_RUNS)

format:
	@clang-format -i $(SOURCES)

format-check:
	@clang-format --dry-run -Werror $(SOURCES)

setup:
	@$(SETUP)

clean:
	@rm -rf build
