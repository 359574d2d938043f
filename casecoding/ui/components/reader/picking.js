/** From a selection to codes: the popup, the number keys, amending a suggestion. */

import { nameFrom } from "./codes.js";
import { highlight } from "./highlights.js";
import { Picker } from "./picker.js";
import { domRange, selectedRange } from "./selection.js";
import { wordsAt } from "./text_view.js";

/** @typedef {import("./types.js").Range} Range */

export class Picking {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this._desk = desk;
    this._picker = new Picker(desk.root, desk.codes, desk.t, () => this._closed());
  }

  get isOpen() {
    return this._picker.isOpen;
  }

  close() {
    this._picker.close();
  }

  /** Pick codes for the selection. */
  pick() {
    if (this.isOpen) return this._picker.focus();
    const range = selectedRange(this._desk.view);
    if (!range) return this._desk.status.say(this._desk.t("select_first"));
    this._open(range, { focused: true });
  }

  /** Apply the code on a number key to the selection. @param {number} number */
  applyNumber(number) {
    const desk = this._desk;
    if (this.isOpen) return this._picker.applyNumber(number);
    const range = selectedRange(desk.view);
    const code = desk.codes.slots[number - 1];
    if (!range) return desk.status.say(desk.t("select_first"));
    if (code) this.apply(range, [code.id]);
  }

  /** Make a code named with the words of the selection. */
  nameCode() {
    const desk = this._desk;
    const range = selectedRange(desk.view);
    const name = range ? nameFrom(desk.map.slice(range.start, range.end)) : "";
    if (!range || name === "") return desk.status.say(desk.t("select_first"));
    this._applyNew(range, name);
  }

  /** @param {Range} range @param {string} name */
  _applyNew(range, name) {
    const desk = this._desk;
    this.close();
    desk.cursor.remember(range);
    getSelection()?.removeAllRanges();
    desk.deeds.applyNew(range, name);
    desk.toText();
  }

  /** @param {Range} range @param {string[]} codes */
  apply(range, codes) {
    const desk = this._desk;
    this.close();
    desk.cursor.remember(range);
    getSelection()?.removeAllRanges();
    desk.deeds.apply(range, codes);
    desk.toText();
  }

  /** Pick another code for the active suggestion; a selection that touches it is its new place. */
  amend() {
    const desk = this._desk;
    const { active } = desk;
    if (!active) return desk.walking.suggestion(1);
    const selected = selectedRange(desk.view);
    const touches = selected && selected.start < active.end && selected.end > active.start;
    const range = touches ? selected : { start: active.start, end: active.end };
    this._open(range, { focused: true, code: active.code, onApply: (codes) => desk.deeds.amend(range, codes) });
  }

  /** Offer codes for what the mouse selected; typing stays with the text until `c` or Enter. */
  selectedByPointer() {
    const range = selectedRange(this._desk.view);
    if (range) this._open(range, { focused: false });
  }

  /** @param {MouseEvent} event */
  selectSentence(event) {
    const desk = this._desk;
    const range = selectedRange(desk.view);
    const sentence = range && wordsAt(event.target) ? desk.cursor.around(range.start, "sentence") : null;
    if (!sentence) return;
    desk.cursor.place(sentence);
    this._open(sentence, { focused: false });
  }

  /** @param {EventTarget | null} target */
  pressedOutside(target) {
    if (this.isOpen && target instanceof Node && !this._picker.element.contains(target)) this.close();
  }

  /** @param {Range} range @param {{ focused: boolean, code?: string, onApply?: (codes: string[]) => void }} how */
  _open(range, { focused, code, onApply }) {
    const place = domRange(this._desk.view, range);
    if (!place) return;
    this._picker.open({
      near: place.getBoundingClientRect(),
      code,
      focused,
      likely: this._likely(range),
      onFocus: () => highlight("cc-picked", [place]),
      words: onApply ? "" : nameFrom(this._desk.map.slice(range.start, range.end)),
      onNew: (name) => this._applyNew(range, name),
      ...this._moving(range, onApply === undefined),
      onApply: onApply ?? ((codes) => this.apply(range, codes)),
    });
  }

  /** Return which coding the range could be the quotation of: the one in focus, where they touch.
   * @param {Range} range @param {boolean} allowed */
  _moving(range, allowed) {
    const { focused, page, deeds } = this._desk;
    const own = allowed && focused?.coder === page.coder ? focused : null;
    const touches = own && own.start < range.end && own.end > range.start;
    const differs = own && (own.start !== range.start || own.end !== range.end);
    if (!own || !touches || !differs) return { moves: "", onMove: () => undefined };
    return { moves: own.code, onMove: () => deeds.change(own, { start: range.start, end: range.end }) };
  }

  /** Return the codes that are suggested where the range is. @param {Range} range */
  _likely(range) {
    const touching = [...this._desk.store.suggestions.values()].filter((one) => one.start < range.end && one.end > range.start);
    return [...new Set(touching.map((one) => one.code))];
  }

  _closed() {
    highlight("cc-picked", []);
    this._desk.toText();
  }
}
