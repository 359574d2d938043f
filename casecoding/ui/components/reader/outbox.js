/** Operations that the server has not answered, in order, kept over reloads. */

import { remembered } from "./memory.js";

/** @typedef {import("./types.js").Operation} Operation */

export class Outbox {
  /** @param {{ study: string, coder: string, source: string }} owner */
  constructor({ study, coder, source }) {
    this._kept = remembered("outbox", study, coder, source);
  }

  /** @returns {Operation[]} */
  list() {
    return this._kept.read(/** @type {Operation[]} */ ([]));
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
