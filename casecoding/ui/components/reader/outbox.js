/** Operations that the server has not answered, in order, kept over reloads. */

import { remembered, rememberedUnder } from "./memory.js";

/** @typedef {import("./types.js").Operation} Operation */

export class Outbox {
  /** @param {{ study: string, coder: string, source: string }} owner */
  constructor({ study, coder, source }) {
    this.study = study;
    this.coder = coder;
    this.source = source;
    this._kept = remembered("outbox", study, coder, source);
  }

  /** @returns {Operation[]} */
  list() {
    return this._kept.read(/** @type {Operation[]} */ ([]));
  }

  /** Return what this coder left unsent in the study's other sources. @returns {Outbox[]} */
  others() {
    const { study, coder } = this;
    const sources = rememberedUnder("outbox", study, coder).filter((source) => source !== this.source);
    return sources.map((source) => new Outbox({ study, coder, source }));
  }

  get size() {
    return this.list().length;
  }

  /** @param {Operation} operation */
  add(operation) {
    this._kept.write([...this.list(), operation]);
  }

  /** Forget what was answered; reads first, since another window may have added.
   * @param {string[]} keys */
  settle(keys) {
    const answered = new Set(keys);
    const left = this.list().filter((operation) => !answered.has(operation.key));
    this._kept.write(left.length > 0 ? left : undefined);
  }
}
