/** Which marks touch which turn. */

import { byPlace } from "./lanes.js";

/** @template {{ id: string, start: number, end: number }} M */
export class Places {
  /** @param {{ start: number, end: number }[]} turns  in order */
  constructor(turns) {
    this._turns = turns;
    /** @type {Map<number, Map<string, M>>} */
    this._marks = new Map();
  }

  /** @param {number} turn  index @returns {M[]} by place */
  at(turn) {
    return [...(this._marks.get(turn)?.values() ?? [])].sort(byPlace);
  }

  clear() {
    this._marks.clear();
  }

  /** @param {M} mark */
  add(mark) {
    for (const turn of this.turnsOf(mark)) {
      const here = this._marks.get(turn) ?? new Map();
      this._marks.set(turn, here.set(mark.id, mark));
    }
  }

  /** @param {M} mark */
  remove(mark) {
    for (const turn of this.turnsOf(mark)) this._marks.get(turn)?.delete(mark.id);
  }

  /** Return the marks in the turns that a range touches. @param {{ start: number, end: number }} range @returns {M[]} */
  near(range) {
    return this.turnsOf(range).flatMap((turn) => [...(this._marks.get(turn)?.values() ?? [])]);
  }

  /** Return the indexes of the turns that a range touches.
   * @param {{ start: number, end: number }} range */
  turnsOf(range) {
    return turnsTouched(this._turns, range);
  }
}

/** Return the indexes of the turns that a range touches.
 * @param {{ start: number, end: number }[]} turns  in order @param {{ start: number, end: number }} range */
export function turnsTouched(turns, range) {
  const found = [];
  for (let at = firstEndingAfter(turns, range.start); at < turns.length; at++) {
    if (turns[at].start >= range.end) break;
    found.push(at);
  }
  return found;
}

/** Return the index of the turn at a place, else of the next one, else of the last.
 * @param {{ start: number, end: number }[]} turns @param {number} point */
export function turnIndexAt(turns, point) {
  return Math.min(firstEndingAfter(turns, point), turns.length - 1);
}

/** @param {{ start: number, end: number }[]} turns @param {number} point */
function firstEndingAfter(turns, point) {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle].end > point) high = middle;
    else low = middle + 1;
  }
  return low;
}
