/** Words about where something stands in the source. */

/** Return a quotation with where it stands, for pasting elsewhere.
 * @param {import("./types.js").Page} page @param {import("./offsets.js").TextMap} map
 * @param {import("./types.js").Range} range */
export function quoteWithSource({ source, turns }, map, { start, end }) {
  const turn = turns.find((one) => one.end > start);
  const place = [source.name, source.case, source.wave, turn?.speaker ?? "", turn ? `§${turn.number}` : ""];
  return `“${map.slice(start, end)}” (${place.filter((part) => part !== "").join(", ")})`;
}

/** Return who speaks where a mark begins, with the level they speak from; "" where nobody does.
 * @param {import("./types.js").Page} page @param {import("./types.js").Range | null} mark */
export function speakerAt({ levels, turns }, mark) {
  const turn = mark && turns.find((one) => one.end > mark.start);
  if (!turn || turn.speaker === "") return "";
  const level = turn.level === null ? "" : (levels[turn.level] ?? turn.level);
  return [turn.speaker, level].filter((part) => part !== "").join(", ");
}
