/** The line above the text: where we are, how far, and the way to the other sources. */

import { button, make } from "./dom.js";

/** @typedef {import("./types.js").Page} Page */

export class Header {
  /** @param {Page} page @param {import("./types.js").Translate} t
   * @param {{ open: (source: string) => void, search: () => void, turn: (number: number) => void, uncoded: () => void }} ways */
  constructor(page, t, { open: onOpen, search, turn, uncoded }) {
    this._t = t;
    this._turn = turnField(t, turn);
    this._progress = make("span", { class: "cc-share" });
    const { source } = page;
    const level = source.level === null ? "" : (page.levels[source.level] ?? source.level);
    const facts = [source.case, level, source.wave, source.kind, source.held].filter((fact) => fact !== "");
    const at = page.sources.findIndex((one) => one.id === source.id);
    this.element = make("header", { class: "cc-header" },
      make("h1", { title: source.name }, source.name),
      make("p", { class: "cc-facts" }, facts.join(" · ")),
      make("span", { class: "cc-gap" }),
      page.blind && make("span", { class: "cc-blind", title: t("blind_hint") }, t("blind")),
      this._progress,
      make("div", { class: "cc-ways" },
        make("nav", { class: "cc-sources", "aria-label": t("sources") },
          neighbour("‹", t("previous_source"), page.sources[at - 1], onOpen),
          sourceSelect(page, t, onOpen),
          neighbour("›", t("next_source"), page.sources[at + 1], onOpen)),
        make("span", { class: "cc-gap" }),
        button(t("next_uncoded"), uncoded, { class: "cc-quiet", title: t("key_next_uncoded"), "aria-keyshortcuts": "n" }),
        this._turn,
        button(t("search"), search, { class: "cc-quiet", "aria-keyshortcuts": "/" })),
    );
  }

  /** Put the keyboard where a turn's number is typed. */
  askTurn() {
    this._turn.select();
    this._turn.focus();
  }

  /** @param {number} share @param {number} waiting */
  show(share, waiting) {
    const percent = Math.round(share * 100);
    const text = this._t("progress", { percent, n: waiting });
    if (this._progress.textContent !== text) this._progress.textContent = text;
  }
}

/** @param {import("./types.js").Translate} t @param {(number: number) => void} onTurn */
function turnField(t, onTurn) {
  const field = make("input", { class: "cc-turn-field", inputmode: "numeric", autocomplete: "off", placeholder: "§", "aria-label": t("go_to_turn"), title: `${t("go_to_turn")} (g)`, "aria-keyshortcuts": "g" });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
    if (event.key !== "Enter") return;
    event.preventDefault();
    onTurn(Number.parseInt(field.value.replace(/^\s*§/, ""), 10));
  });
  return field;
}

/** @param {string} sign @param {string} label @param {import("./types.js").SourceLine | undefined} source
 * @param {(source: string) => void} onOpen */
function neighbour(sign, label, source, onOpen) {
  const title = source ? `${label}: ${source.name}` : label;
  return button(sign, () => source && onOpen(source.id), { class: "cc-step", "aria-label": title, title, disabled: !source });
}

/** @param {Page} page @param {import("./types.js").Translate} t @param {(source: string) => void} onOpen */
function sourceSelect(page, t, onOpen) {
  const select = make("select", { "aria-label": t("source") });
  for (const name of new Set(page.sources.map((one) => one.case))) {
    const here = page.sources.filter((one) => one.case === name);
    select.append(make("optgroup", { label: name }, ...here.map((one) => {
      const words = one.pending > 0 ? `${one.name} (${one.pending})` : one.name;
      return make("option", { value: one.id, selected: one.id === page.source.id }, words);
    })));
  }
  select.addEventListener("change", () => onOpen(select.value));
  return select;
}
