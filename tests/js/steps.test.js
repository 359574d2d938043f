import assert from "node:assert/strict";
import { test } from "node:test";

import { steppedEnd, stretches } from "../../casecoding/ui/components/reader/steps.js";
import { randomness, randomText } from "./random.js";

const words = (text, unit) => stretches(text, unit).map(({ start, end }) => text.slice(start, end));

test("a sentence does not end at a Danish abbreviation", () => {
  const text = "Vi har bl.a. Anne med, f.eks. på mødet kl. 14. Det går godt.";

  assert.deepEqual(words(text, "sentence"), ["Vi har bl.a. Anne med, f.eks. på mødet kl. 14.", "Det går godt."]);
});

test("a sentence that breaks off goes on in small letters", () => {
  assert.deepEqual(words("Altså... jeg ved det ikke. Nej.", "sentence"), ["Altså... jeg ved det ikke.", "Nej."]);
});

test("words are without signs and blanks", () => {
  assert.deepEqual(words("Øh, jo – «altså»!", "word"), ["Øh", "jo", "altså"]);
});

test("a turn is its words without blanks at the ends", () => {
  assert.deepEqual(words("  ja \n", "turn"), ["ja"]);
  assert.deepEqual(words(" \n", "turn"), []);
});

test("stretches are in order, apart and inside the words, for every kind", () => {
  for (let seed = 0; seed < 300; seed++) {
    const text = randomText(randomness(seed));
    for (const unit of ["character", "word", "sentence", "turn"]) {
      let last = 0;
      for (const { start, end } of stretches(text, unit)) {
        assert.ok(last <= start && start < end && end <= text.length);
        last = end;
      }
    }
  }
});

test("an end steps over one stretch and says when the words are over", () => {
  const found = stretches("et to tre", "word");

  assert.equal(steppedEnd(found, 0, 1), 2);
  assert.equal(steppedEnd(found, 2, 1), 5);
  assert.equal(steppedEnd(found, 9, 1), null);
  assert.equal(steppedEnd(found, 9, -1), 6);
  assert.equal(steppedEnd(found, 0, -1), null);
});
