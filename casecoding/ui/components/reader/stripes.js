/** The stripes beside one turn: a lane per overlapping coding, placed by its share of the characters; names on demand. */

import { make } from "./dom.js";

/** @param {HTMLElement} gutter @param {{ start: number, end: number }} turn
 * @param {import("./text_view.js").Marks} marks @param {import("./codes.js").Codes} codes
 * @param {boolean} named  whether the names of the codes stand beside them */
export function paintStripes(gutter, turn, { codings, suggestions, lanes }, codes, named) {
  const coded = codings.map((coding) => stripe(coding, turn, codes, lanes.get(coding.id) ?? 0, "cc-stripe"));
  const widest = Math.max(-1, ...codings.map((coding) => lanes.get(coding.id) ?? 0)) + 1;
  const waiting = suggestions.map((one) => stripe(one, turn, codes, widest, "cc-stripe cc-waiting"));
  const starting = named ? codings.filter((coding) => coding.start >= turn.start) : [];
  const names = starting.length > 0 && make("ul", { class: "cc-names" }, ...starting.map((coding) => name(coding, codes)));
  gutter.style.setProperty("--cc-widest", String(widest + (waiting.length > 0 ? 1 : 0)));
  gutter.replaceChildren(...coded, ...waiting, ...(names ? [names] : []));
}

/** @param {{ id: string, code: string }} coding @param {import("./codes.js").Codes} codes */
function name(coding, codes) {
  const made = make("li", { class: "cc-stripe-name", "data-coding": coding.id, title: codes.get(coding.code).name }, codes.get(coding.code).name);
  made.style.setProperty("--cc-colour", codes.colour(coding.code));
  return made;
}

/** @param {{ id: string, start: number, end: number, code: string }} mark
 * @param {{ start: number, end: number }} turn @param {import("./codes.js").Codes} codes
 * @param {number} lane @param {string} look */
function stripe(mark, turn, codes, lane, look) {
  const made = make("span", { class: look, "data-coding": mark.id, title: codes.get(mark.code).name });
  const length = Math.max(1, turn.end - turn.start);
  const share = (/** @type {number} */ point) => Math.min(1, Math.max(0, (point - turn.start) / length));
  const [from, to] = [share(mark.start), share(mark.end)];
  made.style.cssText = `--cc-lane: ${lane}; --cc-from: ${from}; --cc-to: ${to}; --cc-colour: ${codes.colour(mark.code)}`;
  return made;
}
