/** The right side: the codes with their counts in this source. */

import { make } from "./dom.js";

export class CodeList {
  /** @param {import("./codes.js").Codes} codes @param {import("./types.js").Translate} t
   * @param {(code: string) => void} onChoose */
  constructor(codes, t, onChoose) {
    this._codes = codes;
    this._t = t;
    /** @type {Map<string, { row: HTMLElement, count: HTMLElement, key: HTMLElement }>} */
    this._rows = new Map();
    this._onChoose = onChoose;
    this._list = make("ul", { class: "cc-codes" });
    this.element = make("section", { class: "cc-section cc-codes-section", "aria-label": t("codes") },
      make("h2", {}, t("codes")), this._list);
    this.renew();
  }

  /** Show the codebook as it is now. */
  renew() {
    this._rows.clear();
    this._list.replaceChildren(...this._codes.all.map((code) => this._row(code, this._onChoose)));
    this.showKeys();
  }

  /** @param {Map<string, number>} counts */
  showCounts(counts) {
    for (const [id, { row, count }] of this._rows) {
      const n = counts.get(id) ?? 0;
      const shown = n > 0 ? String(n) : "";
      if (count.textContent !== shown) count.textContent = shown;
      row.classList.toggle("cc-unused", n === 0);
    }
  }

  showKeys() {
    const keys = new Map(this._codes.slots.map((code, index) => [code.id, String(index + 1)]));
    for (const [id, { key }] of this._rows) key.textContent = keys.get(id) ?? "";
  }

  /** @param {Set<string>} codes */
  showFilter(codes) {
    for (const [id, { row }] of this._rows) row.setAttribute("aria-pressed", String(codes.has(id)));
  }

  /** @param {import("./types.js").Code} code @param {(code: string) => void} onChoose */
  _row(code, onChoose) {
    const key = make("span", { class: "cc-key", "aria-hidden": "true" });
    const count = make("span", { class: "cc-count" });
    const swatch = make("span", { class: "cc-swatch" });
    swatch.style.setProperty("--cc-colour", this._codes.colour(code.id));
    const row = make("button", { type: "button", class: "cc-code", title: code.definition, "aria-pressed": "false" },
      key, swatch, make("span", { class: "cc-code-name" }, code.name), count);
    row.style.setProperty("--cc-depth", String(code.depth));
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => onChoose(code.id));
    this._rows.set(code.id, { row, count, key });
    return make("li", {}, row);
  }
}
