/** Code points, which the study counts in, to UTF-16 units, which the browser counts in, and back. */

/** @typedef {import("./types.js").Range} Range */

export class TextMap {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** Where, in code points, each character stands that takes two units. */
    this._astral = astralPoints(text);
    this.length = text.length - this._astral.length;
  }

  /** @param {number} point */
  toUnits(point) {
    return point + countBelow(this._astral, (at) => at < point);
  }

  /** Return the code point that holds a unit; the second half of a pair belongs to its first.
   * @param {number} unit */
  toPoints(unit) {
    const pairs = countBelow(this._astral, (at, rank) => at + rank + 1 < unit);
    const inside = pairs < this._astral.length && this._astral[pairs] + pairs + 1 === unit;
    return unit - pairs - (inside ? 1 : 0);
  }

  /** @param {number} start @param {number} end */
  slice(start, end) {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}

/** @param {string} text */
function astralPoints(text) {
  const found = [];
  let pairs = 0;
  for (let unit = 0; unit < text.length; unit++) {
    if (isPairAt(text, unit)) {
      found.push(unit - pairs);
      pairs += 1;
      unit += 1;
    }
  }
  return found;
}

/** @param {string} text @param {number} unit */
function isPairAt(text, unit) {
  const first = text.charCodeAt(unit);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(unit + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

/** Return how many leading entries of a sorted list pass the test.
 * @param {number[]} sorted @param {(entry: number, rank: number) => boolean} passes */
function countBelow(sorted, passes) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle], middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const graphemes = new Intl.Segmenter("da", { granularity: "grapheme" });

/** Widen a range of units to whole visible characters.
 * @param {string} text @param {number} start @param {number} end @returns {Range} */
export function snapped(text, start, end) {
  const pieces = graphemes.segment(text);
  const first = pieces.containing(start);
  const last = end > 0 ? pieces.containing(end - 1) : undefined;
  return {
    start: first ? first.index : start,
    end: last && end > start ? last.index + last.segment.length : Math.max(end, start),
  };
}
