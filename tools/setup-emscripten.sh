#!/usr/bin/env bash
# setup-emscripten.sh [DEST]   makes an Emscripten of version 3.1.50 or newer available; DEST is .build/emscripten unless given
# setup-emscripten.sh --env    prints the shell command that puts it on the PATH, or fails and says how to set it up
#
# An emcc on the PATH that is new enough is used as it is. Otherwise Debian 13's packages (Emscripten 3.1.69, LLVM 19) are unpacked
# into DEST: about 310 MB of download and 570 MB on disk. Nothing is installed and no root is needed, because Debian 12's own Emscripten is too
# old (3.1.6) and mixing suites would replace the system's C library. The folder cannot be moved afterwards.
# DEBIAN_MIRROR names another mirror than the one in this machine's apt sources.
set -euo pipefail

oldest=3.1.50
suite=trixie
default_dest=$(cd "$(dirname "$0")/.." && pwd)/.build/emscripten

fail() { echo "setup-emscripten: $*" >&2; exit 1; }

emcc_on_path_is_new_enough() {
  local version
  command -v emcc >/dev/null || return 1
  version=$(emcc --version 2>/dev/null | sed -n '1s/.* \([0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*\).*/\1/p')
  [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$oldest" "$version" | sort -V | head -n 1)" = "$oldest" ]
}

if [ "${1:-}" = --env ]; then
  if emcc_on_path_is_new_enough; then
    echo :
  elif [ -f "$default_dest/ready" ]; then
    echo ". '$default_dest/env.sh'"
  else
    fail "no emcc $oldest or newer on the PATH and none in .build/emscripten. Set it up with: tools/setup-emscripten.sh"
  fi
  exit
fi

if emcc_on_path_is_new_enough; then
  echo "setup-emscripten: using $(command -v emcc)"
  exit
fi
dest=$(realpath -m "${1:-$default_dest}")
if [ -f "$dest/ready" ]; then
  echo "setup-emscripten: $dest is ready"
  exit
fi

# ---- what this needs of the machine ----
missing=()
for program in apt-get apt-cache dpkg-deb tar python3 node; do
  command -v "$program" >/dev/null || missing+=("$program")
done
[ ${#missing[@]} -eq 0 ] || fail "missing: ${missing[*]}. On Debian: apt-get install apt dpkg tar python3, and Node 20"
[ "$(dpkg --print-architecture)" = amd64 ] || fail "only amd64 is supported; elsewhere put an emcc on the PATH (https://emscripten.org)"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || fail "missing: $keyring. On Debian or Ubuntu: apt-get install debian-archive-keyring"
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -m 1 '/debian/*$' || true)}
[ -n "$mirror" ] || fail "this machine's apt sources name no Debian mirror: run apt-get update first, or set DEBIAN_MIRROR"

# ---- a private apt that knows only the newer suite and believes that nothing is installed ----
apt_dir=$dest/apt
root=$dest/root
rm -rf "$apt_dir" "$root"
mkdir -p "$apt_dir"/{lists/partial,cache/archives/partial,state,etc/preferences.d,etc/sources.list.d,etc/apt.conf.d,debs} "$root"
: >"$apt_dir/state/status"
echo "deb [signed-by=$keyring] $mirror $suite main" >"$apt_dir/etc/sources.list"
cat >"$apt_dir/apt.conf" <<CONF
Dir::Etc "$apt_dir/etc";
Dir::Etc::sourcelist "$apt_dir/etc/sources.list";
Dir::Etc::sourceparts "$apt_dir/etc/sources.list.d";
Dir::Etc::preferencesparts "$apt_dir/etc/preferences.d";
Dir::State "$apt_dir/state";
Dir::State::lists "$apt_dir/lists";
Dir::State::status "$apt_dir/state/status";
Dir::Cache "$apt_dir/cache";
APT::Architecture "amd64";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
Debug::NoLocking "true";
CONF
export APT_CONFIG=$apt_dir/apt.conf LC_ALL=C
echo "setup-emscripten: downloading Emscripten from $mirror ($suite)"
apt-get -qq update
llvm=$(apt-cache show emscripten | sed -n 's/^Depends:.*clang-\([0-9][0-9]*\).*/\1/p' | head -n 1)
[ -n "$llvm" ] || fail "$mirror has no emscripten in $suite"

# Of all that apt would install, only what the compiler itself runs.
needed="emscripten|binaryen|node-acorn|patchelf|clang-$llvm|libclang-cpp$llvm|libclang-common-$llvm-dev|libllvm$llvm|lld-$llvm|llvm-$llvm"
needed="$needed|libc6|libstdc\+\+6|libgcc-s1|zlib1g|libzstd1|libxml2.*|libicu[0-9]+|libedit2|libtinfo6|libbsd0|libmd0|libffi[0-9]+|libz3-4|liblzma5"
apt-get -qq -y --print-uris install emscripten "lld-$llvm" patchelf |
  sed -n "s/^'.*' \([^_]*\)_.*/\1/p" | sort -u | grep -E "^($needed)\$" >"$apt_dir/packages"
(cd "$apt_dir/debs" && xargs apt-get -qq download <"$apt_dir/packages")

# ---- unpack, without documentation and without library variants that are not used here ----
for deb in "$apt_dir"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" \
    --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/lib/*/gconv' \
    --exclude='*/emscripten/test' --exclude='*/emscripten/docs' --exclude='*/libclang-*.a' \
    --exclude='*/wasm32-emscripten/lto*' --exclude='*/wasm32-emscripten/pic*' --exclude='*/wasm32-emscripten/*-ww*' \
    --exclude='*/wasm32-emscripten/*asan*' --exclude='*/wasm32-emscripten/*ubsan*' --exclude='*/wasm32-emscripten/*sanitizer*' \
    --exclude='*/wasm32-emscripten/*-except.a'
done

# ---- the programs use their own C library, not the machine's ----
libraries=$root/usr/lib/x86_64-linux-gnu
llvm_bin=$root/usr/lib/llvm-$llvm/bin
loader=$libraries/ld-linux-x86-64.so.2
[ -e "$loader" ] || loader=$root/lib64/ld-linux-x86-64.so.2
patch_elf() { "$loader" --library-path "$libraries" "$root/usr/bin/patchelf" "$@"; }
is_elf() { [ -f "$1" ] && [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]; }
for program in "$llvm_bin"/{clang,lld,llvm-ar,llvm-nm,llvm-objcopy,llvm-strip,llvm-dwarfdump,llvm-dwp,llvm-cxxfilt,llvm-objdump,llvm-readobj} \
  "$root"/usr/bin/wasm-*; do
  program=$(realpath -m "$program")
  is_elf "$program" || continue
  patch_elf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries:$libraries/binaryen:$root/usr/lib/llvm-$llvm/lib" "$program"
done
for library in "$libraries"/libLLVM*.so* "$libraries"/libclang-cpp*.so* "$libraries"/libbinaryen.so "$libraries"/binaryen/libbinaryen.so; do
  if [ -f "$library" ] && [ ! -L "$library" ]; then patch_elf --force-rpath --set-rpath '$ORIGIN' "$library"; fi
done

# ---- Emscripten's configuration, and one small script for each tool ----
emscripten=$root/usr/share/emscripten
ln -sfn nodejs "$root/usr/share/node_modules" # where Emscripten looks for acorn, whichever node runs
{
  echo "EMSCRIPTEN_ROOT = '$emscripten'"
  echo "LLVM_ROOT = '$llvm_bin'"
  echo "BINARYEN_ROOT = '$root/usr'"
  echo "NODE_JS = '$(command -v node)'"
  if [ -d "$emscripten/cache/sysroot/lib" ]; then
    echo "CACHE = '$emscripten/cache'"
    echo "FROZEN_CACHE = True"
  else
    mkdir -p "$dest/cache"
    echo "CACHE = '$dest/cache'"
  fi
} >"$dest/emscripten.cfg"
mkdir -p "$dest/bin"
for tool in emcc emar emranlib; do
  printf '#!/bin/sh\nEM_CONFIG="%s" exec python3 -E "%s" "$@"\n' "$dest/emscripten.cfg" "$emscripten/$tool.py" >"$dest/bin/$tool"
  chmod +x "$dest/bin/$tool"
done
# clang runs the wasm-opt it finds on the PATH: it must be this one.
ln -sfn "$root/usr/bin/wasm-opt" "$dest/bin/wasm-opt"
printf 'export PATH="%s/bin:$PATH"\n' "$dest" >"$dest/env.sh"
rm -rf "$apt_dir"

# ---- it works only if it compiles something that runs ----
printf '__attribute__((export_name("answer"))) int answer(void) { return 42; }\n' >"$dest/check.c"
(cd "$dest" && PATH=$dest/bin:$PATH emcc -O2 -msimd128 --no-entry -sSTANDALONE_WASM check.c -o check.wasm)
node -e 'const { exports } = new WebAssembly.Instance(new WebAssembly.Module(require("fs").readFileSync(process.argv[1])))
process.exit(exports.answer() === 42 ? 0 : 1)' "$dest/check.wasm" || fail "the compiler was unpacked but its output does not run"
rm -f "$dest/check.c" "$dest/check.wasm"
touch "$dest/ready"
echo "setup-emscripten: $("$dest/bin/emcc" --version | head -n 1) is in $dest"
