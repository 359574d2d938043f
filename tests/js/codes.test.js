import assert from "node:assert/strict";
import { test } from "node:test";

import { Codes, found } from "../../casecoding/ui/components/reader/codes.js";

const code = (id, name, other = name) => ({
  id, name, other, theme: id.split(".")[0], depth: id.split(".").length - 1, color: "#000000", colorDark: "#ffffff", definition: "",
});
const ALL = [
  code("kobling", "Kobling", "Coupling"),
  code("kobling.brudt", "Brudt eller manglende kobling", "Broken coupling"),
  code("ledelse", "Ledelse", "Leadership"),
  ...Array.from({ length: 9 }, (_, index) => code(`t${index}`, `Tema ${index}`)),
];
const ids = (codes) => codes.map((one) => one.id);

test("a query finds names in both languages without regard to case", () => {
  assert.deepEqual(ids(found(ALL, [], "LEADER")), ["ledelse"]);
  assert.deepEqual(ids(found(ALL, [], "brudt")), ["kobling.brudt"]);
});

test("a name that begins with the query comes before one that holds it", () => {
  assert.deepEqual(ids(found(ALL, [], "kobling")), ["kobling", "kobling.brudt"]);
});

test("likely codes are offered first, then those just used, and the keys stay where they are", () => {
  const codes = new Codes(ALL, "study", "coder-who-is-offered");
  const keys = ids(codes.slots);
  codes.use("t3");
  codes.use("ledelse");

  const offered = ids(codes.offered(["t5", "gone"]));

  assert.deepEqual(offered.slice(0, 3), ["t5", "ledelse", "t3"]);
  assert.deepEqual(ids(codes.slots), keys);
});

test("without a query the offered codes come first, and none is missing", () => {
  const shown = ids(found(ALL, [ALL[2], ALL[1]], " "));

  assert.deepEqual(shown.slice(0, 3), ["ledelse", "kobling.brudt", "kobling"]);
  assert.equal(shown.length, ALL.length);
});

test("a used code takes the key that was idle longest, and the others keep theirs", () => {
  const codes = new Codes(ALL, "study", "coder-of-this-test");
  const before = ids(codes.slots);
  codes.use(before[8]);

  codes.use("kobling.brudt");

  const after = ids(codes.slots);
  assert.equal(after.indexOf("kobling.brudt"), 7);
  assert.deepEqual(after.filter((_, index) => index !== 7), before.filter((_, index) => index !== 7));
});

test("a code that has left the codebook keeps its id as its name", () => {
  const codes = new Codes(ALL, "study", "coder");

  assert.equal(codes.get("gammel").name, "gammel");
});
