import assert from "node:assert/strict";
import { test } from "node:test";

import { Filter, levelOf } from "../../casecoding/ui/components/reader/filter.js";
import { asWritten, Lemmas } from "../../casecoding/ui/components/reader/lemmas.js";
import { TextMap } from "../../casecoding/ui/components/reader/offsets.js";
import { Painting } from "../../casecoding/ui/components/reader/painting.js";
import { Places } from "../../casecoding/ui/components/reader/places.js";
import { Store } from "../../casecoding/ui/components/reader/store.js";
import { randomness, whole } from "./random.js";

const turns = [
  { start: 0, end: 10, level: null, interviewer: true },
  { start: 11, end: 20, level: "taktisk", interviewer: false },
  { start: 21, end: 30, level: "operationelt", interviewer: false },
];
const coding = (id, over = {}) => ({ id, start: 12, end: 15, code: "kobling", coder: "anne", stance: "", memo: "", ...over });
const kept = (value) => ({
  value,
  read(otherwise) { return this.value ?? otherwise; },
  write(now) { this.value = now; },
});

test("without a choice everything is shown", () => {
  const filter = new Filter(turns, kept());

  assert.ok(filter.shows(coding("a")));
  assert.equal(filter.isOn, false);
});

test("a theme stands for its sub-codes, and not for codes whose name begins alike", () => {
  const filter = new Filter(turns, kept());
  filter.toggle("codes", "kobling");

  assert.ok(filter.shows(coding("a", { code: "kobling.brudt" })));
  assert.equal(filter.shows(coding("a", { code: "koblingen" })), false);
});

test("code, coder and level all have to fit; a suggestion has no coder", () => {
  const filter = new Filter(turns, kept());
  filter.toggle("coders", "anne");
  filter.toggle("levels", "taktisk");

  assert.ok(filter.shows(coding("a")));
  assert.equal(filter.shows(coding("a", { coder: "bo" })), false);
  assert.equal(filter.shows(coding("a", { start: 22, end: 25 })), false);
  const { coder: _, ...suggestion } = coding("s");
  assert.ok(filter.shows(suggestion));
});

test("a quotation has the level of its first participant", () => {
  assert.equal(levelOf(turns, { start: 5, end: 25 }), "taktisk");
  assert.equal(levelOf(turns, { start: 2, end: 5 }), "");
});

test("a filter is remembered, and forgotten when all is shown", () => {
  const memory = kept();
  new Filter(turns, memory).toggle("coders", "bo");

  const again = new Filter(turns, memory);

  assert.equal(again.shows(coding("a")), false);
  again.clear();
  assert.equal(memory.value, undefined);
});

test("painting under a filter counts what is painted, and knows what is coded though hidden", () => {
  const here = new Store({ coder: "anne", revision: 1, codings: [coding("a"), coding("b", { coder: "bo" })], suggestions: [] }, []);
  const filter = new Filter(turns, kept());
  filter.toggle("coders", "bo");
  const root = { dataset: {} };
  const painted = [];
  const painting = new Painting(root, here, { turns, paint: (turn, { codings }) => (painted[turn] = codings.map((one) => one.id)) }, filter);

  painting.all();

  assert.deepEqual(painted, [[], ["b"], []]);
  assert.equal(root.dataset.codings, "1");
  assert.equal(painting.counts.get("kobling"), 1);
  painting.changed([{ kind: "coding", id: "b", before: coding("b", { coder: "bo" }) }]);
  assert.equal(root.dataset.codings, "0");
  assert.ok(painting.isCoded(1));
  assert.equal(painting.share, 0.5);
});

test("news of a run replace the suggestions, but not those that are being decided", () => {
  const suggestion = (id) => ({ id, start: 1, end: 2, code: "kobling", score: 1, rule: "", flags: [], matches: [] });
  const here = new Store({ coder: "anne", revision: 1, codings: [], suggestions: [suggestion("old"), suggestion("kept")] }, []);
  here.perform({ key: "k", op: "reject", suggestion: "kept" });

  const changes = here.settle([], { revision: 2, codings: [], suggestions: [suggestion("kept"), suggestion("new")], gone: [], renewed: true });

  assert.deepEqual([...here.suggestions.keys()], ["new"]);
  assert.deepEqual(changes.map((one) => one.id).sort(), ["new", "old"]);
});

const text = "😀 Beboernes møde gik godt. De går nu, og beboerne gik med.";
const map = new TextMap(text);
const placed = (word, from = 0) => {
  const start = map.toPoints(text.indexOf(word, from));
  return [start, word.length];
};
const lemmas = new Lemmas({
  beboer: [...placed("Beboernes"), ...placed("beboerne")],
  gå: [...placed("gik"), ...placed("går"), ...placed("gik", text.indexOf("beboerne"))],
  møde: placed("møde"),
}, map);
const words = (hits) => hits?.map((hit) => map.slice(hit.start, hit.end));

test("a word finds its inflections, from the lemma and from any form", () => {
  assert.deepEqual(words(lemmas.find("beboer")), ["Beboernes", "beboerne"]);
  assert.deepEqual(words(lemmas.find("BEBOERNES")), ["Beboernes", "beboerne"]);
  assert.deepEqual(words(lemmas.find("gå")), ["gik", "går", "gik"]);
  assert.deepEqual(lemmas.forms(lemmas.find("gå")), ["gik", "går"]);
});

test("several words are found where they follow each other", () => {
  assert.deepEqual(words(lemmas.find("beboer gå")), ["beboerne gik"]);
  assert.deepEqual(words(lemmas.find("møde går")), ["møde gik"]);
});

test("a word that is not known is for the plain search", () => {
  assert.equal(lemmas.find("bebo"), null);
  assert.equal(lemmas.find(""), null);
});

test("as written finds characters within words, whatever the case, and never across accents", () => {
  const view = { map, turns: [{ start: 0, end: map.length }] };

  assert.deepEqual(words(asWritten(view, "beboerne")), ["Beboerne", "beboerne"]);
  assert.deepEqual(asWritten(view, "mode"), []);
  assert.deepEqual(words(asWritten(view, ".")), [".", "."]);
});

test("the turns that a range touches are found", () => {
  const script = Array.from({ length: 20 }, (_, index) => ({ start: index * 10, end: index * 10 + 8 }));
  for (let seed = 0; seed < 200; seed++) {
    const random = randomness(seed);
    const start = whole(random, 190);
    const range = { start, end: start + 1 + whole(random, 40) };

    const expected = [...script.keys()].filter((index) => script[index].start < range.end && script[index].end > range.start);

    assert.deepEqual(new Places(script).turnsOf(range), expected);
  }
});
