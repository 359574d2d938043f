/** One open source on the screen: what is selected, what is in focus, and the steps between. */

import { Codes } from "./codes.js";
import { CodingCard, STANCES } from "./coding_card.js";
import { Courier } from "./courier.js";
import { Cursor } from "./cursor.js";
import { Deeds } from "./deeds.js";
import { isField } from "./dom.js";
import { frame, isDark } from "./frame.js";
import { Header } from "./header.js";
import { Help } from "./help.js";
import { highlight } from "./highlights.js";
import { actOf } from "./keys.js";
import { byPlace } from "./lanes.js";
import { remembered } from "./memory.js";
import { Minimap } from "./minimap.js";
import { TextMap } from "./offsets.js";
import { Outbox } from "./outbox.js";
import { Painting } from "./painting.js";
import { CodeList } from "./panel.js";
import { Picker } from "./picker.js";
import { listenToPointer } from "./pointing.js";
import { Scrolling } from "./scrolling.js";
import { Search } from "./search.js";
import { domRange, selectedRange, selectRange } from "./selection.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { SuggestionCard } from "./suggestion_card.js";
import { TextView, wordsAt } from "./text_view.js";

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Range} Range
 * @typedef {import("./steps.js").Unit} Unit
 *
 * @typedef {object} Opening
 * @property {import("./types.js").Page} page
 * @property {import("./endpoint.js").Endpoint} endpoint
 * @property {import("./types.js").Translate} t
 * @property {number | null} at  the point to open at
 * @property {(source: string) => void} onOpen
 */

export class Desk {
  /** @param {HTMLElement} root @param {Opening} opening */
  constructor(root, { page, endpoint, t, at, onOpen }) {
    const owner = { study: page.study, coder: page.coder, source: page.source.id };
    this.root = root;
    this.page = page;
    this.t = t;
    this.map = new TextMap(page.text);
    this.codes = new Codes(page.codes, page.study, page.coder);
    this.outbox = new Outbox(owner);
    this.store = new Store(page, this.outbox.list());
    this.deeds = new Deeds(this);
    this.help = new Help(t, () => this.toText());
    this.status = new Status(t, { undo: () => this.deeds.undo(), redo: () => this.deeds.redo(), help: () => this.help.open() });
    this._header = new Header(page, t, onOpen, () => this.search.open());
    this._codeList = new CodeList(this.codes, t, (code) => this._chooseCode(code));
    this._suggestionCard = new SuggestionCard(this.codes, t, {
      accept: () => this.deeds.accept(),
      reject: () => this.deeds.reject(),
      amend: () => this.amend(),
      step: (way) => this.stepSuggestion(way),
      acceptAll: () => this.deeds.acceptMany(this._visibleAlike()),
    });
    this._codingCard = new CodingCard(this.codes, page.coders, t, {
      change: (wish) => this._changeFocused(wish),
      remove: () => this.deeds.remove(),
      copy: () => this.copy(),
    });
    /** @type {string | null} */
    this._focusedId = null;
    this._left = new AbortController();
    this._build(at);
    this.courier = new Courier({
      source: page.source.id,
      endpoint,
      outbox: this.outbox,
      revision: () => this.store.revision,
      onAnswer: (answers, news) => this._answered(answers, news),
      onState: (state, sentence) => this._showSaving(state, sentence),
    });
    this.courier.wake();
  }

  /** @param {number | null} at */
  _build(at) {
    const { root, page, t } = this;
    const column = document.createElement("div");
    this.view = new TextView(column, { turns: page.turns, map: this.map, codes: this.codes, levels: page.levels, t });
    this.search = new Search(this.view, t, (hit) => this._scrolling.reveal(hit), () => this._minimap.refresh(), () => this.toText());
    const places = frame(root, {
      header: this._header.element,
      search: this.search.element,
      column,
      footer: this.status.element,
      side: [this._codeList.element, this._suggestionCard.element, this._codingCard.element],
      textLabel: t("text_of", { name: page.source.name }),
      sideLabel: t("side"),
    });
    this._scroller = places.scroller;
    this._scrolling = new Scrolling(places.scroller, this.view, remembered("position", page.study, page.coder, page.source.id));
    this._minimap = new Minimap(places.scroller, this.map.length, (point) => this._scrolling.reveal({ start: point, end: point + 1 }), () => this._spots());
    places.body.append(this._minimap.element);
    this._cursor = new Cursor(this.view, () => this._scrolling.firstVisible());
    this._picker = new Picker(root, this.codes, t, () => this._pickerClosed());
    root.append(this.help.element);
    this._painting = new Painting(root, this.store, this.view);
    this.showTheme();
    this._painting.all();
    this._refreshSides();
    this._showSaving("saved", "");
    listenToPointer(this, column, this._left.signal);
    document.addEventListener("keydown", (event) => this._pressed(event), { capture: true, signal: this._left.signal });
    root.dataset.source = page.source.id;
    root.dataset.state = "painted";
    if (at === null) this._scrolling.comeBack();
    else this._openAt(at);
    if (document.activeElement === document.body) this.toText();
  }

  /** Take everything away that listens. */
  close() {
    this._left.abort();
    this.courier.stop();
    highlight("cc-hits", []);
    highlight("cc-hit", []);
    highlight("cc-picked", []);
  }

  /** Colour everything for the theme in use. */
  showTheme() {
    const dark = isDark(this.root);
    this.root.classList.toggle("cc-dark", dark);
    this.codes.paint(this.root, dark);
    this._minimap.refresh();
  }

  toText() {
    this._scroller.focus({ preventScroll: true });
  }

  // --- what is in focus ---

  /** @returns {Coding | null} */
  get focused() {
    return this._focusedId === null ? null : (this.store.codings.get(this._focusedId) ?? null);
  }

  /** @returns {Suggestion | null} */
  get active() {
    return this._painting.active;
  }

  /** @param {string | null} id */
  focus(id) {
    this._focusedId = id;
    this._refreshFocus();
  }

  /** Return the coding in focus if it is this coder's own, and say so if it is not. @returns {Coding | null} */
  ownFocused() {
    const coding = this.focused;
    if (coding && coding.coder !== this.page.coder) this.status.say(this.t("not_yours"), true);
    if (!coding) this.status.say(this.t("choose_coding_first"));
    return coding?.coder === this.page.coder ? coding : null;
  }

  /** @param {string | null} id */
  hover(id) {
    this.view.bringForward(id, "cc-hovered");
  }

  /** Bring a mark into focus: a coding or a suggestion. @param {string} id */
  choose(id) {
    if (this.store.codings.has(id)) this.focus(id);
    else this._activate(this.store.suggestions.get(id) ?? null);
  }

  /** @param {Range} range @returns {Coding[]} */
  codingsIn(range) {
    const turns = this._painting.codings.turnsOf(range);
    return [...new Set(turns.flatMap((turn) => this._painting.codings.at(turn)))];
  }
}
