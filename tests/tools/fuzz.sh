#!/bin/sh
# Runs each fuzz target of the fuzz preset for some seconds: fuzz.sh [SECONDS [RUNS]]. What it finds stays in build/fuzz/findings.
# With RUNS the inputs are the same on every machine, tried from nothing and at most so many: a check that says the same twice.
set -eu
seconds=${1:-60}
runs=${2:-}
cd "$(dirname "$0")/../.."

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz

passed=0
failed=0
for source in tests/fuzz/*.cpp; do
    [ -e "$source" ] || continue
    name=$(basename "$source" .cpp)
    # What earlier runs reached is kept beside the build; the documents are the first inputs.
    corpus=build/fuzz/corpus/$name
    same=""
    if [ -n "$runs" ]; then
        corpus=build/fuzz/fresh/$name
        rm -rf "$corpus"
        same="-seed=1 -runs=$runs"
    fi
    mkdir -p "$corpus" "build/fuzz/findings/$name"
    seeds="tests/seeds stdlib-rubrics"
    if [ -d "tests/fuzz/$name" ]; then seeds="$seeds tests/fuzz/$name"; fi
    echo "== $name, $seconds s"
    # Most inputs small: sentences matter, not megabytes.
    # shellcheck disable=SC2086  # several words each
    if "build/fuzz/$name" $same -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="build/fuzz/findings/$name/" "$corpus" $seeds; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name: see build/fuzz/findings/$name"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
