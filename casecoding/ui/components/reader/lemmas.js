/** Which words belong together: the places of each lemma's forms. Pure. */

/** @typedef {import("./types.js").Range} Range */

export class Lemmas {
  /** @param {Record<string, number[]>} told  lemma to start, length, start, length, … in code points
   * @param {import("./offsets.js").TextMap} map */
  constructor(told, map) {
    this._map = map;
    /** @type {Map<string, Range[]>} */
    this._places = new Map(Object.entries(told).map(([lemma, numbers]) => [lemma, rangesOf(numbers)]));
    /** @type {Map<string, Set<string>>} */
    this._lemmas = new Map();
    for (const [lemma, places] of this._places) for (const place of places) this._note(this._form(place), lemma);
  }

  /** Return where the words stand one after another, in any of their forms, by place.
   * @param {string} query @returns {Range[] | null}  null when it holds a word that is not known */
  find(query) {
    const [first, ...rest] = wordsOf(query).map((word) => this._placesOf(word));
    if (!first || [first, ...rest].some((places) => places.length === 0)) return null;
    return rest.reduce((hits, places) => this._followed(hits, places), first);
  }

  /** Return the forms that stand at these places, each once. @param {Range[]} hits */
  forms(hits) {
    return [...new Set(hits.map((hit) => this._form(hit)))].sort((a, b) => a.localeCompare(b, "da"));
  }

  /** @param {string} word */
  _placesOf(word) {
    const lemmas = new Set(this._lemmas.get(word));
    if (this._places.has(word)) lemmas.add(word);
    const places = new Map([...lemmas].flatMap((lemma) => this._places.get(lemma) ?? []).map((one) => [one.start, one]));
    return [...places.values()].sort((a, b) => a.start - b.start);
  }

  /** Keep the hits that one of the places follows, and let them reach over it.
   * @param {Range[]} hits @param {Range[]} places @returns {Range[]} */
  _followed(hits, places) {
    const ends = new Map(places.map(({ start, end }) => [start, end]));
    return hits.flatMap(({ start, end }) => {
      const next = ends.get(this._afterBlanks(end));
      return next === undefined ? [] : [{ start, end: next }];
    });
  }

  /** @param {number} point */
  _afterBlanks(point) {
    const { text } = this._map;
    let unit = this._map.toUnits(point);
    while (/\s/.test(text[unit] ?? "")) unit += 1;
    return this._map.toPoints(unit);
  }

  /** @param {Range} place */
  _form({ start, end }) {
    return lowered(this._map.slice(start, end));
  }

  /** @param {string} form @param {string} lemma */
  _note(form, lemma) {
    const known = this._lemmas.get(form);
    if (known) known.add(lemma);
    else this._lemmas.set(form, new Set([lemma]));
  }
}

/** Return where the characters stand in the turns, without regard to case.
 * @param {{ map: import("./offsets.js").TextMap, turns: Range[] }} view @param {string} wanted @returns {Range[]} */
export function asWritten({ map, turns }, wanted) {
  if (wanted === "") return [];
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu");
  return turns.flatMap((turn) => {
    const first = map.toUnits(turn.start);
    return [...map.slice(turn.start, turn.end).matchAll(pattern)].map((hit) => ({
      start: map.toPoints(first + hit.index),
      end: map.toPoints(first + hit.index + hit[0].length),
    }));
  });
}

/** @param {number[]} numbers @returns {Range[]} */
function rangesOf(numbers) {
  const ranges = [];
  for (let at = 0; at < numbers.length; at += 2) ranges.push({ start: numbers[at], end: numbers[at] + numbers[at + 1] });
  return ranges;
}

/** @param {string} query */
function wordsOf(query) {
  return lowered(query).split(/\s+/).filter((word) => word !== "");
}

/** @param {string} words */
function lowered(words) {
  return words.toLocaleLowerCase("da");
}
