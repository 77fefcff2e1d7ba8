#!/bin/sh
# Installs what the build needs on Debian 12; does nothing where everything is there. `setup.sh build` leaves out what only the tests need.
set -eu

build="g++ make cmake ninja-build pkg-config libboost1.81-dev tao-pegtl-dev libfmt-dev libutf8proc-dev nlohmann-json3-dev libz3-dev libsimdjson-dev unicode-data bzip2 libxlsxwriter-dev libzip-dev libpugixml-dev zlib1g-dev libpq-dev"
tests="catch2 coinor-cbc python3 python3-pyte libreoffice-calc-nogui postgresql postgresql-client clang libclang-rt-14-dev clang-format ccache"
wanted=$build
[ "${1:-}" = build ] || wanted="$wanted $tests"

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "本机不是Debian系统，请自行安装：$wanted" >&2
    echo "This is not a Debian system; install these yourself: $wanted" >&2
    exit 0
fi

# DuckDB is in no package of Debian: an environment of its own, where PyPI can be reached. Without it tests/sql_test.py says that it skips DuckDB.
if [ "${1:-}" != build ] && command -v python3 >/dev/null 2>&1 && [ ! -e build/sql ] && ! python3 -c 'import duckdb' 2>/dev/null; then
    mkdir -p build
    { python3 -m venv build/sql && build/sql/bin/pip install -q --disable-pip-version-check duckdb; } >/dev/null 2>&1 ||
        echo "没有装上DuckDB（PyPI），它的测试跳过 / DuckDB could not be installed from PyPI: its tests are skipped" >&2
fi

missing=
for package in $wanted; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
        "install ok installed") ;;
        *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "缺少软件包：$missing" >&2
        echo "请以root身份运行：apt-get install$missing" >&2
        echo "Packages are missing and there is no sudo; as root run: apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

echo "安装 / installing:$missing"
export DEBIAN_FRONTEND=noninteractive
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; }
# An old package list may name versions that are gone: fetch it first.
if ! { $as_root apt-get update && install; }; then
    echo "安装失败：请检查网络与软件源，再运行一次；缺少：$missing" >&2
    echo "Could not install; check the network and the package sources, then run again. Missing:$missing" >&2
    exit 1
fi
