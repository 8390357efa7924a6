#!/bin/sh
# note-to-frequency 1.4.1 (npm): the frequency of a note in scientific pitch notation.
#
# Guess: A0, the lowest key of a piano, has 440 / 16 = 27.5 Hz; and a small letter is refused or is the same note.
# Seen: parts of a note that are empty are taken away, and the octave 0 counts as empty, so every note of it is NaN.
#   Small letters pass the check of the text, but are not found among the twelve notes: the place -1 is that of the B
#   below, so all seven small letters of an octave are one frequency, 246.94 in the fourth.
# Output seen:
#   A4 440, A1 55, A0 NaN, C0 NaN, G#0 NaN
#   c4 246.94, d4 246.94, e4 246.94, a4 246.94, b4 246.94
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . note-to-frequency@1.4.1
cat > run.cjs <<'END'
const frequency = require("note-to-frequency");
const lines = [["A4", "A1", "A0", "C0", "G#0"], ["c4", "d4", "e4", "a4", "b4"]].map((notes) => {
  return notes.map((note) => `${note} ${frequency(note)}`).join(", ");
});
console.log(lines.join("\n"));
const seen = ["A4 440, A1 55, A0 NaN, C0 NaN, G#0 NaN", "c4 246.94, d4 246.94, e4 246.94, a4 246.94, b4 246.94"];
process.exit(lines.join("\n") === seen.join("\n") ? 0 : 1);
END
node run.cjs
