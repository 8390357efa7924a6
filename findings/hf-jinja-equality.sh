#!/bin/sh
# @huggingface/jinja 0.5.11 (npm): Jinja in JavaScript, for the chat templates of models.
#
# Guess: == is that of Jinja, which is Python's: lists with equal items are equal, a text is not a number.
# Seen: it is that of JavaScript: an empty list is not equal to [], nor one object to its copy, and '1' == 1 is true. A
#   template that asks whether tool_calls == [] writes a section of no calls. The filter "length" and "not" work.
# Output seen, where Jinja says True, True, True and False:
#   [] == []: false
#   [1, 2] == [1, 2]: false
#   calls == [] of no calls: false
#   '1' == 1: true
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @huggingface/jinja@0.5.11
cat > run.mjs <<'END'
import { Template } from "@huggingface/jinja";
const render = (expression) => new Template(`{{ ${expression} }}`).render({ calls: [] });
const lines = [
  `[] == []: ${render("[] == []")}`,
  `[1, 2] == [1, 2]: ${render("[1, 2] == [1, 2]")}`,
  `calls == [] of no calls: ${render("calls == []")}`,
  `'1' == 1: ${render("'1' == 1")}`,
];
console.log(lines.join("\n"));
process.exit(lines.map((line) => line.split(": ")[1]).join(" ") === "false false false true" ? 0 : 1);
END
node run.mjs
