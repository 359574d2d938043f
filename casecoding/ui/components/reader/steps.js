/** The steps that a cursor takes through the words of one turn. Offsets are units within the words. */

/** @typedef {import("./types.js").Range} Range */

const ABBREVIATION = /(?:^|[\s(])(?:bl\.a|f\.eks|fx|ca|dvs|evt|kr|mht|mv|m\.m|nr|osv|pga|pct|inkl|ift|jf|hhv|vedr|kl|tlf|st|dr|hr|fr|pkt|stk|e\.l|o\.l|s\.u|d|[A-ZÆØÅ])\.\s*$/;
const STARTS_LOW = /^\p{Ll}/u;

const segmenters = {
  word: new Intl.Segmenter("da", { granularity: "word" }),
  sentence: new Intl.Segmenter("da", { granularity: "sentence" }),
  character: new Intl.Segmenter("da", { granularity: "grapheme" }),
};

/** @typedef {"character" | "word" | "sentence" | "turn"} Unit */

/** Return the stretches of one kind in order, without blanks at their ends.
 * @param {string} words @param {Unit} unit @returns {Range[]} */
export function stretches(words, unit) {
  switch (unit) {
    case "turn":
      return [{ start: 0, end: words.length }].map((all) => trimmed(words, all)).filter(isFilled);
    case "sentence":
      return sentences(words);
    case "word":
      return [...segmenters.word.segment(words)].filter((piece) => piece.isWordLike).map(asRange);
    case "character":
      return [...segmenters.character.segment(words)].map(asRange);
  }
}

/** Return the stretch at a place: the one that holds it, else the nearest after it, else the last.
 * @param {Range[]} found @param {number} at */
export function stretchAt(found, at) {
  return found.find((one) => at < one.end) ?? found.at(-1);
}

/** Return the place where the next step of an end goes: null when it leaves the words.
 * @param {Range[]} found @param {number} at @param {1 | -1} way */
export function steppedEnd(found, at, way) {
  if (way === 1) return found.find((one) => one.end > at)?.end ?? null;
  return found.findLast((one) => one.start < at)?.start ?? null;
}

/** @param {string} words @returns {Range[]} */
function sentences(words) {
  /** @type {Range[]} */
  const found = [];
  let open = false;
  for (const piece of segmenters.sentence.segment(words)) {
    const last = found.at(-1);
    if (open && last) last.end = piece.index + piece.segment.length;
    else found.push(asRange(piece));
    const rest = words.slice(piece.index + piece.segment.length);
    open = ABBREVIATION.test(piece.segment) || STARTS_LOW.test(rest);
  }
  return found.map((one) => trimmed(words, one)).filter(isFilled);
}

/** @param {{ index: number, segment: string }} piece @returns {Range} */
function asRange(piece) {
  return { start: piece.index, end: piece.index + piece.segment.length };
}

/** @param {string} words @param {Range} range @returns {Range} */
function trimmed(words, range) {
  const inside = words.slice(range.start, range.end);
  const start = range.start + inside.length - inside.trimStart().length;
  return { start, end: Math.max(start, range.start + inside.trimEnd().length) };
}

/** @param {Range} range */
function isFilled(range) {
  return range.start < range.end;
}
