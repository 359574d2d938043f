import assert from "node:assert/strict";
import { test } from "node:test";

import { snapped, TextMap } from "../../casecoding/ui/components/reader/offsets.js";
import { randomness, randomText, whole } from "./random.js";

const CASES = 1000;

test("code points and units are each other's inverse at every code point", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const text = randomText(randomness(seed));

    const map = new TextMap(text);

    const points = [...text];
    assert.equal(map.length, points.length);
    let unit = 0;
    for (const [point, character] of points.entries()) {
      assert.equal(map.toUnits(point), unit);
      assert.equal(map.toPoints(unit), point);
      unit += character.length;
    }
    assert.equal(map.toUnits(points.length), text.length);
    assert.equal(map.toPoints(text.length), points.length);
  }
});

test("a slice by code points is what an array of characters gives", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const random = randomness(seed);
    const text = randomText(random);
    const points = [...text];
    const start = whole(random, points.length + 1);
    const end = start + whole(random, points.length - start + 1);

    const slice = new TextMap(text).slice(start, end);

    assert.equal(slice, points.slice(start, end).join(""));
  }
});

test("a unit inside a surrogate pair belongs to the pair's code point", () => {
  const map = new TextMap("a👍b");

  assert.deepEqual([0, 1, 2, 3, 4].map((unit) => map.toPoints(unit)), [0, 1, 1, 2, 3]);
});

test("a lone surrogate counts as one code point", () => {
  const text = "a\ud83db";

  assert.equal(new TextMap(text).length, 3);
});

test("snapping covers the range, cuts no visible character and is idempotent", () => {
  const graphemes = new Intl.Segmenter("da", { granularity: "grapheme" });
  for (let seed = 0; seed < CASES; seed++) {
    const random = randomness(seed);
    const text = `${randomText(random)}.`;
    const edges = new Set([...graphemes.segment(text)].map((one) => one.index)).add(text.length);
    const start = whole(random, text.length);
    const end = start + 1 + whole(random, text.length - start);

    const whole_ = snapped(text, start, end);

    assert.ok(whole_.start <= start && whole_.end >= end);
    assert.ok(edges.has(whole_.start) && edges.has(whole_.end));
    assert.deepEqual(snapped(text, whole_.start, whole_.end), whole_);
  }
});

test("snapping takes a flag, a family and a letter with its accent whole", () => {
  assert.deepEqual(snapped("x🇩🇰y", 2, 4), { start: 1, end: 5 });
  assert.deepEqual(snapped("👩‍👩‍👧", 3, 4), { start: 0, end: 8 });
  assert.deepEqual(snapped("e\u0301n", 1, 2), { start: 0, end: 2 });
});

test("the text is never normalised", () => {
  const composed = new TextMap("é");
  const decomposed = new TextMap("e\u0301");

  assert.equal(composed.length, 1);
  assert.equal(decomposed.length, 2);
  assert.equal(decomposed.slice(0, 2), "e\u0301");
});
