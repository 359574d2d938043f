/** Search within the source: a field, a count, next and previous. */

import { button, make } from "./dom.js";
import { highlight } from "./highlights.js";
import { domRange } from "./selection.js";

/** @typedef {import("./types.js").Range} Range */

export class Search {
  /** @param {import("./text_view.js").TextView} view @param {import("./types.js").Translate} t
   * @param {{ onHit: (hit: Range) => void, onChange: () => void, onClose: () => void }} heard */
  constructor(view, t, { onHit, onChange, onClose }) {
    this._view = view;
    this._t = t;
    this._onHit = onHit;
    this._onChange = onChange;
    this._onClose = onClose;
    /** @type {Range[]} */
    this.hits = [];
    this._at = -1;
    this._field = make("input", { type: "search", "aria-label": t("search_in"), placeholder: t("search_in"), spellcheck: "false" });
    this._count = make("span", { class: "cc-progress", "aria-live": "polite" });
    this.element = make("div", { class: "cc-search", role: "search", hidden: true },
      this._field, this._count,
      button("↑", () => this.step(-1), { "aria-label": t("previous_hit"), class: "cc-step" }),
      button("↓", () => this.step(1), { "aria-label": t("next_hit"), class: "cc-step" }),
      button("×", () => this.close(), { "aria-label": t("close"), class: "cc-step" }));
    this._field.addEventListener("input", () => this._find());
    this._field.addEventListener("keydown", (event) => this._typed(event));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    this.element.hidden = false;
    this._field.select();
    this._field.focus();
    this._find();
  }

  close() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.hits = [];
    this._at = -1;
    this.repaint();
    this._onChange();
    this._onClose();
  }

  /** @param {1 | -1} way */
  step(way) {
    if (this.hits.length === 0) return;
    this._at = (this._at + way + this.hits.length) % this.hits.length;
    this._tell();
    this.repaint();
    this._onHit(this.hits[this._at]);
  }

  /** Show the hits anew, after marks were painted under them. */
  repaint() {
    highlight("cc-hits", this.hits.flatMap((hit) => domRange(this._view, hit) ?? []));
    const current = this.hits[this._at];
    highlight("cc-hit", current ? [domRange(this._view, current)].flatMap((range) => range ?? []) : []);
  }

  _find() {
    this.hits = hitsIn(this._view, this._field.value.trim());
    this._at = -1;
    this._tell();
    this.repaint();
    this._onChange();
    this.step(1);
  }

  _tell() {
    const words = this._field.value.trim() === "" ? "" : this._t("of", { rank: this._at + 1, n: this.hits.length });
    this._count.textContent = words;
  }

  /** @param {KeyboardEvent} event */
  _typed(event) {
    if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Return where the words stand in the turns, without regard to case.
 * @param {import("./text_view.js").TextView} view @param {string} wanted @returns {Range[]} */
function hitsIn({ map, turns }, wanted) {
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
