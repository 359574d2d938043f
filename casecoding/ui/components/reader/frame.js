/** The frame that everything stands in. */

import { make } from "./dom.js";

/**
 * @typedef {object} Parts
 * @property {HTMLElement} header
 * @property {HTMLElement} search
 * @property {HTMLElement} footer
 * @property {HTMLElement[]} side
 * @property {string} textLabel
 * @property {string} sideLabel
 */

/** Fill the root and return the places that scroll. @param {HTMLElement} root @param {Parts} parts */
export function frame(root, { header, search, footer, side, textLabel, sideLabel }) {
  const column = make("div", { class: "cc-column" });
  const scroller = make("div", { class: "cc-scroller", tabindex: "0", role: "region", "aria-label": textLabel }, column);
  const body = make("div", { class: "cc-body" }, scroller);
  const aside = make("aside", { class: "cc-side", "aria-label": sideLabel }, ...side);
  root.replaceChildren(header, search, body, aside, footer);
  return { column, scroller, body };
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
