/** A quotation with where it stands, for pasting elsewhere. */

/** @param {import("./types.js").Page} page @param {import("./offsets.js").TextMap} map
 * @param {import("./types.js").Range} range */
export function quoteWithSource({ source, turns }, map, { start, end }) {
  const turn = turns.find((one) => one.end > start);
  const place = [source.name, source.case, source.wave, turn?.speaker ?? "", turn ? `§${turn.number}` : ""];
  return `“${map.slice(start, end)}” (${place.filter((part) => part !== "").join(", ")})`;
}
