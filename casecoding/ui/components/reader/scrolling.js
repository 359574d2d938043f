/** Bringing a place into view, and keeping the place for the next visit. */

import { turnIndexAt } from "./places.js";
import { domRange } from "./selection.js";

const EDGE = 48; // pixels of text that stay visible around what is brought into view
const SETTLED = 300; // milliseconds without scrolling

export class Scrolling {
  /** @param {HTMLElement} scroller @param {import("./text_view.js").TextView} view
   * @param {{ read: (otherwise: number) => number, write: (value: number) => void }} kept */
  constructor(scroller, view, kept) {
    this._scroller = scroller;
    this._view = view;
    this._kept = kept;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._timer = undefined;
    scroller.addEventListener("scroll", () => this._moved(), { passive: true });
  }

  /** Bring a range into view if it is not. @param {import("./types.js").Range} range */
  reveal(range) {
    const row = this._view.rows[turnIndexAt(this._view.turns, range.start)]?.row;
    if (!row) return;
    if (!this._isNear(row.getBoundingClientRect())) row.scrollIntoView({ block: "center" });
    const place = domRange(this._view, range)?.getBoundingClientRect();
    if (!place || this._isInside(place)) return;
    const frame = this._scroller.getBoundingClientRect();
    this._scroller.scrollBy({ top: place.top - frame.top - frame.height / 3 });
  }

  /** Show a point at the top third and mark its turn for a moment. @param {number} point */
  flash(point) {
    const row = this._view.rows[turnIndexAt(this._view.turns, point)]?.row;
    this.reveal({ start: point, end: point + 1 });
    row?.classList.add("cc-flash");
    row?.addEventListener("animationend", () => row.classList.remove("cc-flash"), { once: true });
  }

  /** Go back to where the last visit ended. */
  comeBack() {
    const point = this._kept.read(0);
    const row = this._view.rows[turnIndexAt(this._view.turns, point)]?.row;
    if (point > 0 && row) row.scrollIntoView({ block: "start" });
  }

  /** Return the first point of the first turn in view. */
  firstVisible() {
    return this._view.turns[this._firstRow()]?.start ?? 0;
  }

  /** Return the stretch of text that is in view. @returns {import("./types.js").Range} */
  visible() {
    const bottom = this._scroller.getBoundingClientRect().bottom;
    const first = this._firstRow();
    const after = this._view.rows.findIndex((one, index) => index > first && one.row.getBoundingClientRect().top >= bottom);
    const last = after < 0 ? this._view.turns.length - 1 : after - 1;
    return { start: this._view.turns[first]?.start ?? 0, end: this._view.turns[last]?.end ?? 0 };
  }

  _firstRow() {
    const top = this._scroller.getBoundingClientRect().top;
    let low = 0;
    let high = this._view.rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._view.rows[middle].row.getBoundingClientRect().bottom > top + 4) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  _moved() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._kept.write(this.firstVisible()), SETTLED);
  }

  /** @param {DOMRect} place */
  _isNear(place) {
    const frame = this._scroller.getBoundingClientRect();
    return place.bottom > frame.top && place.top < frame.bottom;
  }

  /** @param {DOMRect} place */
  _isInside(place) {
    const frame = this._scroller.getBoundingClientRect();
    return place.top >= frame.top + EDGE && place.bottom <= frame.bottom - EDGE;
  }
}
