/** Which codings are shown: of these codes, by these coders, at these levels. What is not chosen among is shown. */

import { turnsTouched } from "./places.js";

/**
 * @typedef {"codes" | "coders" | "levels"} Kind
 * @typedef {{ start: number, end: number, code: string, coder?: string }} Marked
 */

/** @type {Kind[]} */
export const KINDS = ["codes", "coders", "levels"];

export class Filter {
  /** @param {import("./types.js").Turn[]} turns
   * @param {{ read: <T>(otherwise: T) => T, write: (value: unknown) => void }} kept */
  constructor(turns, kept) {
    this._turns = turns;
    this._kept = kept;
    const before = kept.read(/** @type {Partial<Record<Kind, string[]>>} */ ({}));
    /** @type {Record<Kind, Set<string>>} */
    this.chosen = { codes: new Set(before.codes), coders: new Set(before.coders), levels: new Set(before.levels) };
  }

  get isOn() {
    return KINDS.some((kind) => this.chosen[kind].size > 0);
  }

  /** @param {Kind} kind @param {string} id */
  toggle(kind, id) {
    if (!this.chosen[kind].delete(id)) this.chosen[kind].add(id);
    this._keep();
  }

  clear() {
    for (const kind of KINDS) this.chosen[kind].clear();
    this._keep();
  }

  /** @param {Marked} mark  a coding, or a suggestion, which has no coder */
  shows(mark) {
    return this.counts(mark) && this._hasCode(mark.code);
  }

  /** Tell whether a mark is shown when its code is left aside: what the numbers beside the codes count.
   * @param {Marked} mark */
  counts(mark) {
    const { coders, levels } = this.chosen;
    if (mark.coder !== undefined && coders.size > 0 && !coders.has(mark.coder)) return false;
    return levels.size === 0 || levels.has(levelOf(this._turns, mark));
  }

  /** A theme stands for its sub-codes too. @param {string} code */
  _hasCode(code) {
    const { codes } = this.chosen;
    return codes.size === 0 || codes.has(code) || [...codes].some((one) => code.startsWith(`${one}.`));
  }

  _keep() {
    const { codes, coders, levels } = this.chosen;
    this._kept.write(this.isOn ? { codes: [...codes], coders: [...coders], levels: [...levels] } : undefined);
  }
}

/** Return the level of a quotation: that of the first participant in it; "" for none.
 * @param {import("./types.js").Turn[]} turns @param {{ start: number, end: number }} mark */
export function levelOf(turns, mark) {
  const touched = turnsTouched(turns, mark).map((index) => turns[index]);
  return (touched.find((turn) => !turn.interviewer) ?? touched[0])?.level ?? "";
}
