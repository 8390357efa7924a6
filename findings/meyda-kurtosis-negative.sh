#!/bin/sh
# meyda 5.6.3 (npm): features of sound; spectralKurtosis, how pointed the spectrum is.
#
# Guess: a kurtosis is the fourth moment by the square of the second: never below 1, and 1.8 for an even spectrum.
# Seen: it is negative. Of noise it is -71 with 256 bins, of a pure tone -60000. In the sum of raw moments the mean
#   stands where its square belongs, so the number depends on where the spectrum lies. spectralSkewness, beside it, is
#   right.
# Output seen, of the amplitudes that the same call gives:
#   noise: kurtosis -71.1, by moments 1.8, skewness -0.03, by moments -0.03
#   tone: kurtosis -60322.9, by moments 3178.4, skewness 16.11, by moments 16.11
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . meyda@5.6.3
cat > run.cjs <<'END'
const meyda = require("meyda");
meyda.bufferSize = 512;
const features = (signal, window) => {
  meyda.windowingFunction = window;
  const names = ["amplitudeSpectrum", "spectralKurtosis", "spectralSkewness"];
  const { amplitudeSpectrum, spectralKurtosis, spectralSkewness } = meyda.extract(names, signal);
  const amplitudes = Array.from(amplitudeSpectrum);
  const total = amplitudes.reduce((sum, amplitude) => sum + amplitude);
  const about = (centre, power) =>
    amplitudes.reduce((sum, amplitude, bin) => sum + amplitude * (bin - centre) ** power, 0) / total;
  const mean = about(0, 1);
  const [second, third, fourth] = [2, 3, 4].map((power) => about(mean, power));
  return [spectralKurtosis, fourth / second ** 2, spectralSkewness, third / second ** 1.5];
};
const noise = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i * 1.7));
const tone = Float32Array.from({ length: 512 }, (_, i) => Math.sin((2 * Math.PI * i * 8) / 512));
const results = [["noise", features(noise, "rect")], ["tone", features(tone, "hanning")]];
for (const [name, [kurtosis, fourth, skewness, third]] of results) {
  const skewnesses = `skewness ${skewness.toFixed(2)}, by moments ${third.toFixed(2)}`;
  console.log(`${name}: kurtosis ${kurtosis.toFixed(1)}, by moments ${fourth.toFixed(1)}, ${skewnesses}`);
}
const wrong = results.every(([, [kurtosis, fourth]]) => kurtosis < -10 && fourth > 1);
process.exit(wrong && results.every(([, [, , a, b]]) => Math.abs(a - b) < 0.01) ? 0 : 1);
END
node run.cjs
