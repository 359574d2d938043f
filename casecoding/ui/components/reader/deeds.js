/** What a coder does, as operations: painted at once, put in the outbox, sent. */

import { STANCES } from "./coding_card.js";
import { newId } from "./ids.js";

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Operation} Operation
 * @typedef {import("./types.js").Range} Range
 */

export class Deeds {
  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this._desk = desk;
  }

  /** @param {Range} range @param {string[]} codes */
  apply(range, codes) {
    const desk = this._desk;
    const fresh = codes.filter((code) => !this._isThere(range, code));
    for (const code of codes) desk.codes.use(code);
    if (fresh.length === 0) {
      desk.status.say(desk.t("already_coded"));
      return;
    }
    const codings = fresh.map((code) => ({ id: newId(), code }));
    this._do({ key: newId(), op: "apply", ...range, quote: desk.map.slice(range.start, range.end), codings });
    desk.status.say(desk.t("coded", { codes: fresh.map((code) => desk.codes.get(code).name).join(", ") }));
    desk.focus(codings[0].id);
  }

  /** Make a code named with these words, and code with it; a code that has the name is used.
   * @param {Range} range @param {string} name */
  applyNew(range, name) {
    const desk = this._desk;
    const known = desk.codes.named(name);
    if (known) return this.apply(range, [known.id]);
    const code = desk.codes.add(name);
    desk.showCodes();
    const coding = { id: newId(), code: code.id };
    this._do({ key: newId(), op: "apply", ...range, quote: desk.map.slice(range.start, range.end), codings: [coding], name });
    desk.status.say(desk.t("coded_new", { code: name }));
    desk.focus(coding.id);
  }

  accept() {
    const { active } = this._desk;
    if (!active) return this._desk.walking.suggestion(1);
    this._do({ key: newId(), op: "accept", suggestion: active.id, id: newId() });
    this._decided("accepted", active);
  }

  /** Accept the active suggestion with other codes or another range. @param {Range} range @param {string[]} codes */
  amend(range, codes) {
    const { active } = this._desk;
    if (!active) return;
    const [code, ...others] = codes;
    const place = range.start === active.start && range.end === active.end ? {} : range;
    this._do({ key: newId(), op: "accept", suggestion: active.id, id: newId(), ...place, ...(code === active.code ? {} : { code }) });
    if (others.length > 0) this.apply(range, others);
    this._decided("amended", active);
  }

  reject() {
    const { active } = this._desk;
    if (!active) return this._desk.walking.suggestion(1);
    this._do({ key: newId(), op: "reject", suggestion: active.id });
    this._decided("rejected", active);
  }

  /** Accept these suggestions as one step. @param {import("./types.js").Suggestion[]} suggestions */
  acceptMany(suggestions) {
    const accepted = suggestions.map((one) => ({ suggestion: one.id, id: newId() }));
    this._do({ key: newId(), op: "accept-many", accepted });
    this._desk.status.say(this._desk.t("accepted_many", { n: accepted.length }));
    this._desk.walking.suggestionAfter(suggestions[0].start);
  }

  /** @param {Coding} coding @param {Partial<Pick<Coding, "start" | "end" | "stance" | "memo">>} wish */
  change(coding, wish) {
    const { start, end, stance, memo } = { ...coding, ...wish };
    this._do({ key: newId(), op: "change", coding: coding.id, start, end, stance, memo, quote: this._desk.map.slice(start, end) });
  }

  /** @param {Partial<Pick<Coding, "stance" | "memo">>} wish */
  changeFocused(wish) {
    const coding = this._desk.ownFocused();
    if (coding) this.change(coding, wish);
  }

  /** Give the coding in focus the next stance. */
  turnStance() {
    const coding = this._desk.ownFocused();
    if (coding) this.change(coding, { stance: STANCES[(STANCES.indexOf(coding.stance) + 1) % STANCES.length] });
  }

  remove() {
    const coding = this._desk.ownFocused();
    if (!coding) return;
    this._desk.focus(null);
    this._do({ key: newId(), op: "remove", coding: coding.id });
    this._desk.status.say(this._desk.t("removed", { code: this._desk.codes.get(coding.code).name }));
  }

  undo() {
    this._do({ key: newId(), op: "undo" });
    this._desk.status.say(this._desk.t("undone"));
  }

  redo() {
    this._do({ key: newId(), op: "redo" });
    this._desk.status.say(this._desk.t("redone"));
  }

  /** @param {string} verdict @param {import("./types.js").Suggestion} suggestion */
  _decided(verdict, suggestion) {
    const desk = this._desk;
    desk.status.say(desk.t(verdict, { code: desk.codes.get(suggestion.code).name }));
    desk.walking.suggestionAfter(suggestion.start);
  }

  /** @param {Operation} wanted */
  _do(wanted) {
    const operation = { ...wanted, text: this._desk.page.textHash };
    this._desk.outbox.add(operation);
    this._desk.repaint(this._desk.store.perform(operation));
    this._desk.courier.send();
  }

  /** @param {Range} range @param {string} code */
  _isThere({ start, end }, code) {
    const desk = this._desk;
    return [...desk.store.codings.values()].some(
      (one) => one.start === start && one.end === end && one.code === code && one.coder === desk.page.coder,
    );
  }
}
