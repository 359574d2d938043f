/** Ranges that are shown without touching the marks: what is picked, what a search found. */

/** @param {string} name @param {globalThis.Range[]} ranges */
export function highlight(name, ranges) {
  if (!("highlights" in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
