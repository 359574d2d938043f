import assert from "node:assert/strict";
import { test } from "node:test";

import { byPlace, freeLane, lanesOf } from "../../casecoding/ui/components/reader/lanes.js";
import { Places } from "../../casecoding/ui/components/reader/places.js";
import { cut, signature } from "../../casecoding/ui/components/reader/segments.js";
import { randomMarks, randomness, whole } from "./random.js";

const CASES = 500;
const LENGTH = 80;

function layers(random) {
  return {
    codings: randomMarks(random, LENGTH).map((mark) => ({ ...mark, id: `c${mark.id}` })),
    suggestions: randomMarks(random, LENGTH, 5).map((mark) => ({ ...mark, id: `s${mark.id}` })),
    matches: randomMarks(random, LENGTH, 4),
  };
}

test("segments tile the turn without gap, overlap or emptiness", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const random = randomness(seed);
    const turn = { start: 10, end: 11 + whole(random, LENGTH - 11) };

    const segments = cut(turn, layers(random));

    assert.equal(segments[0].start, turn.start);
    assert.equal(segments.at(-1).end, turn.end);
    for (const [index, segment] of segments.entries()) {
      assert.ok(segment.start < segment.end);
      assert.equal(segment.start, index === 0 ? turn.start : segments[index - 1].end);
    }
  }
});

test("every code point shows exactly the marks that cover it", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const random = randomness(seed);
    const marks = layers(random);

    const segments = cut({ start: 0, end: LENGTH }, marks);

    for (let point = 0; point < LENGTH; point++) {
      const covering = (list) => list.filter((mark) => mark.start <= point && point < mark.end).map((mark) => mark.id);
      const segment = segments.find((one) => one.start <= point && point < one.end);
      assert.deepEqual(segment.codings, covering(marks.codings));
      assert.deepEqual(segment.suggestions, covering(marks.suggestions));
      assert.equal(segment.matched, covering(marks.matches).length > 0);
    }
  }
});

test("a turn without marks is one segment", () => {
  const segments = cut({ start: 3, end: 9 }, { codings: [], suggestions: [], matches: [] });

  assert.deepEqual(segments, [{ start: 3, end: 9, codings: [], suggestions: [], matched: false }]);
});

test("the signature changes with a mark, its place and its look, and with nothing else", () => {
  const turn = { start: 0, end: 10 };
  const paint = (codings, look = () => "") => signature(cut(turn, { codings, suggestions: [], matches: [] }), look);
  const one = { id: "a", start: 2, end: 5 };

  assert.equal(paint([one]), paint([{ ...one }]));
  assert.notEqual(paint([one]), paint([]));
  assert.notEqual(paint([one]), paint([{ ...one, end: 6 }]));
  assert.notEqual(paint([one]), paint([one], () => "!"));
});

test("marks that overlap never share a lane, and the lanes are as few as they can be", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const marks = randomMarks(randomness(seed), LENGTH, 20);

    const lanes = lanesOf(marks);

    for (const a of marks) {
      for (const b of marks) {
        const overlap = a.id !== b.id && a.start < b.end && b.start < a.end;
        if (overlap) assert.notEqual(lanes.get(a.id), lanes.get(b.id));
      }
    }
    const depths = Array.from({ length: LENGTH }, (_, point) => marks.filter((one) => one.start <= point && point < one.end).length);
    assert.equal(Math.max(-1, ...lanes.values()) + 1, Math.max(0, ...depths));
  }
});

test("lanes do not depend on the order in which marks were made", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const marks = randomMarks(randomness(seed), LENGTH, 20);

    assert.deepEqual(lanesOf(marks), lanesOf([...marks].reverse()));
  }
});

test("places tell which marks touch a turn, also after some were taken away", () => {
  const turns = Array.from({ length: 8 }, (_, index) => ({ start: index * 10, end: index * 10 + 9 }));
  for (let seed = 0; seed < CASES; seed++) {
    const random = randomness(seed);
    const marks = randomMarks(random, LENGTH, 20);
    const gone = marks.filter(() => random() < 0.4);
    const places = new Places(turns);

    for (const mark of marks) places.add(mark);
    for (const mark of gone) places.remove(mark);

    const left = marks.filter((mark) => !gone.includes(mark));
    for (const [index, turn] of turns.entries()) {
      const touching = left.filter((mark) => mark.start < turn.end && mark.end > turn.start).sort(byPlace);
      assert.deepEqual(places.at(index), touching);
    }
  }
});

test("a new mark takes the lowest lane that is free, and the others keep theirs", () => {
  for (let seed = 0; seed < CASES; seed++) {
    const marks = randomMarks(randomness(seed), LENGTH, 20);
    const lanes = new Map();

    for (const [index, mark] of marks.entries()) lanes.set(mark.id, freeLane(mark, marks.slice(0, index), lanes));

    for (const a of marks) {
      const beside = marks.filter((b) => a.id !== b.id && a.start < b.end && b.start < a.end);
      assert.ok(beside.every((b) => lanes.get(a.id) !== lanes.get(b.id)));
      assert.ok(lanes.get(a.id) <= beside.length);
    }
  }
});
