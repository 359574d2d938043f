import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../casecoding/ui/components/reader/outbox.js";
import { Store } from "../../casecoding/ui/components/reader/store.js";

const coding = (id, over = {}) => ({ id, start: 0, end: 4, code: "kobling", coder: "me", stance: "", memo: "", ...over });
const suggestion = (id) => ({ id, start: 5, end: 9, code: "ledelse", score: 1, rule: "", flags: [], matches: [] });
const apply = (key, id) => ({ key, op: "apply", start: 0, end: 4, quote: "text", codings: [{ id, code: "kobling" }] });
const news = (revision, over = {}) => ({ revision, codings: [], suggestions: [], gone: [], ...over });
const store = ({ codings = [], suggestions = [], unsent = [] } = {}) =>
  new Store({ coder: "me", revision: 1, textHash: "now", codings, suggestions }, unsent);

test("an operation shows at once, before any answer", () => {
  const here = store();

  const changes = here.perform(apply("k", "a"));

  assert.deepEqual(here.codings.get("a"), coding("a"));
  assert.deepEqual(changes.map((one) => [one.id, one.before, one.after?.id]), [["a", undefined, "a"]]);
});

test("an answer that says the same as was painted changes nothing", () => {
  const here = store();
  here.perform(apply("k", "a"));

  const changes = here.settle([{ key: "k", refusal: null }], news(2, { codings: [coding("a")] }));

  assert.deepEqual(changes, []);
  assert.ok(here.codings.has("a"));
});

test("what waits from before the text was corrected is not painted: its offsets are another text's", () => {
  const here = store({ unsent: [{ ...apply("k", "a"), text: "before" }, { ...apply("l", "b"), text: "now" }] });

  assert.deepEqual([...here.codings.keys()], ["b"]);
});

test("a refused coding is taken off again", () => {
  const here = store();
  here.perform(apply("k", "a"));

  const changes = here.settle([{ key: "k", refusal: "no" }], news(1));

  assert.equal(here.codings.size, 0);
  assert.deepEqual(changes.map((one) => [one.id, one.after]), [["a", undefined]]);
});

test("a refused removal brings the coding back", () => {
  const here = store({ codings: [coding("a")] });
  here.perform({ key: "k", op: "remove", coding: "a" });

  here.settle([{ key: "k", refusal: "no" }], news(1));

  assert.deepEqual(here.codings.get("a"), coding("a"));
});

test("what waits stays painted over news that do not know of it yet", () => {
  const here = store({ codings: [coding("a")] });
  here.perform({ key: "k", op: "change", coding: "a", start: 0, end: 8, stance: "mixed", memo: "m", quote: "" });

  here.settle([], news(5, { codings: [coding("a", { memo: "theirs" }), coding("b")] }));

  assert.equal(here.codings.get("a").end, 8);
  assert.ok(here.codings.has("b"));
  assert.equal(here.revision, 5);
});

test("news that are older than what is known are left aside", () => {
  const here = store({ codings: [coding("a")] });
  here.settle([], news(9));

  here.settle([], news(3, { gone: ["a"] }));

  assert.ok(here.codings.has("a"));
  assert.equal(here.revision, 9);
});

test("accepting turns a suggestion into a coding, and undo gives it back through the news", () => {
  const here = store({ suggestions: [suggestion("s")] });
  here.perform({ key: "k", op: "accept", suggestion: "s", id: "a", code: "kobling" });
  assert.equal(here.suggestions.size, 0);
  assert.equal(here.codings.get("a").code, "kobling");
  here.settle([{ key: "k", refusal: null }], news(2, { codings: [coding("a")], gone: ["s"] }));

  here.settle([{ key: "u", refusal: null }], news(3, { suggestions: [suggestion("s")], gone: ["a"] }));

  assert.deepEqual([...here.suggestions.keys()], ["s"]);
  assert.equal(here.codings.size, 0);
});

test("accepting many takes them all", () => {
  const here = store({ suggestions: [suggestion("s"), suggestion("t")] });

  here.perform({ key: "k", op: "accept-many", accepted: [{ suggestion: "s", id: "a" }, { suggestion: "t", id: "b" }] });

  assert.deepEqual([...here.codings.keys()], ["a", "b"]);
  assert.equal(here.suggestions.size, 0);
});

test("what was not sent before a reload is painted from the start", () => {
  const here = store({ unsent: [apply("k", "a")] });

  assert.ok(here.codings.has("a"));
});

test("the outbox keeps the order, and forgets only what was answered", () => {
  const owner = { study: "s", coder: "c", source: "x" };
  const outbox = new Outbox(owner);
  for (const key of ["1", "2", "3"]) outbox.add(apply(key, key));

  outbox.settle(["2", "unknown"]);

  assert.deepEqual(new Outbox(owner).list().map((one) => one.key), ["1", "3"]);
  outbox.settle(["1", "3"]);
  assert.equal(outbox.size, 0);
});

test("outboxes of other coders, studies and sources are apart", () => {
  const outbox = new Outbox({ study: "s", coder: "c", source: "x" });
  outbox.add(apply("k", "a"));

  assert.equal(new Outbox({ study: "s", coder: "c", source: "y" }).size, 0);
  assert.equal(new Outbox({ study: "s", coder: "d", source: "x" }).size, 0);
  assert.equal(new Outbox({ study: "t", coder: "c", source: "x" }).size, 0);
  assert.deepEqual(new Outbox({ study: "s", coder: "c", source: "y" }).others().map((one) => one.source), ["x"]);
  assert.deepEqual(new Outbox({ study: "s", coder: "d", source: "y" }).others(), []);
  outbox.settle(["k"]);
});
