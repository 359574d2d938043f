/** A cursor for people without a mouse: it selects stretches of the text and stretches the selection. */

import { turnIndexAt } from "./places.js";
import { selectRange, selectedRange } from "./selection.js";
import { steppedEnd, stretches, stretchAt } from "./steps.js";

/**
 * @typedef {import("./types.js").Range} Range
 * @typedef {import("./steps.js").Unit} Unit
 */

export class Cursor {
  /** @param {import("./text_view.js").TextView} view @param {() => number} visible  a point that can be seen */
  constructor(view, visible) {
    this._view = view;
    this._visible = visible;
    /** The end that stays and the end that moves, in units of the text. */
    this._anchor = 0;
    this._moving = 0;
    /** @type {Range | null} */
    this._last = null;
  }

  /** Put the cursor on a range. @param {Range} range */
  place(range) {
    this._set(this._view.map.toUnits(range.start), this._view.map.toUnits(range.end));
  }

  /** Go to a range without selecting it; the next step goes on from there. @param {Range} range */
  remember(range) {
    this._anchor = this._view.map.toUnits(range.start);
    this._moving = this._view.map.toUnits(range.end);
    this._last = range;
  }

  /** Return the index of the turn that the cursor is in. */
  index() {
    return turnIndexAt(this._view.turns, this._view.map.toPoints(this._here().start));
  }

  /** Forget where the cursor was. */
  leave() {
    this._last = null;
    getSelection()?.removeAllRanges();
  }

  /** Select the next stretch of a kind. @param {Unit} unit @param {1 | -1} way */
  move(unit, way) {
    const here = this._here();
    const { stretch, index } = this._stretchAt(unit, way === 1 ? here.start : Math.max(here.start, here.end - 1));
    const isOnIt = stretch && stretch.start === here.start && stretch.end === here.end;
    const next = stretch && !isOnIt ? stretch : this._neighbour(unit, way, here, index);
    if (next) this._set(next.start, next.end);
  }

  /** Move the moving end of the selection by a stretch. @param {Unit} unit @param {1 | -1} way */
  extend(unit, way) {
    this._here();
    const end = this._step(unit, way, this._moving);
    const beyond = end === this._anchor ? this._step(unit, way, end) : end;
    if (beyond !== null) this._set(this._anchor, beyond);
  }

  /** Return where a range's end comes when it moves by a stretch, in code points.
   * @param {number} point @param {Unit} unit @param {1 | -1} way */
  stepped(point, unit, way) {
    const unitPlace = this._step(unit, way, this._view.map.toUnits(point));
    return unitPlace === null ? point : this._view.map.toPoints(unitPlace);
  }

  /** Return the stretch around a point, in code points. @param {number} point @param {Unit} unit @returns {Range | null} */
  around(point, unit) {
    const { map } = this._view;
    const { stretch } = this._stretchAt(unit, map.toUnits(point));
    return stretch ? { start: map.toPoints(stretch.start), end: map.toPoints(stretch.end) } : null;
  }

  /** Take over what the mouse selected, and return the selection in units. */
  _here() {
    const { map } = this._view;
    const selected = selectedRange(this._view);
    if (selected && !sameRange(selected, this._last)) {
      this._last = selected;
      this._anchor = map.toUnits(selected.start);
      this._moving = map.toUnits(selected.end);
    }
    if (this._last === null) {
      this._anchor = this._moving = map.toUnits(this._visible());
    }
    return { start: Math.min(this._anchor, this._moving), end: Math.max(this._anchor, this._moving) };
  }

  /** @param {number} anchor @param {number} moving */
  _set(anchor, moving) {
    const { map } = this._view;
    this._anchor = anchor;
    this._moving = moving;
    this._last = { start: map.toPoints(Math.min(anchor, moving)), end: map.toPoints(Math.max(anchor, moving)) };
    selectRange(this._view, this._last, { backwards: moving < anchor });
  }

  /** @param {Unit} unit @param {number} at */
  _stretchAt(unit, at) {
    const index = turnIndexAt(this._view.turns, this._view.map.toPoints(at));
    const start = this._startOf(index);
    const stretch = stretchAt(stretches(this._words(index), unit), at - start);
    return { index, stretch: stretch && shifted(stretch, start) };
  }

  /** @param {Unit} unit @param {1 | -1} way @param {Range} here @param {number} index @returns {Range | undefined} */
  _neighbour(unit, way, here, index) {
    for (let turn = index; turn >= 0 && turn < this._view.turns.length; turn += way) {
      const found = stretches(this._words(turn), unit).map((one) => shifted(one, this._startOf(turn)));
      const next = way === 1 ? found.find((one) => one.start >= here.end) : found.findLast((one) => one.end <= here.start);
      if (next) return next;
    }
    return undefined;
  }

  /** @param {Unit} unit @param {1 | -1} way @param {number} from @returns {number | null} */
  _step(unit, way, from) {
    const point = this._view.map.toPoints(way === 1 ? from : Math.max(0, from - 1));
    const first = turnIndexAt(this._view.turns, point);
    for (let turn = first; turn >= 0 && turn < this._view.turns.length; turn += way) {
      const start = this._startOf(turn);
      const end = steppedEnd(stretches(this._words(turn), unit), from - start, way);
      if (end !== null) return end + start;
    }
    return null;
  }

  /** @param {number} index */
  _startOf(index) {
    return this._view.map.toUnits(this._view.turns[index].start);
  }

  /** @param {number} index */
  _words(index) {
    const turn = this._view.turns[index];
    return this._view.map.slice(turn.start, turn.end);
  }
}

/** @param {Range} range @param {number} by @returns {Range} */
function shifted(range, by) {
  return { start: range.start + by, end: range.end + by };
}

/** @param {Range} a @param {Range | null} b */
function sameRange(a, b) {
  return b !== null && a.start === b.start && a.end === b.end;
}
