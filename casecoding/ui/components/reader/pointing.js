/** The mouse on the text: selecting, choosing a mark, bringing one forward. */

import { closest } from "./dom.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Desk} desk @param {HTMLElement} column @param {AbortSignal} left */
export function listenToPointer(desk, column, left) {
  let pressed = false;
  let hovered = "";
  column.addEventListener("pointerdown", () => (pressed = true));
  document.addEventListener("pointerup", () => {
    if (pressed) setTimeout(() => desk.picking.selectedByPointer());
    pressed = false;
  }, { signal: left });
  document.addEventListener("pointerdown", (event) => desk.picking.pressedOutside(event.target), { signal: left });
  column.addEventListener("click", (event) => chooseMark(desk, event));
  column.addEventListener("dblclick", (event) => desk.picking.selectSentence(event));
  column.addEventListener("pointerleave", () => {
    desk.hover(null);
    hovered = "";
  });
  column.addEventListener("pointerover", (event) => {
    const id = topMark(event.target) ?? "";
    if (id !== hovered) desk.hover(id || null);
    hovered = id;
  });
}

/** @param {Desk} desk @param {MouseEvent} event */
function chooseMark(desk, event) {
  if (!getSelection()?.isCollapsed) return;
  const stripe = closest(event.target, "[data-coding]")?.dataset.coding;
  const mark = closest(event.target, ".cc-mark");
  const suggestions = mark?.dataset.suggestions?.split(" ") ?? [];
  const codings = mark?.dataset.codings?.split(" ") ?? [];
  if (stripe) desk.choose(stripe);
  else if (codings.length > 0) desk.choose(nextOf(codings, desk.focused?.id));
  else if (suggestions.length > 0) desk.choose(nextOf(suggestions, desk.active?.id));
  else desk.focus(null);
}

/** Return the innermost mark; clicking again goes through those under it.
 * @param {string[]} ids @param {string | undefined} current */
function nextOf(ids, current) {
  const at = current === undefined ? -1 : ids.indexOf(current);
  return at > 0 ? ids[at - 1] : ids[ids.length - 1];
}

/** @param {EventTarget | null} target */
function topMark(target) {
  const stripe = closest(target, "[data-coding]")?.dataset.coding;
  return stripe ?? closest(target, ".cc-coded")?.dataset.codings?.split(" ").at(-1);
}
