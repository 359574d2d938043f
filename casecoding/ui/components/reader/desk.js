/** One open source on the screen: its parts, what is in focus, and what comes from the server. */

import { Codes } from "./codes.js";
import { Courier } from "./courier.js";
import { Cursor } from "./cursor.js";
import { Deeds } from "./deeds.js";
import { frame, isDark } from "./frame.js";
import { whenLetGo } from "./hand.js";
import { highlight } from "./highlights.js";
import { listenToKeys } from "./keyboard.js";
import { remembered } from "./memory.js";
import { Minimap } from "./minimap.js";
import { TextMap } from "./offsets.js";
import { Outbox } from "./outbox.js";
import { Painting } from "./painting.js";
import { makeParts } from "./parts.js";
import { Picking } from "./picking.js";
import { listenToPointer } from "./pointing.js";
import { quoteWithSource, speakerAt } from "./quoting.js";
import { Scrolling } from "./scrolling.js";
import { Seeing } from "./seeing.js";
import { selectedRange, selectRange } from "./selection.js";
import { spotsOf } from "./spots.js";
import { Store } from "./store.js";
import { hold } from "./tenancy.js";
import { TextView } from "./text_view.js";
import { Walking } from "./walking.js";

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Range} Range
 *
 * @typedef {object} Opening
 * @property {import("./types.js").Page} page
 * @property {import("./endpoint.js").Endpoint} endpoint
 * @property {import("./types.js").Translate} t
 * @property {number | null} at  the point to open at
 * @property {(source: string) => void} onOpen
 * @property {() => void} onReopen
 */

export class Desk {
  /** @param {HTMLElement} root @param {Opening} opening */
  constructor(root, { page, endpoint, t, at, onOpen, onReopen }) {
    const { study, coder, source } = page;
    this.root = root;
    this.page = page;
    this.t = t;
    /** @type {string | null} */
    this._focusedId = null;
    this.isDark = isDark(root);
    this._left = new AbortController();
    this.map = new TextMap(page.text);
    this.codes = new Codes(page.codes, study, coder);
    this.outbox = new Outbox({ study, coder, source: source.id });
    this.store = new Store(page, this.outbox.list());
    this.deeds = new Deeds(this);
    this.walking = new Walking(this);

    const places = frame(root, { text: t("text_of", { name: source.name }), side: t("side") });
    this._scroller = places.scroller;
    this.view = new TextView(places.column, { turns: page.turns, map: this.map, codes: this.codes, levels: page.levels, t });
    this.scrolling = new Scrolling(places.scroller, this.view, remembered("position", study, coder, source.id));
    this.cursor = new Cursor(this.view, () => this.scrolling.firstVisible());
    this.seeing = new Seeing(this, { endpoint, onReopen });
    this._onReopen = onReopen;
    this.painting = new Painting(root, this.store, this.view, this.seeing.filter);
    this._minimap = new Minimap(places.scroller, this.map.length, (point) => this.scrolling.reveal({ start: point, end: point + 1 }), () => spotsOf(this));
    places.body.append(this._minimap.element);

    const parts = makeParts(this, { page, t, endpoint, onOpen });
    this.search = parts.search;
    this.help = parts.help;
    this.status = parts.status;
    this.header = parts.header;
    this._codeList = parts.codeList;
    this._suggestionCard = parts.suggestionCard;
    this._codingCard = parts.codingCard;
    root.prepend(this.header.element, this.search.element, this.seeing.bar.element);
    places.aside.append(this._codeList.element, this.seeing.section.element, this._suggestionCard.element, this._codingCard.element);
    root.append(this.status.element, this.help.element);
    this.picking = new Picking(this);

    this._paintTheme();
    this.painting.all();
    this._refresh();
    root.dataset.source = source.id;
    root.dataset.state = "painted";
    this.courier = new Courier({
      source: source.id,
      endpoint,
      outbox: this.outbox,
      revision: () => this.store.revision,
      onAnswer: (answers, news) => whenLetGo(() => this._answered(answers, news)),
      onState: (state, sentence) => this._showSaving(state, sentence),
    });
    hold(this.outbox, this._left.signal);
    this._showSaving("saved", "");
    listenToPointer(this, places.column, this._left.signal);
    listenToKeys(this, this._left.signal);
    this._begin(at);
  }

  /** Show on the map what a search found. */
  showHits() {
    this._minimap.refresh();
  }

  /** @param {number | null} at */
  _begin(at) {
    if (at === null) this.scrolling.comeBack();
    else this.walking.openAt(at);
    if (document.activeElement === document.body) this.toText();
    this.courier.wake();
  }

  /** Stop everything that listens or waits. */
  close() {
    this._left.abort();
    this.courier.stop();
    for (const name of ["cc-hits", "cc-hit", "cc-picked"]) highlight(name, []);
  }

  /** Colour everything for the theme in use. */
  showTheme() {
    this.isDark = isDark(this.root);
    this._paintTheme();
  }

  _paintTheme() {
    this.root.classList.toggle("cc-dark", this.isDark);
    this.codes.paint(this.root, this.isDark);
    this._minimap.refresh();
  }

  toText() {
    this._scroller.focus({ preventScroll: true });
  }

  /** @returns {Coding | null} */
  get focused() {
    return this._focusedId === null ? null : (this.store.codings.get(this._focusedId) ?? null);
  }

  /** @returns {Suggestion | null} */
  get active() {
    return this.painting.active;
  }

  /** @param {string | null} id */
  focus(id) {
    this._focusedId = id;
    this._showFocus();
  }

  /** @param {Suggestion | null} suggestion */
  activate(suggestion) {
    this.painting.activate(suggestion);
    this._refresh();
  }

  /** Bring a mark into focus, a coding or a suggestion. @param {string} id */
  choose(id) {
    const suggestion = this.store.suggestions.get(id);
    if (suggestion) this.activate(suggestion);
    else this.focus(id);
  }

  /** Bring what the mouse is over forward. @param {string | null} id */
  hover(id) {
    this._bringForward(id === null ? null : this.store.codings.get(id), "cc-hovered");
  }

  /** @param {Coding | null | undefined} coding @param {"cc-hovered" | "cc-focused"} state */
  _bringForward(coding, state) {
    this.view.bringForward(coding ?? null, state, coding ? this.painting.codings.turnsOf(coding) : []);
  }

  /** Return the coding in focus if this coder may change it, else say why not. @returns {Coding | null} */
  ownFocused() {
    const coding = this.focused;
    const own = coding?.coder === this.page.coder;
    if (!own) this.status.say(this.t(coding ? "not_yours" : "choose_coding_first"));
    return own ? coding : null;
  }

  writeMemo() {
    if (this.ownFocused()) this._codingCard.focusMemo();
  }

  /** Copy the coding in focus, or the selection, with where it stands. */
  copy() {
    const range = selectedRange(this.view) ?? this.focused;
    if (!range) return this.status.say(this.t("select_first"));
    const written = navigator.clipboard.writeText(quoteWithSource(this.page, this.map, range));
    void written.then(() => this.status.say(this.t("copied")), () => this.status.say(this.t("not_copied"), true));
  }

  /** Go back by one step: popup, search, selection, focus, filter. */
  leave() {
    if (this.picking.isOpen) this.picking.close();
    else if (this.search.isOpen) this.search.close();
    else if (selectedRange(this.view)) this.cursor.leave();
    else if (this.focused) this.focus(null);
    else if (this.active) this.activate(null);
    else this.seeing.showAll();
  }

  /** Paint what changed and keep what is selected. @param {import("./store.js").Changed[]} changes */
  repaint(changes) {
    if (changes.length === 0) return;
    this.keepSelection(() => {
      this.painting.changed(changes);
      this.seeing.notice(changes);
    });
    this._refresh();
  }

  /** Do what moves the text about, and show afterwards what was selected and found. @param {() => void} act */
  keepSelection(act) {
    const selected = selectedRange(this.view);
    act();
    if (selected) selectRange(this.view, selected);
    if (this.search.isOpen) this.search.repaint();
  }

  /** Paint everything anew. */
  paintAll() {
    this.painting.all();
    this._refresh();
  }

  /** @param {import("./types.js").Answer[]} answers @param {import("./types.js").News} news */
  _answered(answers, news) {
    if (this._left.signal.aborted) return;
    if (news.blind !== this.page.blind || news.textHash !== this.page.textHash) return this._onReopen();
    this.repaint(this.store.settle(answers, news));
    if (news.codes) this._takeCodes(news.codes);
    if (news.renewed) this.status.say(this.t("new_suggestions"));
    const refusal = answers.find((answer) => answer.refusal !== null)?.refusal;
    const skipped = answers.reduce((sum, answer) => sum + (answer.skipped ?? 0), 0);
    if (refusal) this.status.say(refusal, true);
    else if (skipped > 0) this.status.say(this.t("skipped_steps", { n: skipped }));
  }

  /** @param {import("./types.js").Code[]} codes */
  _takeCodes(codes) {
    this.codes.renew(codes);
    this.showCodes();
    this.paintAll();
  }

  /** Show the codebook as it is now. */
  showCodes() {
    this._codeList.renew();
    this._paintTheme();
  }

  /** @param {import("./courier.js").Saving} state @param {string} sentence */
  _showSaving(state, sentence) {
    const unsaved = this.outbox.size;
    this.root.dataset.unsaved = String(unsaved);
    this.status.showSaving(state, unsaved, sentence);
  }

  _refresh() {
    const queue = this.walking.queue();
    const rank = queue.findIndex((one) => one.id === this.active?.id) + 1;
    this._codeList.showCounts(this.painting.counts);
    this._codeList.showKeys();
    this._codeList.showFilter(this.seeing.filter.chosen.codes);
    this.seeing.show();
    this.header.show(this.painting.share, queue.length);
    this._suggestionCard.show(this.active, { rank, waiting: queue.length, visible: this.walking.alikeInView().length }, speakerAt(this.page, this.active));
    this._minimap.refresh();
    this._showFocus();
  }

  _showFocus() {
    const coding = this.focused;
    const own = coding?.coder === this.page.coder;
    this.root.classList.toggle("cc-has-focus", coding !== null);
    this._bringForward(coding, "cc-focused");
    this._codingCard.show(coding, coding ? this.map.slice(coding.start, coding.end) : "", own);
  }

  /** Code what is selected, or show only this code. @param {string} code */
  chooseCode(code) {
    const range = selectedRange(this.view);
    if (range) this.picking.apply(range, [code]);
    else this.seeing.toggle("codes", code);
  }

  /** Go to what the search found. @param {Range} hit */
  showHit(hit) {
    this.scrolling.reveal(hit);
    this.cursor.remember(hit);
  }
}
