/** Making elements. Text goes in as text; there is no way here to write markup. */

/**
 * @typedef {Record<string, string | number | boolean | undefined>} Attributes
 * @typedef {Node | string | null | undefined | false} Child
 */

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Attributes} [attributes]
 * @param {...Child} children @returns {HTMLElementTagNameMap[K]} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @param {string} label @param {() => void} act @param {Attributes} [attributes] */
export function button(label, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** Return the nearest element at or above a node that a selector names.
 * @param {EventTarget | null} target @param {string} selector @returns {HTMLElement | null} */
export function closest(target, selector) {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return element ? element.closest(selector) : null;
}

/** Tell whether keys typed here belong to a field. @param {EventTarget | null} target */
export function isField(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
}
