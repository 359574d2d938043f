/** The bar above the text that says that codings are filtered out, and brings them back. */

import { button, make } from "./dom.js";

export class FilterBar {
  /** @param {import("./types.js").Translate} t @param {() => void} onShowAll */
  constructor(t, onShowAll) {
    this._t = t;
    this._words = make("span", { "aria-live": "polite" });
    this._names = make("strong", { class: "cc-filter-names" });
    this.element = make("div", { class: "cc-filter-bar", role: "group", "aria-label": t("filter"), hidden: true },
      this._words, this._names, button(t("show_all"), onShowAll, { title: "Esc" }));
  }

  /** Draw the eye here for a moment. */
  flash() {
    this.element.classList.add("cc-flash");
    this.element.addEventListener("animationend", () => this.element.classList.remove("cc-flash"), { once: true });
  }

  /** @param {{ shown: number, all: number, names: string[] }} seen */
  show({ shown, all, names }) {
    this.element.hidden = names.length === 0;
    const words = names.length === 0 ? "" : this._t("filtered", { n: shown, all });
    if (this._words.textContent !== words) this._words.textContent = words;
    this._names.textContent = names.join(" · ");
  }
}
