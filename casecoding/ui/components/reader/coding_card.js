/** The coding in focus: code, coder, stance, memo, and taking it away. */

import { button, make } from "./dom.js";
import { codeName, withKey } from "./suggestion_card.js";

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Stance} Stance
 * @typedef {{ change: (wish: { stance?: Stance, memo?: string }) => void, remove: () => void, copy: () => void }} Deeds
 */

/** @type {Stance[]} */
export const STANCES = ["", "supports", "contradicts", "mixed"];

export class CodingCard {
  /** @param {import("./codes.js").Codes} codes @param {Record<string, string>} coders
   * @param {import("./types.js").Translate} t @param {Deeds} deeds */
  constructor(codes, coders, t, deeds) {
    this._codes = codes;
    this._coders = coders;
    this._t = t;
    this._deeds = deeds;
    this._shown = "";
    this._memo = make("textarea", { rows: 4, "aria-label": t("memo"), placeholder: t("memo_placeholder") });
    this._memo.addEventListener("change", () => deeds.change({ memo: this._memo.value }));
    this._memo.addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) this._memo.blur();
    });
    this._body = make("div", { class: "cc-card" });
    this.element = make("section", { class: "cc-section", "aria-label": t("coding"), hidden: true },
      make("h2", {}, t("coding")), this._body);
  }

  /** @param {Coding | null} coding @param {string} quote @param {boolean} own */
  show(coding, quote, own) {
    const showing = JSON.stringify([coding, quote, own]);
    if (showing === this._shown) return;
    this._shown = showing;
    this.element.hidden = coding === null;
    if (!coding) return;
    if (document.activeElement !== this._memo) this._memo.value = coding.memo;
    this._memo.readOnly = !own;
    this._body.replaceChildren(
      codeName(this._codes, coding.code),
      make("blockquote", { dir: "auto", tabindex: "0" }, quote),
      make("p", { class: "cc-by" }, this._t("coded_by", { coder: this._coders[coding.coder] ?? coding.coder })),
      this._stances(coding, own),
      this._memo,
      make("div", { class: "cc-verdicts" },
        button(this._t("copy"), this._deeds.copy),
        own && withKey(button(this._t("remove"), this._deeds.remove), "Delete")),
    );
  }

  focusMemo() {
    this._memo.focus();
  }

  /** @param {Coding} coding @param {boolean} own */
  _stances(coding, own) {
    const choices = STANCES.map((stance) => {
      const radio = make("input", { type: "radio", name: "cc-stance", value: stance, checked: coding.stance === stance, disabled: !own });
      radio.addEventListener("change", () => this._deeds.change({ stance }));
      return make("label", {}, radio, this._t(`stance_${stance || "none"}`));
    });
    return make("fieldset", { class: "cc-stances" }, make("legend", {}, this._t("stance")), ...choices);
  }
}
