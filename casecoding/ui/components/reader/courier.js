/** Carries the outbox to the server, one request at a time, and asks for news in between. */

import { Refused } from "./endpoint.js";
import { whenFree } from "./tenancy.js";

const NEWS_EVERY = 4_000; // milliseconds
const WAITS = [500, 1_000, 2_000, 4_000, 8_000]; // milliseconds before trying again
const AT_ONCE = 100; // operations in one request

/**
 * @typedef {"saved" | "saving" | "offline" | "expired" | "refused"} Saving
 *
 * @typedef {object} Errand
 * @property {string} source
 * @property {import("./endpoint.js").Endpoint} endpoint
 * @property {import("./outbox.js").Outbox} outbox
 * @property {() => number} revision
 * @property {(answers: import("./types.js").Answer[], news: import("./types.js").News) => void} onAnswer
 * @property {(state: Saving, sentence: string) => void} onState
 */

export class Courier {
  /** @param {Errand} errand */
  constructor(errand) {
    this._errand = errand;
    this._busy = false;
    this._stopped = false;
    this._failures = 0;
    /** What was told last. @type {{ state: Saving, sentence: string }} */
    this._told = { state: "saved", sentence: "" };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._again = undefined;
    this._poll = setInterval(() => this._listen(), NEWS_EVERY);
    this._wake = () => this.wake();
    addEventListener("online", this._wake);
    addEventListener("focus", this._wake);
    document.addEventListener("visibilitychange", this._wake);
  }

  /** Send what waits now; with nothing to send, ask for news. */
  wake() {
    clearTimeout(this._again);
    if (this._errand.outbox.size > 0) void this._send();
    else void this._listen();
  }

  /** Send what waits; never more than one request at a time. That it waits is told at once. */
  send() {
    if (this._failures > 0) return this._tell(this._told);
    this._tell({ state: "saving", sentence: "" });
    void this._send();
  }

  stop() {
    this._stopped = true;
    clearInterval(this._poll);
    clearTimeout(this._again);
    removeEventListener("online", this._wake);
    removeEventListener("focus", this._wake);
    document.removeEventListener("visibilitychange", this._wake);
  }

  async _send() {
    const { outbox, source, endpoint, revision, onAnswer } = this._errand;
    if (this._busy || this._stopped) return;
    this._busy = true;
    for (let waiting = outbox.list(); waiting.length > 0; waiting = outbox.list()) {
      this._tell({ state: "saving", sentence: "" });
      const answered = await this._tried(() => endpoint.perform(source, revision(), waiting.slice(0, AT_ONCE)));
      if (answered === null) break;
      outbox.settle(answered.answers.map((answer) => answer.key));
      if (!this._stopped) onAnswer(answered.answers, answered.news);
    }
    this._busy = false;
    if (outbox.size === 0) this._tell({ state: "saved", sentence: "" });
  }

  async _listen() {
    if (this._busy || this._stopped || document.visibilityState !== "visible") return;
    this._busy = true;
    const { source, endpoint, revision, onAnswer, outbox } = this._errand;
    const news = await this._tried(() => endpoint.news(source, revision()));
    this._busy = false;
    if (this._stopped) return;
    if (news) onAnswer([], news);
    if (outbox.size > 0) return this.send();
    if (!news) return;
    this._tell({ state: "saved", sentence: "" });
    for (const other of outbox.others()) void whenFree(other, () => this._sendLeftOver(other));
  }

  /** Send what an earlier visit to another source could not. @param {import("./outbox.js").Outbox} other */
  async _sendLeftOver(other) {
    const { endpoint, revision } = this._errand;
    const answered = await this._tried(() => endpoint.perform(other.source, revision(), other.list().slice(0, AT_ONCE)));
    if (answered) other.settle(answered.answers.map((answer) => answer.key));
  }

  /** Return the answer, or null when there is none; then it is tried again later.
   * @template T @param {() => Promise<T>} ask @returns {Promise<T | null>} */
  async _tried(ask) {
    try {
      const answer = await ask();
      this._failures = 0;
      return answer;
    } catch (fault) {
      this._failed(fault);
      return null;
    }
  }

  /** @param {{ state: Saving, sentence: string }} told */
  _tell(told) {
    this._told = told;
    if (!this._stopped) this._errand.onState(told.state, told.sentence);
  }

  /** @param {unknown} fault */
  _failed(fault) {
    const wait = WAITS[Math.min(this._failures, WAITS.length - 1)];
    this._failures += 1;
    if (this._stopped) return;
    const told = meaning(fault);
    this._tell(told);
    if (told.state !== "expired") this._again = setTimeout(() => this.wake(), wait);
  }
}

/** @param {unknown} fault @returns {{ state: Saving, sentence: string }} */
function meaning(fault) {
  if (!(fault instanceof Refused)) return { state: "offline", sentence: "" };
  if (fault.status >= 500) return { state: "offline", sentence: "" };
  return { state: fault.status === 401 ? "expired" : "refused", sentence: fault.sentence };
}
