// Random cases that repeat: the same seed gives the same texts, ranges and marks.

const PIECES = [
  "a", "ø", "Å", "e\u0301", "o\u0308\u0323", "👍", "👩‍👩‍👧", "🏳️‍🌈", "🇩🇰", "🇸🇪", "👋🏽", "𝔘", "שלום", "سلام", "\t", "\n", " ",
  "<b>", "&amp;", "kobling", "bl.a. ", "ikke. ", "\u00ad", "\u200d", "한", "각",
];

/** @param {number} seed @returns {() => number} numbers in [0, 1) */
export function randomness(seed) {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {() => number} random @param {number} below */
export function whole(random, below) {
  return Math.floor(random() * below);
}

/** @param {() => number} random @param {number} pieces */
export function randomText(random, pieces = 40) {
  return Array.from({ length: whole(random, pieces) }, () => PIECES[whole(random, PIECES.length)]).join("");
}

/** @param {() => number} random @param {number} length @returns {{ start: number, end: number }} */
export function randomRange(random, length) {
  const start = whole(random, length);
  return { start, end: start + 1 + whole(random, length - start) };
}

/** @param {() => number} random @param {number} length @param {number} most */
export function randomMarks(random, length, most = 12) {
  return Array.from({ length: whole(random, most) }, (_, index) => ({ id: `m${index}`, ...randomRange(random, length) }));
}
