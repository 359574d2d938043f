/** The line at the foot: saved or not, what just happened, and the way to the keys. */

import { button, make } from "./dom.js";

export class Status {
  /** @param {import("./types.js").Translate} t @param {{ undo: () => void, redo: () => void, help: () => void }} deeds */
  constructor(t, deeds) {
    this._t = t;
    this._said = "";
    this._saving = "";
    this._line = make("p", { role: "status", class: "cc-status" });
    this.element = make("footer", { class: "cc-footer" },
      this._line,
      make("span", { class: "cc-gap" }),
      button(t("undo"), deeds.undo, { class: "cc-quiet", title: "u · Ctrl+Z" }),
      button(t("redo"), deeds.redo, { class: "cc-quiet", title: "Ctrl+Shift+Z" }),
      button(t("keys"), deeds.help, { class: "cc-quiet", title: "?" }));
  }

  /** Say what just happened. @param {string} sentence @param {boolean} [bad] */
  say(sentence, bad = false) {
    this._said = sentence;
    this._line.classList.toggle("cc-bad", bad);
    this._write();
  }

  /** @param {import("./courier.js").Saving} state @param {number} unsaved @param {string} sentence */
  showSaving(state, unsaved, sentence) {
    const waiting = unsaved === 0 ? this._t("saved") : this._t(unsaved === 1 ? "unsaved_one" : "unsaved", { n: unsaved });
    const why = sentence || (state === "offline" ? this._t("offline") : state === "expired" ? this._t("expired") : "");
    this._saving = [waiting, why].filter((part) => part !== "").join(" · ");
    this.element.dataset.saving = state;
    this._write();
  }

  _write() {
    const words = [this._said, this._saving, this._t("keys_hint")].filter((part) => part !== "").join(" · ");
    if (this._line.textContent !== words) this._line.textContent = words;
  }
}
