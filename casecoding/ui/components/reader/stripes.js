/** The stripes beside one turn: a lane per overlapping coding, placed by its share of the characters. */

import { make } from "./dom.js";

/** @param {HTMLElement} gutter @param {{ start: number, end: number }} turn
 * @param {import("./text_view.js").Marks} marks @param {import("./codes.js").Codes} codes */
export function paintStripes(gutter, turn, { codings, suggestions, lanes }, codes) {
  const coded = codings.map((coding) => stripe(coding, turn, codes, lanes.get(coding.id) ?? 0, "cc-stripe"));
  const widest = Math.max(-1, ...codings.map((coding) => lanes.get(coding.id) ?? 0)) + 1;
  const waiting = suggestions.map((one) => stripe(one, turn, codes, widest, "cc-stripe cc-waiting"));
  gutter.replaceChildren(...coded, ...waiting);
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
