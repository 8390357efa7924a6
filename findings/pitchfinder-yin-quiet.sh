#!/bin/sh
# pitchfinder 2.3.4 (npm): finds the pitch of a sound by several methods; YIN is the one its README begins with.
#
# Guess: the pitch does not hang on the loudness: all of YIN's differences are divided by their own mean. In silence
#   there is no pitch, and the README says null.
# Seen: before that division the difference at a shift of one sample is set to 1, a number that does not get smaller
#   with the signal. At a tenth of full scale it outweighs all others, every shift looks like a perfect match, and the
#   answer is a little above two fifths of the sample rate. Silence has a pitch of 17640 Hz.
# Output seen (a sine of 440 Hz, 2048 samples at 44100 Hz):
#   height 1: 440
#   height 0.2: 440
#   height 0.1: 18775
#   height 0.01: 17654
#   silence: 17640
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pitchfinder@2.3.4
cat > run.cjs <<'END'
const { YIN } = require("pitchfinder");
const step = (2 * Math.PI * 440) / 44100;
const sine = (height) => Float32Array.from({ length: 2048 }, (_, i) => height * Math.sin(step * i));
const find = YIN({ sampleRate: 44100 });
const lines = [1, 0.2, 0.1, 0.01].map((height) => `height ${height}: ${Math.round(find(sine(height)))}`);
lines.push(`silence: ${find(sine(0))}`);
console.log(lines.join("\n"));
const seen = ["height 1: 440", "height 0.2: 440", "height 0.1: 18775", "height 0.01: 17654", "silence: 17640"];
process.exit(lines.join() === seen.join() ? 0 : 1);
END
node run.cjs
