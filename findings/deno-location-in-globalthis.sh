#!/bin/sh
# deno 2.9.6 (npm), run without --location.
#
# Guess: where there is no location, 'location' in globalThis is false, as in Node, and a library can so tell a page
#   or worker from a program.
# Seen: the name is there and its value is undefined.
# Output seen:
#   node: in false, undefined; deno: in true, undefined
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --prefix . deno@2.9.6
echo "console.log(\`in \${'location' in globalThis}, \${typeof globalThis.location}\`)" > run.mjs
line="node: $(node run.mjs); deno: $(./node_modules/.bin/deno run --no-config run.mjs)"
echo "$line"
[ "$line" = "node: in false, undefined; deno: in true, undefined" ]
