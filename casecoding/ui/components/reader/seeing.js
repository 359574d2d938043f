/** What of the codings is seen: the filter with its bar, names at the stripes, and blind coding. */

import { Filter } from "./filter.js";
import { FilterBar } from "./filter_bar.js";
import { remembered } from "./memory.js";
import { SeeingSection } from "./seeing_section.js";

/** @typedef {import("./filter.js").Kind} Kind */

export class Seeing {
  /** @param {import("./desk.js").Desk} desk @param {{ endpoint: import("./endpoint.js").Endpoint, onReopen: () => void }} ways */
  constructor(desk, { endpoint, onReopen }) {
    const { page, t } = desk;
    this._desk = desk;
    this._endpoint = endpoint;
    this._onReopen = onReopen;
    this._named = remembered("names", page.study, page.coder);
    this.filter = new Filter(page.turns, remembered("filter", page.study, page.coder, page.source.id));
    this.bar = new FilterBar(t, () => this.showAll());
    this.section = new SeeingSection(page, t, {
      toggle: (kind, id) => this.toggle(kind, id),
      names: () => this.turnNames(),
      blind: () => void this._turnBlind(),
    });
    desk.view.showNames(this._named.read(false));
  }

  /** @param {Kind} kind @param {string} id */
  toggle(kind, id) {
    this.filter.toggle(kind, id);
    this._repaint();
  }

  showAll() {
    if (!this.filter.isOn) return;
    this.filter.clear();
    this._repaint();
    this._desk.status.say(this._desk.t("showing_all"));
    this._desk.toText();
  }

  /** Show the names of the codes at the stripes, or hide them. */
  turnNames() {
    const { view, painting } = this._desk;
    view.showNames(!view.named);
    this._named.write(view.named);
    painting.all();
    this.show();
  }

  /** Show what is filtered out, and who coded here. */
  show() {
    const { painting, store, view } = this._desk;
    this.bar.show({ shown: painting.painted, all: store.codings.size, names: this._names() });
    this.section.show(this.filter.chosen, codersOf(store.codings.values()), view.named);
  }

  /** Point at the filter when it hides what was just coded. @param {import("./store.js").Changed[]} changes */
  notice(changes) {
    const isHidden = changes.some(({ kind, before, after }) => kind === "coding" && !before && after && !this.filter.shows(after));
    if (isHidden) this.bar.flash();
  }

  _repaint() {
    const { painting } = this._desk;
    if (painting.active && !this.filter.shows(painting.active)) painting.active = null;
    this._desk.paintAll();
  }

  /** Return the names of what is chosen. */
  _names() {
    const { codes, page, t } = this._desk;
    const { chosen } = this.filter;
    return [
      ...[...chosen.codes].map((id) => codes.get(id).name),
      ...[...chosen.coders].map((id) => page.coders[id] ?? id),
      ...[...chosen.levels].map((id) => page.levels[id] ?? (id || t("no_level"))),
    ];
  }

  async _turnBlind() {
    const { page, status, t } = this._desk;
    try {
      await this._endpoint.workBlind(!page.blind);
      this._onReopen();
    } catch {
      status.say(t("unreachable"), true);
    }
  }
}

/** Return how many codings each coder has here. @param {Iterable<import("./types.js").Coding>} codings */
function codersOf(codings) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { coder } of codings) counts.set(coder, (counts.get(coder) ?? 0) + 1);
  return counts;
}
