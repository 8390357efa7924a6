#!/bin/sh
# ml-pca 4.1.1 (npm): principal components by three methods.
#
# Guess: the method says how it is computed, not what; eigenvalues and standard deviations along the components agree.
# Seen: with "NIPALS" the eigenvalues are n - 1 times too large, the sums of squares without the division, and the
#   standard deviations too large by the root of that. The shares of explained variance agree, which hides it until a
#   threshold on eigenvalues or a whitening by the standard deviations is used.
# Output seen, of 5 points:
#   SVD: eigenvalues 24.75, 0.25, standard deviations 4.975, 0.5
#   covarianceMatrix: eigenvalues 24.75, 0.25, standard deviations 4.975, 0.5
#   NIPALS: eigenvalues 99, 1, standard deviations 9.95, 1
#   by hand: eigenvalues 24.75, 0.25
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ml-pca@4.1.1
cat > run.cjs <<'END'
const { PCA } = require("ml-pca");
const points = [[-4, -4], [-2, -1], [-1, -2], [2, 2], [5, 5]];
const round = (list, digits) => list.map((x) => Number(x.toFixed(digits))).join(", ");
const lines = ["SVD", "covarianceMatrix", "NIPALS"].map((method) => {
  const pca = new PCA(points, { method, nCompNIPALS: 2 });
  const deviations = round(Array.from(pca.getStandardDeviations()), 3);
  return `${method}: eigenvalues ${round(pca.getEigenvalues(), 3)}, standard deviations ${deviations}`;
});
// Both coordinates have the mean 0. The eigenvalues of a symmetric matrix of 2 x 2 from trace and determinant.
const c = (i, j) => points.reduce((sum, point) => sum + point[i] * point[j], 0) / (points.length - 1);
const half = (c(0, 0) + c(1, 1)) / 2;
const root = Math.sqrt(half ** 2 - c(0, 0) * c(1, 1) + c(0, 1) ** 2);
lines.push(`by hand: eigenvalues ${round([half + root, half - root], 3)}`);
console.log(lines.join("\n"));
const values = lines.map((line) => line.replace(/^.*eigenvalues (.*?)(, standard.*)?$/, "$1"));
const [svd, covariance, nipals, right] = values;
process.exit(svd === right && covariance === right && nipals !== right ? 0 : 1);
END
node run.cjs
