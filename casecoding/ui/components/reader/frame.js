/** The frame that everything stands in. */

import { make } from "./dom.js";

/** Make the places: the column of text, what scrolls it, and where the other parts go.
 * @param {HTMLElement} root @param {{ text: string, side: string }} labels */
export function frame(root, labels) {
  const column = make("div", { class: "cc-column" });
  const scroller = make("div", { class: "cc-scroller", tabindex: "0", role: "region", "aria-label": labels.text }, column);
  const body = make("div", { class: "cc-body" }, scroller);
  const aside = make("aside", { class: "cc-side", "aria-label": labels.side });
  root.replaceChildren(body, aside);
  return { column, scroller, body, aside };
}

/** Make the root as tall as what is left of the window under it. @param {HTMLElement} root */
export function fitToWindow(root) {
  const top = root.getBoundingClientRect().top + document.documentElement.scrollTop;
  root.style.setProperty("--cc-top", `${Math.max(0, Math.round(top))}px`);
}

/** Tell whether light text stands on a dark ground here. @param {HTMLElement} root */
export function isDark(root) {
  const brush = document.createElement("canvas").getContext("2d");
  if (!brush) return false;
  brush.fillStyle = getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(String(brush.fillStyle).slice(at, at + 2), 16));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}
