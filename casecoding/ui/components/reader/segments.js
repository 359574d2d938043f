/** Cutting a turn into stretches that look the same throughout. Pure; the view paints what comes out. */

/**
 * @typedef {{ id: string, start: number, end: number }} Mark
 * @typedef {{ codings: Mark[], suggestions: Mark[], matches: { start: number, end: number }[] }} Layers
 *
 * @typedef {object} Segment
 * @property {number} start
 * @property {number} end
 * @property {string[]} codings  ids, in the order of the layer
 * @property {string[]} suggestions
 * @property {boolean} matched
 */

/** Return segments that tile the range; each names the marks that cover it.
 * @param {{ start: number, end: number }} range @param {Layers} layers @returns {Segment[]} */
export function cut(range, layers) {
  const cuts = boundaries(range, [...layers.codings, ...layers.suggestions, ...layers.matches]);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const covers = (/** @type {{ start: number, end: number }} */ mark) => mark.start <= start && end <= mark.end;
    return {
      start,
      end,
      codings: layers.codings.filter(covers).map((mark) => mark.id),
      suggestions: layers.suggestions.filter(covers).map((mark) => mark.id),
      matched: layers.matches.some(covers),
    };
  });
}

/** Return a text that is the same for two lists of segments only when they paint the same.
 * @param {Segment[]} segments @param {(id: string) => string} look  what else of a mark shows */
export function signature(segments, look) {
  return segments
    .map((one) => [one.end, one.matched ? 1 : 0, ...[...one.codings, ...one.suggestions].map((id) => id + look(id))].join(" "))
    .join("|");
}

/** @param {{ start: number, end: number }} range @param {{ start: number, end: number }[]} marks */
function boundaries(range, marks) {
  const cuts = new Set([range.start, range.end]);
  for (const { start, end } of marks) {
    if (start > range.start && start < range.end) cuts.add(start);
    if (end > range.start && end < range.end) cuts.add(end);
  }
  return [...cuts].sort((a, b) => a - b);
}
