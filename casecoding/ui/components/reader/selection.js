/** The browser's selection as a range of code points, and the other way. */

import { snapped } from "./offsets.js";
import { turnIndexAt } from "./places.js";
import { wordsAt } from "./text_view.js";

/**
 * @typedef {import("./types.js").Range} Range
 * @typedef {import("./text_view.js").TextView} TextView
 */

/** Return what is selected in the text, widened to whole characters; null when nothing is.
 * @param {TextView} view @returns {Range | null} */
export function selectedRange(view) {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!view.column.contains(range.startContainer) && !view.column.contains(range.endContainer)) return null;
  const start = unitAt(view, range.startContainer, range.startOffset, "start");
  const end = unitAt(view, range.endContainer, range.endOffset, "end");
  if (start === null || end === null || start >= end) return null;
  const whole = snapped(view.map.text, start, end);
  return { start: view.map.toPoints(whole.start), end: view.map.toPoints(whole.end) };
}

/** Select a range of the text; `backwards` leaves the moving end at its start.
 * @param {TextView} view @param {Range} range
 * @param {{ backwards?: boolean }} [how] */
export function selectRange(view, range, { backwards = false } = {}) {
  const start = placeOf(view, range.start, "start");
  const end = placeOf(view, range.end, "end");
  if (!start || !end) return;
  const [anchor, focus] = backwards ? [end, start] : [start, end];
  getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

/** Return a DOM range over a range of the text, or null when it is not on the page.
 * @param {TextView} view @param {Range} range */
export function domRange(view, range) {
  const start = placeOf(view, range.start, "start");
  const end = placeOf(view, range.end, "end");
  if (!start || !end) return null;
  const made = document.createRange();
  made.setStart(start.node, start.offset);
  made.setEnd(end.node, end.offset);
  return made;
}

/** Return the unit of the text at a place in the page. A place between turns belongs to the end of
 * the turn before it, or to the start of the one after it.
 * @param {TextView} view @param {Node} node @param {number} offset
 * @param {"start" | "end"} side @returns {number | null} */
function unitAt(view, node, offset, side) {
  const words = wordsAt(node);
  if (!words) return betweenTurns(view, node, offset, side);
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(node, offset);
  return view.map.toUnits(Number(words.dataset.start)) + before.toString().length;
}

/** @param {TextView} view @param {Node} node @param {number} offset
 * @param {"start" | "end"} side */
function betweenTurns(view, node, offset, side) {
  const all = [...view.column.querySelectorAll(".cc-words")];
  const place = document.createRange();
  place.setStart(node, offset);
  const after = all.findIndex((words) => place.comparePoint(words, 0) >= 0);
  if (side === "start") {
    const next = /** @type {HTMLElement | undefined} */ (all[after]);
    return next ? view.map.toUnits(Number(next.dataset.start)) : null;
  }
  const last = /** @type {HTMLElement | undefined} */ (after < 0 ? all.at(-1) : all[after - 1]);
  return last ? view.map.toUnits(Number(last.dataset.end)) : null;
}

/** @param {TextView} view @param {number} point @param {"start" | "end"} side */
function placeOf(view, point, side) {
  const index = turnIndexAt(view.turns, side === "start" ? point : point - 1);
  const turn = view.turns[index];
  if (!turn) return null;
  const inside = Math.min(Math.max(point, turn.start), turn.end);
  return textAt(view.rows[index].words, view.map.toUnits(inside) - view.map.toUnits(turn.start), side);
}

/** @param {HTMLElement} words @param {number} units @param {"start" | "end"} side */
function textAt(words, units, side) {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = units;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (side === "start" ? left < length : left <= length) return { node, offset: left };
    left -= length;
  }
  return { node: words, offset: words.childNodes.length };
}
