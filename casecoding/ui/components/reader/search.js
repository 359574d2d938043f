/** Search within the source: a field, the forms found, a count, next and previous. */

import { button, make } from "./dom.js";
import { highlight } from "./highlights.js";
import { asWritten, Lemmas } from "./lemmas.js";
import { domRange } from "./selection.js";

const FORMS = 6; // forms that are named before they are only counted

/**
 * @typedef {import("./types.js").Range} Range
 *
 * @typedef {object} Heard
 * @property {(hit: Range) => void} onHit
 * @property {() => void} onChange
 * @property {() => void} onClose
 * @property {() => number} from  the point that the first hit is looked for from
 * @property {() => Promise<{ lemmas: Record<string, number[]> | null }>} lemmas  null where the words were never analysed
 */

export class Search {
  /** @param {import("./text_view.js").TextView} view @param {import("./types.js").Translate} t @param {Heard} heard */
  constructor(view, t, heard) {
    this._view = view;
    this._t = t;
    this._heard = heard;
    /** @type {Range[]} */
    this.hits = [];
    this._at = -1;
    this._from = 0;
    /** Undefined until asked for. @type {Lemmas | null | undefined} */
    this._lemmas = undefined;
    this._field = make("input", { type: "search", "aria-label": t("search_in"), placeholder: t("search_in"), spellcheck: "false" });
    this._count = make("span", { class: "cc-progress", "aria-live": "polite" });
    this._forms = make("span", { class: "cc-forms" });
    this._exact = button(t("exactly"), () => this._turnExact(), { "aria-pressed": "false", title: t("exactly_hint"), class: "cc-toggle" });
    this.element = make("div", { class: "cc-search", role: "search", hidden: true },
      this._field, this._exact,
      button("↑", () => this.step(-1), { "aria-label": t("previous_hit"), title: "Shift+Enter", class: "cc-step" }),
      button("↓", () => this.step(1), { "aria-label": t("next_hit"), title: "Enter", class: "cc-step" }),
      this._count, this._forms, make("span", { class: "cc-gap" }),
      button("×", () => this.close(), { "aria-label": t("close"), title: "Esc", class: "cc-step" }));
    this._field.addEventListener("input", () => this._find());
    this.element.addEventListener("keydown", (event) => this._typed(event));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    if (!this.isOpen) this._from = this._heard.from();
    this.element.hidden = false;
    this._field.select();
    this._field.focus();
    this._find();
    if (!this._lemmas) this._learn().catch(() => this._find());
  }

  close() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.hits = [];
    this._at = -1;
    this.repaint();
    this._heard.onChange();
    this._heard.onClose();
  }

  /** @param {1 | -1} way */
  step(way) {
    if (this.hits.length > 0) this._go((this._at + way + this.hits.length) % this.hits.length);
  }

  /** Show the hits anew, after marks were painted under them. */
  repaint() {
    highlight("cc-hits", this.hits.flatMap((hit) => domRange(this._view, hit) ?? []));
    this._showCurrent();
  }

  _showCurrent() {
    const current = this.hits[this._at];
    highlight("cc-hit", current ? [domRange(this._view, current)].flatMap((range) => range ?? []) : []);
  }

  /** Ask which words belong together; until that is known the search is for what is written. */
  async _learn() {
    const { lemmas } = await this._heard.lemmas();
    this._lemmas = lemmas && new Lemmas(lemmas, this._view.map);
    this._from = this.hits[this._at]?.start ?? this._from;
    if (this.isOpen) this._find();
  }

  _turnExact() {
    this._exact.setAttribute("aria-pressed", String(!this._isExact));
    this._find();
  }

  get _isExact() {
    return this._exact.getAttribute("aria-pressed") === "true";
  }

  _find() {
    const wanted = this._field.value.trim().normalize("NFC");
    const inflected = this._isExact ? null : (this._lemmas?.find(wanted) ?? null);
    this.hits = inflected ?? asWritten(this._view, wanted);
    this._at = -1;
    this._tell(wanted);
    this._forms.textContent = this._told(wanted, inflected);
    this.repaint();
    this._heard.onChange();
    if (this.hits.length > 0) this._go(Math.max(0, this.hits.findIndex((hit) => hit.start >= this._from)));
  }

  /** @param {number} at */
  _go(at) {
    this._at = at;
    this._tell(this._field.value.trim());
    this._showCurrent();
    this._heard.onHit(this.hits[at]);
  }

  /** @param {string} wanted */
  _tell(wanted) {
    const n = this.hits.length;
    const found = n === 0 ? this._t("no_hits") : this._t("of", { rank: this._at + 1, n });
    this._count.textContent = wanted === "" ? "" : found;
  }

  /** Return what was searched for: the forms of the words, or why not. @param {string} wanted @param {Range[] | null} inflected */
  _told(wanted, inflected) {
    if (this._lemmas === null && !this._isExact) return this._t("no_lemmas");
    if (wanted === "" || !inflected || !this._lemmas) return "";
    const forms = this._lemmas.forms(inflected);
    const more = forms.length > FORMS ? [`+${forms.length - FORMS}`] : [];
    return [...forms.slice(0, FORMS), ...more].join(", ");
  }

  /** @param {KeyboardEvent} event */
  _typed(event) {
    if (event.key === "Enter" && event.target === this._field) this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
