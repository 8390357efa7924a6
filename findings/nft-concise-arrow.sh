#!/bin/sh
# @vercel/nft 1.11.5 (npm), which finds the files that a deployment takes along (Nitro, Vercel, Netlify).
#
# Guess: new URL('./a.wasm', import.meta.url) is found wherever it stands; two arrow functions that return it are alike.
# Seen: at top level and in an arrow function with a block body the file is traced; in one with a concise body it is not,
#   and the deployed program fails with ENOENT.
# Output seen:
#   top level: traced; block body: traced; concise body: left behind
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @vercel/nft@1.11.5
printf '\0asm\1\0\0\0' > a.wasm
echo "export const a = new URL('./a.wasm', import.meta.url)" > top.mjs
echo "export const a = () => { return new URL('./a.wasm', import.meta.url) }" > block.mjs
echo "export const a = () => new URL('./a.wasm', import.meta.url)" > concise.mjs
cat > run.mjs <<'END'
import { nodeFileTrace } from "@vercel/nft";
const traced = async (file) =>
  (await nodeFileTrace([file])).fileList.has("a.wasm") ? "traced" : "left behind";
const line = `top level: ${await traced("top.mjs")}; block body: ${await traced("block.mjs")}; concise body: ${await traced("concise.mjs")}`;
console.log(line);
process.exit(line === "top level: traced; block body: traced; concise body: left behind" ? 0 : 1);
END
node run.mjs
