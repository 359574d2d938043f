/** Keeps what is painted in step with the store, touching only the turns that a change touches. */

import { freeLane, lanesOf } from "./lanes.js";
import { Places } from "./places.js";

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Suggestion} Suggestion
 */

export class Painting {
  /** @param {HTMLElement} root @param {import("./store.js").Store} store
   * @param {import("./text_view.js").TextView} view @param {import("./filter.js").Filter} filter */
  constructor(root, store, view, filter) {
    this._root = root;
    this._store = store;
    this._view = view;
    /** @type {Places<Coding>} */
    this.codings = new Places(view.turns);
    /** @type {Places<Suggestion>} */
    this.suggestions = new Places(view.turns);
    /** Codings by code, whatever codes are shown. @type {Map<string, number>} */
    this.counts = new Map();
    /** @type {Suggestion | null} */
    this.active = null;
    this._filter = filter;
    /** How many codings touch each turn, shown or not. */
    this._touching = new Uint32Array(view.turns.length);
    /** A coding keeps its lane while it is shown, so that nothing jumps. @type {Map<string, number>} */
    this._lanes = new Map();
    this._evidence = view.turns.filter((turn) => !turn.interviewer).length;
    this._coded = 0;
    this.painted = 0;
  }

  /** The share of the turns that are evidence and hold a coding. */
  get share() {
    return this._evidence === 0 ? 0 : this._coded / this._evidence;
  }

  /** Tell whether a turn holds a coding, shown or not. @param {number} turn  index */
  isCoded(turn) {
    return this._touching[turn] > 0;
  }

  /** @returns {Coding[]} */
  shownCodings() {
    return [...this._store.codings.values()].filter((one) => this._filter.shows(one));
  }

  /** @returns {Suggestion[]} */
  shownSuggestions() {
    return [...this._store.suggestions.values()].filter((one) => this._filter.shows(one));
  }

  /** Paint everything. */
  all() {
    this.codings.clear();
    this.suggestions.clear();
    this.counts.clear();
    this._touching.fill(0);
    this._coded = 0;
    this.painted = 0;
    this._lanes = lanesOf(this.shownCodings());
    for (const coding of this._store.codings.values()) this._put(coding, 1);
    for (const suggestion of this._store.suggestions.values()) {
      if (this._filter.shows(suggestion)) this.suggestions.add(suggestion);
    }
    this._paint(this._view.turns.keys());
  }

  /** Paint what changed. @param {import("./store.js").Changed[]} changes */
  changed(changes) {
    const touched = new Set(changes.flatMap((change) => this._take(change)));
    this._paint(touched);
  }

  /** @param {Suggestion | null} suggestion */
  activate(suggestion) {
    const touched = [this.active, suggestion].flatMap((one) => (one ? this.suggestions.turnsOf(one) : []));
    this.active = suggestion;
    this._paint(new Set(touched));
  }

  /** @param {import("./store.js").Changed} change @returns {number[]} the turns it touches */
  _take(change) {
    const turns = [change.before, change.after].flatMap((one) => (one ? this.codings.turnsOf(one) : []));
    if (change.kind === "coding") {
      if (change.before) this._put(change.before, -1);
      if (change.after) this._put(change.after, 1);
    } else {
      if (change.before) this.suggestions.remove(change.before);
      if (change.after && this._filter.shows(change.after)) this.suggestions.add(change.after);
      if (this.active?.id === change.id && !change.after) this.active = null;
    }
    return turns;
  }

  /** @param {Coding} coding @param {1 | -1} by */
  _put(coding, by) {
    this._count(coding, by);
    if (!this._filter.shows(coding)) return;
    this.painted += by;
    if (by === -1) {
      this.codings.remove(coding);
      this._lanes.delete(coding.id);
      return;
    }
    if (!this._lanes.has(coding.id)) this._lanes.set(coding.id, freeLane(coding, this.codings.near(coding), this._lanes));
    this.codings.add(coding);
  }

  /** @param {Coding} coding @param {1 | -1} by */
  _count(coding, by) {
    if (this._filter.counts(coding)) this.counts.set(coding.code, (this.counts.get(coding.code) ?? 0) + by);
    for (const turn of this.codings.turnsOf(coding)) {
      const was = this.isCoded(turn);
      this._touching[turn] += by;
      if (was !== this.isCoded(turn) && !this._view.turns[turn].interviewer) this._coded += by;
    }
  }

  /** @param {Iterable<number>} turns */
  _paint(turns) {
    for (const turn of turns) {
      this._view.paint(turn, { codings: this.codings.at(turn), suggestions: this.suggestions.at(turn), lanes: this._lanes, active: this.active });
    }
    this._root.dataset.codings = String(this.painted);
  }
}
