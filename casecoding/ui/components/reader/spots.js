/** What the map at the edge shows: codings, suggestions and what a search found. */

/**
 * @typedef {import("./minimap.js").Spot} Spot
 * @typedef {{ start: number, end: number, code: string }} Marked
 */

/** @param {import("./desk.js").Desk} desk @returns {Spot[]} */
export function spotsOf({ codes, isDark, painting, root, search }) {
  const spot = (/** @type {Marked} */ { start, end, code }, /** @type {Spot["kind"]} */ kind) =>
    ({ start, end, colour: codes.shade(code, isDark), kind });
  const colour = getComputedStyle(root).getPropertyValue("--cc-hit");
  return [
    ...painting.shownCodings().map((one) => spot(one, "coding")),
    ...painting.shownSuggestions().map((one) => spot(one, "suggestion")),
    ...search.hits.map((hit) => ({ ...hit, colour, kind: /** @type {const} */ ("hit") })),
  ];
}
