#!/bin/sh
# @huggingface/jinja 0.5.11 (npm): Jinja in JavaScript, for the chat templates of models.
#
# Guess: numbers are those of Jinja, as // rounds down and 6 / 2 is written 3.0, the way Python does.
# Seen: the remainder is that of JavaScript: -7 // 3 is -3 and -7 % 3 is -1, which together do not make -7. A float is
#   written 1.0 alone and 1 after ~, in a list and by tojson, so that arguments of a tool change their type.
# Output seen, where Jinja says -3 and 2, 1.0, a1.0, [1.0] and [1.0]:
#   -7 // 3 is -3 and -7 % 3 is -1
#   1.0 alone 1.0, after ~ a1, in a list [1], by tojson [1]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/jinja@0.5.11
cat > run.mjs <<'END'
import { Template } from "@huggingface/jinja";
const render = (expression) => new Template(`{{ ${expression} }}`).render({});
const [alone, after, list, json] = ["1.0", "'a' ~ 1.0", "[1.0]", "[1.0]|tojson"].map(render);
const lines = [
  `-7 // 3 is ${render("-7 // 3")} and -7 % 3 is ${render("-7 % 3")}`,
  `1.0 alone ${alone}, after ~ ${after}, in a list ${list}, by tojson ${json}`,
];
console.log(lines.join("\n"));
const seen = "-7 // 3 is -3 and -7 % 3 is -1\n1.0 alone 1.0, after ~ a1, in a list [1], by tojson [1]";
process.exit(lines.join("\n") === seen ? 0 : 1);
END
node run.mjs
