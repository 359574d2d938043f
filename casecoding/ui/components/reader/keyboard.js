/** Keys reach the reader wherever nothing else wants them, and Streamlit's own hotkeys stay quiet. */

import { isField } from "./dom.js";
import { actOf } from "./keys.js";

/** @param {import("./desk.js").Desk} desk @param {AbortSignal} left */
export function listenToKeys(desk, left) {
  const { root } = desk;
  document.addEventListener("keydown", (event) => {
    const inside = event.target instanceof Node && root.contains(event.target);
    const isOurs = inside || event.target === document.body;
    if (!isOurs || isField(event.target) || root.querySelector("dialog[open]")) return;
    if (pressesButton(event)) return;
    const act = actOf(event);
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      act(desk);
    }
  }, { capture: true, signal: left });
  root.addEventListener("keydown", (event) => event.stopPropagation(), { signal: left });
}

/** Tell whether a key presses the button it is typed on. @param {KeyboardEvent} event */
function pressesButton(event) {
  return event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ");
}
