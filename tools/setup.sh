#!/usr/bin/env bash
# setup.sh demo|test - installs what a fresh Debian 12 machine with Node 20 lacks, and nothing that is there already.
# demo: what builds the page (Emscripten). test: also the native compilers, clang for fuzzing, zlib, Chromium and Firefox ESR.
# Packages need root or password-less sudo; without either, the command to run is printed and the script fails.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?usage: setup.sh demo|test}

node_major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/' || true)
if [ "${node_major:-0}" -lt 20 ]; then
  echo "Node 20 or newer is needed (found: ${node_major:-none}). See https://nodejs.org/en/download, or your distribution's packages." >&2
  exit 1
fi

# command or file whose absence shows that a package is missing, and the package
want=("npm npm" "python3 python3" "dpkg-deb dpkg")
if [ "$purpose" = test ]; then
  # Any clang with libFuzzer; Debian 12 calls its own 14.
  command -v clang-19 >/dev/null || want+=("clang clang" "/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-$(uname -m).a libclang-rt-14-dev")
  want+=("clang-format-14 clang-format-14" "gcc gcc" "/usr/include/stdio.h libc6-dev" "/usr/include/zlib.h zlib1g-dev" "${CHROMIUM:-/usr/bin/chromium} chromium" "${FIREFOX:-/usr/bin/firefox-esr} firefox-esr")
fi
missing=()
for pair in "${want[@]}"; do
  probe=${pair% *} package=${pair#* }
  case $probe in
    /*) [ -e "$probe" ] || missing+=("$package") ;;
    *) command -v "$probe" >/dev/null || missing+=("$package") ;;
  esac
done
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo -n); else
    echo "Missing: ${missing[*]}. Run: sudo $install" >&2
    exit 1
  fi
  command -v apt-get >/dev/null || { echo "Missing: ${missing[*]}, and no apt-get here to install them." >&2; exit 1; }
  echo "installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get -qq update
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" $install >/dev/null
fi

bash tools/setup-emscripten.sh
