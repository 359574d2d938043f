/** Getting about in the text with the keys: the cursor, the codings, the suggestions, what is not coded. */

import { byPlace } from "./lanes.js";
import { selectedRange } from "./selection.js";

/**
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./steps.js").Unit} Unit
 */

export class Walking {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this._desk = desk;
  }

  /** @param {Unit} unit @param {1 | -1} way */
  move(unit, way) {
    this._desk.picking.close();
    this._desk.cursor.move(unit, way);
    this._follow();
  }

  /** @param {Unit} unit @param {1 | -1} way */
  extend(unit, way) {
    this._desk.cursor.extend(unit, way);
    this._follow();
  }

  /** Move an end of the coding in focus by a word, or of the selection by a character.
   * @param {"start" | "end"} side @param {1 | -1} way */
  adjust(side, way) {
    if (this._desk.focused && !selectedRange(this._desk.view)) this.resize(side, way);
    else this.extend("character", way);
  }

  /** @param {"start" | "end"} side @param {1 | -1} way */
  resize(side, way) {
    const desk = this._desk;
    const coding = desk.ownFocused();
    if (!coding) return;
    const changed = { start: coding.start, end: coding.end };
    changed[side] = desk.cursor.stepped(coding[side], "word", way);
    if (changed.start < changed.end) desk.deeds.change(coding, changed);
  }

  /** Go to the next coding by place. @param {1 | -1} way */
  coding(way) {
    const desk = this._desk;
    const all = desk.painting.shownCodings().sort(byPlace);
    const here = desk.focused ?? { start: desk.scrolling.firstVisible(), end: Infinity, id: "" };
    const next = way === 1
      ? all.find((one) => byPlace(one, here) > 0 && one.id !== here.id)
      : all.findLast((one) => byPlace(one, here) < 0);
    if (!next) return desk.status.say(desk.t("no_more_codings"));
    desk.focus(next.id);
    desk.scrolling.reveal(next);
    desk.cursor.remember(next);
    desk.status.say(desk.t("at_coding", { code: desk.codes.get(next.code).name }));
  }

  /** Go to the next suggestion in the queue. @param {1 | -1} way */
  suggestion(way) {
    const desk = this._desk;
    const queue = this.queue();
    const at = desk.active ? queue.findIndex((one) => one.id === desk.active?.id) : -1;
    if (at >= 0) return this.activate(queue[at + way] ?? null, { keep: true });
    const from = desk.scrolling.firstVisible();
    const next = way === 1 ? queue.find((one) => one.start >= from) : queue.findLast((one) => one.start < from);
    return this.activate(next ?? queue[0] ?? null);
  }

  /** Go on to the suggestion that follows a place, else to the first that is left. @param {number} point */
  suggestionAfter(point) {
    const queue = this.queue();
    this.activate(queue.find((one) => one.start >= point) ?? queue[0] ?? null);
  }

  /** @param {Suggestion | null} suggestion @param {{ keep?: boolean }} [how]  keep the active one when there is no other */
  activate(suggestion, { keep = false } = {}) {
    const desk = this._desk;
    if (!suggestion && keep) return desk.status.say(desk.t("no_more_suggestions"));
    desk.activate(suggestion);
    if (!suggestion) return;
    desk.scrolling.reveal(suggestion);
    desk.cursor.remember(suggestion);
  }

  /** Return the open suggestions by place. @returns {Suggestion[]} */
  queue() {
    return this._desk.painting.shownSuggestions().sort(byPlace);
  }

  /** Return the suggestions in view with the active one's code. */
  alikeInView() {
    const { active, scrolling } = this._desk;
    if (!active) return [];
    const { start, end } = scrolling.visible();
    return this.queue().filter((one) => one.code === active.code && one.end > start && one.start < end);
  }

  /** Go to a point, and bring what is coded from there into focus. @param {number} point */
  openAt(point) {
    const desk = this._desk;
    const there = [...desk.store.codings.values()].filter((one) => one.start === point);
    if (!there.every((one) => desk.seeing.filter.shows(one))) desk.seeing.showAll();
    desk.scrolling.flash(point);
    if (there.length > 0) desk.focus(there[0].id);
    desk.cursor.remember({ start: point, end: point });
  }

  /** Select the next turn that is evidence and holds no coding. */
  uncoded() {
    const desk = this._desk;
    const { turns } = desk.view;
    const here = desk.cursor.index();
    const order = [...turns.keys()].map((step) => (here + 1 + step) % turns.length);
    const next = order.find((index) => isEvidence(turns[index]) && !desk.painting.isCoded(index));
    if (next === undefined) return desk.status.say(desk.t("all_coded"));
    desk.cursor.place(turns[next]);
    desk.scrolling.reveal(turns[next]);
  }

  /** Go to the turn of a number. @param {number} number */
  turn(number) {
    const desk = this._desk;
    const { turns } = desk.view;
    const there = turns.find((turn) => turn.number === number);
    if (!there) return desk.status.say(desk.t("no_such_turn", { last: turns.at(-1)?.number ?? 0 }), true);
    desk.scrolling.flash(there.start);
    desk.cursor.remember({ start: there.start, end: there.start });
    desk.toText();
  }

  _follow() {
    const range = selectedRange(this._desk.view);
    if (range) this._desk.scrolling.reveal(range);
  }
}

/** @param {import("./types.js").Turn} turn */
function isEvidence(turn) {
  return !turn.interviewer && turn.style !== "heading" && turn.end > turn.start;
}
