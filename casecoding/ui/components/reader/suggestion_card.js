/** The active suggestion: its code, its words, its reason in plain words, and the three keys. */

import { button, make } from "./dom.js";

/**
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Translate} Translate
 * @typedef {{ accept: () => void, reject: () => void, amend: () => void, step: (way: 1 | -1) => void,
 *   acceptAll: () => void }} Verdicts
 */

export class SuggestionCard {
  /** @param {import("./codes.js").Codes} codes @param {Translate} t @param {Verdicts} verdicts */
  constructor(codes, t, verdicts) {
    this._codes = codes;
    this._t = t;
    this._verdicts = verdicts;
    this._progress = make("span", { class: "cc-progress" });
    this._body = make("div", { class: "cc-card" });
    this.element = make("section", { class: "cc-section", "aria-label": t("suggestion") },
      make("h2", {}, t("suggestion"), this._progress), this._body);
  }

  /** @param {Suggestion | null} active @param {{ rank: number, waiting: number, visible: number }} queue
   * @param {string} speaker */
  show(active, { rank, waiting, visible }, speaker) {
    const t = this._t;
    this._progress.textContent = active ? t("of", { rank, n: waiting }) : "";
    if (!active) {
      const next = button(t("show_next"), () => this._verdicts.step(1), { class: "cc-quiet" });
      this._body.replaceChildren(make("p", { class: "cc-empty" }, waitingLine(waiting, t)));
      if (waiting > 0) this._body.append(withKey(next, "j"));
      return;
    }
    this._body.replaceChildren(
      codeName(this._codes, active.code),
      make("ul", { class: "cc-reason" }, ...reasonLines(active, t, speaker).map((line) => make("li", {}, ...line))),
      make("div", { class: "cc-verdicts" },
        withKey(button(t("accept"), this._verdicts.accept, { class: "cc-primary" }), "a"),
        withKey(button(t("reject"), this._verdicts.reject), "r"),
        withKey(button(t("amend"), this._verdicts.amend), "e")),
    );
    if (visible > 1) {
      const all = t("accept_all", { n: visible, code: this._codes.get(active.code).name });
      this._body.append(button(all, this._verdicts.acceptAll, { class: "cc-quiet" }));
    }
  }
}

/** @param {number} waiting @param {Translate} t */
function waitingLine(waiting, t) {
  if (waiting === 0) return t("none_waiting");
  return waiting === 1 ? t("waiting_one") : t("waiting", { n: waiting });
}

/** Return the reason as lines of text and emphasised words.
 * @param {Suggestion} suggestion @param {Translate} t @param {string} speaker @returns {(Node | string)[][]} */
function reasonLines(suggestion, t, speaker) {
  const lines = suggestion.matches.map((match) => matchLine(match, t));
  const flags = suggestion.flags.map((flag) => t(`flag_${flag}`)).join(" · ") || t("flag_none");
  return [...lines, [flags], ...(speaker ? [[t("spoken_by", { speaker })]] : [])];
}

/** @param {import("./types.js").Match} match @param {Translate} t @returns {(Node | string)[]} */
function matchLine(match, t) {
  const said = match.words.toLocaleLowerCase("da");
  const lemma = match.lemmas.join(" ");
  const line = [make("em", {}, match.words)];
  const notes = [];
  if (lemma && lemma.toLocaleLowerCase("da") !== said) notes.push(t("lemma", { lemma }));
  if (match.parts.length > 1) notes.push(t("parts", { parts: match.parts.join(" + ") }));
  return [...line, notes.length > 0 ? ` → ${notes.join(", ")}` : ""];
}

/** @param {import("./codes.js").Codes} codes @param {string} id */
export function codeName(codes, id) {
  const code = codes.get(id);
  const swatch = make("span", { class: "cc-swatch" });
  swatch.style.setProperty("--cc-colour", codes.colour(id));
  const theme = code.depth > 0 ? make("span", { class: "cc-option-theme" }, codes.get(code.theme).name) : null;
  return make("p", { class: "cc-card-code", title: code.definition }, swatch, make("strong", {}, code.name), theme);
}

/** @param {HTMLButtonElement} made @param {string} key */
export function withKey(made, key) {
  made.append(make("kbd", { "aria-hidden": "true" }, key));
  made.setAttribute("aria-keyshortcuts", key);
  return made;
}
