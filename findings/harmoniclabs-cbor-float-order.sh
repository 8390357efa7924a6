#!/bin/sh
# @harmoniclabs/cbor 2.0.1 (npm): CBOR, RFC 7049.
#
# Guess: fb 3ff199999999999a is 1.1, as in the examples of the RFC.
# Seen: it is -1.5e-180, and 1.1 is written as fb 9a9999999999f13f. Floats of 32 and 64 bits have their bytes in
#   the reverse of the order of the network, in both directions, so that the package reads what it wrote and nobody
#   else does. Floats of 16 bits and integers are right.
# Output seen:
#   read f93e00: here 1.5, cbor 1.5
#   read fa47c35000: here 7.416892004169359e-39, cbor 100000
#   read fb3ff199999999999a: here -1.5423487136706484e-180, cbor 1.1
#   write 1.1: here fb9a9999999999f13f, cbor fb3ff199999999999a
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @harmoniclabs/cbor@2.0.1 cbor@10.0.12
cat > run.mjs <<'END'
import { Cbor, CborSimple } from "@harmoniclabs/cbor";
import cbor from "cbor";
const bytes = (hex) => Buffer.from(hex, "hex");
const examples = [["f93e00", 1.5], ["fa47c35000", 100000], ["fb3ff199999999999a", 1.1]];
const seen = examples.map(([hex, right]) => {
  const [here, other] = [Cbor.parse(bytes(hex)).simple, cbor.decodeFirstSync(bytes(hex))];
  console.log(`read ${hex}: here ${here}, cbor ${other}`);
  return [here === right, other === right];
});
const view = new DataView(new ArrayBuffer(8));
view.setFloat64(0, 1.1);
const right = "fb" + Buffer.from(view.buffer).toString("hex");
const written = Buffer.from(Cbor.encode(new CborSimple(1.1, "float64"))).toString("hex");
const other = cbor.encode(1.1).toString("hex");
console.log(`write 1.1: here ${written}, cbor ${other}`);
const reversed = "fb" + right.slice(2).match(/../g).reverse().join("");
const asSeen = seen.join() === "true,true,false,true,false,true";
process.exit(asSeen && other === right && written === reversed ? 0 : 1);
END
node run.mjs
