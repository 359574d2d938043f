/** The text: one row per turn, its words painted in marks. */

import { closest, make } from "./dom.js";
import { cut, signature } from "./segments.js";
import { paintStripes } from "./stripes.js";

const RETELL = 12; // turns after which a speaker's role and level are told again
const LINES = 4; // lines under overlapping codings before they become a number

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Turn} Turn
 * @typedef {import("./segments.js").Segment} Segment
 *
 * @typedef {object} Marks
 * @property {Coding[]} codings  by place
 * @property {Suggestion[]} suggestions  by place
 * @property {Map<string, number>} lanes
 * @property {Suggestion | null} active
 *
 * @typedef {object} Script
 * @property {Turn[]} turns
 * @property {import("./offsets.js").TextMap} map
 * @property {import("./codes.js").Codes} codes
 * @property {Record<string, string>} levels
 * @property {import("./types.js").Translate} t
 */

export class TextView {
  /** @param {HTMLElement} column @param {Script} script */
  constructor(column, script) {
    this._script = script;
    this.column = column;
    this.turns = script.turns;
    this.map = script.map;
    this.named = false;
    const presented = presentations(script.turns);
    /** @type {{ words: HTMLElement, stripes: HTMLElement, row: HTMLElement, painted: string }[]} */
    this.rows = script.turns.map((turn, index) => makeRow(turn, presented[index], script));
    column.replaceChildren(...this.rows.map((one) => one.row));
  }

  /** Let the names of the codes stand beside the stripes, or not; seen when painted anew. @param {boolean} named */
  showNames(named) {
    this.named = named;
    this.column.classList.toggle("cc-named", named);
  }

  /** Paint one turn anew if it would look different. @param {number} index @param {Marks} marks */
  paint(index, marks) {
    const { turns, codes } = this._script;
    const row = this.rows[index];
    const matches = marks.suggestions.includes(/** @type {Suggestion} */ (marks.active)) ? marks.active?.matches : [];
    const segments = cut(turns[index], { codings: marks.codings, suggestions: marks.suggestions, matches: matches ?? [] });
    const byId = new Map([...marks.codings, ...marks.suggestions].map((mark) => [mark.id, mark.code]));
    const look = (/** @type {string} */ id) =>
      `:${byId.get(id)}:${marks.lanes.get(id) ?? ""}${id === marks.active?.id ? "!" : ""}`;
    const painting = `${this.named ? "named " : ""}${signature(segments, look)}`;
    if (painting === row.painted) return;
    row.painted = painting;
    const pieces = segments.map((segment) => this._piece(segment, byId, marks.lanes));
    row.words.replaceChildren(...gathered(segments, pieces, marks.active));
    paintStripes(row.stripes, turns[index], marks, codes, this.named);
  }

  /** Bring a coding forward in its own colour, or none. @param {Coding | null} coding
   * @param {"cc-hovered" | "cc-focused"} state @param {number[]} turns  the turns that it touches */
  bringForward(coding, state, turns) {
    for (const mark of [...this.column.querySelectorAll(`.${state}`)]) {
      mark.classList.remove(state);
      if (mark instanceof HTMLElement) mark.style.removeProperty(`--${state}`);
    }
    if (!coding) return;
    const colour = this._script.codes.colour(coding.code);
    for (const turn of turns) {
      for (const mark of this.rows[turn].row.querySelectorAll(`[data-codings~="${coding.id}"], [data-coding="${coding.id}"]`)) {
        mark.classList.add(state);
        if (mark instanceof HTMLElement) mark.style.setProperty(`--${state}`, colour);
      }
    }
  }

  /** @param {Segment} segment @param {Map<string, string>} byId @param {Map<string, number>} lanes @returns {Node} */
  _piece(segment, byId, lanes) {
    const words = this._script.map.slice(segment.start, segment.end);
    if (segment.codings.length === 0 && segment.suggestions.length === 0) return document.createTextNode(words);
    const mark = make("mark", { class: segment.matched ? "cc-mark cc-matched" : "cc-mark" }, words);
    const colour = (/** @type {string} */ id) => this._script.codes.colour(byId.get(id) ?? "");
    if (segment.codings.length > 0) paintCodings(mark, segment.codings, colour, lanes);
    if (segment.suggestions.length > 0) {
      mark.classList.add("cc-suggested");
      mark.dataset.suggestions = segment.suggestions.join(" ");
      mark.style.setProperty("--cc-dashes", colour(segment.suggestions[0]));
    }
    return mark;
  }
}

/** @param {HTMLElement} mark @param {string[]} ids @param {(id: string) => string} colour
 * @param {Map<string, number>} lanes */
function paintCodings(mark, ids, colour, lanes) {
  const placed = ids.map((id) => ({ colour: colour(id), lane: lanes.get(id) ?? 0 }));
  const shown = placed.filter(({ lane }) => lane < LINES);
  const lines = Math.max(0, ...shown.map(({ lane }) => lane)) + 1;
  mark.dataset.codings = ids.join(" ");
  mark.classList.add("cc-coded");
  mark.style.cssText = [
    `--cc-tint: ${colour(ids[ids.length - 1])}; --cc-lines: ${lines}`,
    ...shown.map((one) => `--cc-line-${one.lane}: ${one.colour}`),
  ].join("; ");
  if (shown.length < ids.length) mark.dataset.more = `+${ids.length - shown.length}`;
}

/** Put the pieces of the active suggestion into one element.
 * @param {Segment[]} segments @param {Node[]} pieces @param {Suggestion | null} active @returns {Node[]} */
function gathered(segments, pieces, active) {
  const inside = (/** @type {number} */ index) => active !== null && segments[index].suggestions.includes(active.id);
  const first = segments.findIndex((_, index) => inside(index));
  if (active === null || first < 0) return pieces;
  const last = segments.findLastIndex((_, index) => inside(index));
  const whole = make("span", { "data-active": active.id, class: "cc-active" }, ...pieces.slice(first, last + 1));
  return [...pieces.slice(0, first), whole, ...pieces.slice(last + 1)];
}

/** @typedef {"nothing" | "name" | "everything"} Presentation  what a turn tells of its speaker */

/** Tell of each turn how much of its speaker to show: all at times and where the level or a passage changes,
 * the name when the speaker changes. @param {Turn[]} turns @returns {Presentation[]} */
function presentations(turns) {
  /** @type {Map<string, { index: number, place: string }>} */
  const presented = new Map();
  return turns.map((turn, index) => {
    if (turn.speaker === "") return "nothing";
    const before = presented.get(turn.speaker), place = JSON.stringify([turn.level, turn.otherwise, turn.note]);
    if (before === undefined || index - before.index > RETELL || before.place !== place) {
      presented.set(turn.speaker, { index, place });
      return "everything";
    }
    return turns[index - 1]?.speaker === turn.speaker ? "nothing" : "name";
  });
}

/** @param {Turn} turn @param {Presentation} presented @param {Script} script */
function makeRow(turn, presented, script) {
  const words = make("p", {
    class: "cc-words",
    "data-turn": turn.number,
    "data-start": turn.start,
    "data-end": turn.end,
    dir: "auto",
  });
  const stripes = make("div", { class: "cc-stripes", "aria-hidden": "true" });
  const row = make("div", { class: rowClass(turn) }, makeSpeaker(turn, presented, script), words, stripes);
  row.style.setProperty("--cc-length", String(turn.end - turn.start));
  return { row, words, stripes, painted: "" };
}

/** @param {Turn} turn */
function rowClass(turn) {
  const more = [turn.interviewer ? "cc-interviewer" : "", turn.otherwise ? "cc-otherwise" : ""];
  return ["cc-row", `cc-${turn.style}`, ...more].filter((one) => one !== "").join(" ");
}

/** @param {Turn} turn @param {Presentation} presented @param {Script} script */
function makeSpeaker(turn, presented, { levels, t }) {
  const tellsAll = presented === "everything" && !turn.interviewer;
  return make(
    "div",
    { class: "cc-who" },
    make("span", { class: "cc-number", title: t("paragraph", { n: turn.number }) }, `§${turn.number}`),
    presented !== "nothing" && make("span", { class: "cc-name", title: turn.role }, turn.speaker),
    tellsAll && turn.role !== "" && make("span", { class: "cc-role" }, turn.role),
    tellsAll && turn.level !== null && make("span", { class: "cc-level" }, levels[turn.level] ?? turn.level),
    presented !== "nothing" && turn.note !== "" && make("span", { class: "cc-note-of-passage" }, turn.note),
    turn.time !== null && make("span", { class: "cc-time" }, clock(turn.time)),
  );
}

/** @param {number} seconds */
export function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Return the words element that holds a node, if any. @param {EventTarget | null} node */
export function wordsAt(node) {
  return closest(node, ".cc-words");
}
