/** The part of the right side where a coder chooses what is seen beside the codes: coders, levels, names, blind. */

import { button, make } from "./dom.js";
import { levelOf } from "./filter.js";

/**
 * @typedef {import("./filter.js").Kind} Kind
 * @typedef {{ toggle: (kind: Kind, id: string) => void, names: () => void, blind: () => void }} Heard
 */

export class SeeingSection {
  /** @param {import("./types.js").Page} page @param {import("./types.js").Translate} t @param {Heard} heard */
  constructor(page, t, heard) {
    this._page = page;
    this._t = t;
    this._heard = heard;
    this._told = "";
    this._coders = make("div", { class: "cc-chips", role: "group", "aria-label": t("coders") });
    this._levels = make("div", { class: "cc-chips", role: "group", "aria-label": t("levels") });
    this._names = toggle(t("names_at_stripes"), heard.names, "b");
    const blind = toggle(t("blind"), heard.blind, t("blind_hint"));
    blind.setAttribute("aria-pressed", String(page.blind));
    this.element = make("section", { class: "cc-section cc-seeing", "aria-label": t("seeing") },
      make("h2", {}, t("seeing")), this._coders, this._levels, make("div", { class: "cc-chips" }, this._names, blind));
  }

  /** Put the keyboard on the first choice. */
  focus() {
    this.element.querySelector("button")?.focus();
  }

  /** @param {Record<Kind, Set<string>>} chosen @param {Map<string, number>} coders  codings by coder
   * @param {boolean} named */
  show(chosen, coders, named) {
    this._names.setAttribute("aria-pressed", String(named));
    const told = JSON.stringify([[...coders], [...chosen.coders], [...chosen.levels]]);
    if (told === this._told) return;
    this._told = told;
    const page = this._page;
    const who = [...new Set([...coders.keys(), ...chosen.coders])].map((id) => ({ id, name: page.coders[id] ?? id, n: coders.get(id) ?? 0 }));
    who.sort((a, b) => a.name.localeCompare(b.name, "da"));
    this._fill(this._coders, "coders", who, chosen.coders);
    this._fill(this._levels, "levels", levelsIn(page, this._t("no_level")), chosen.levels);
  }

  /** Show a chip for each choice, where there is a choice; the one that has the keyboard keeps it.
   * @param {HTMLElement} place @param {Kind} kind @param {{ id: string, name: string, n?: number }[]} choices
   * @param {Set<string>} chosen */
  _fill(place, kind, choices, chosen) {
    const focused = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.id : undefined;
    const chips = choices.map(({ id, name, n }) => chip(n === undefined ? name : `${name} ${n}`, this._t("show_only", { name }), id, chosen.has(id), () => this._heard.toggle(kind, id)));
    place.hidden = choices.length < 2 && chosen.size === 0;
    place.replaceChildren(...chips);
    chips.find((one) => one.dataset.id === focused)?.focus();
  }
}

/** Return the levels that someone speaks from here, in the codebook's order.
 * @param {import("./types.js").Page} page @param {string} none  what to call having none */
function levelsIn(page, none) {
  const here = new Set(page.turns.filter((turn) => !turn.interviewer).map((turn) => levelOf([turn], turn)));
  const named = Object.entries(page.levels).map(([id, name]) => ({ id, name }));
  return [...named, { id: "", name: none }].filter(({ id }) => here.has(id));
}

/** @param {string} words @param {string} title @param {string} id @param {boolean} isOn @param {() => void} act */
function chip(words, title, id, isOn, act) {
  return quiet(button(words, act, { class: "cc-chip", "data-id": id, title, "aria-pressed": String(isOn) }));
}

/** @param {string} words @param {() => void} act @param {string} title */
function toggle(words, act, title) {
  return quiet(button(words, act, { class: "cc-chip", "aria-pressed": "false", title }));
}

/** Let a click leave the selection in the text as it is. @param {HTMLButtonElement} made */
function quiet(made) {
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  return made;
}
