/** The popup that picks codes: filter as you type, number keys, several at once. */

import { found } from "./codes.js";
import { closest, make } from "./dom.js";

/**
 * @typedef {import("./types.js").Code} Code
 *
 * @typedef {object} Wish
 * @property {DOMRect} near  where the quotation stands on the screen
 * @property {string} [code]  the code that is marked to begin with
 * @property {boolean} focused  whether typing goes to the filter at once
 * @property {() => void} onFocus  the filter takes the keys, and the browser drops its selection
 * @property {(codes: string[]) => void} onApply
 * @property {string[]} likely  codes that are suggested for the quotation
 * @property {string} words  the name that a new code would have, "" where none can be made
 * @property {(name: string) => void} onNew
 * @property {string} moves  the code of a coding that could have this quotation instead of its own, "" for none
 * @property {() => void} onMove
 */

export class Picker {
  /** @param {HTMLElement} root @param {import("./codes.js").Codes} codes @param {import("./types.js").Translate} t
   * @param {() => void} onClose */
  constructor(root, codes, t, onClose) {
    this._codes = codes;
    this._t = t;
    this._onClose = onClose;
    this._root = root;
    /** @type {Wish | null} */
    this._wish = null;
    /** @type {Code[]} */
    this._options = [];
    this._marked = 0;
    /** @type {Set<string>} */
    this._chosen = new Set();
    this._filter = make("input", {
      type: "text", role: "combobox", class: "cc-filter", autocomplete: "off", spellcheck: "false",
      "aria-label": t("pick_filter"), "aria-controls": "cc-options", "aria-expanded": "true",
      "aria-autocomplete": "list", placeholder: t("pick_placeholder"),
    });
    this._list = make("ul", { id: "cc-options", role: "listbox", "aria-label": t("codes"), "aria-multiselectable": "true" });
    this._hint = make("p", { class: "cc-hint" }, t("pick_hint"));
    this.element = make("div", { class: "cc-picker", role: "dialog", "aria-label": t("pick_title"), hidden: true },
      this._filter, this._list, this._hint);
    root.append(this.element);
    this._filter.addEventListener("input", () => this._refresh(0));
    this._filter.addEventListener("focus", () => this._wish?.onFocus());
    this._filter.addEventListener("keydown", (event) => this._typed(event));
    this.element.addEventListener("pointerdown", (event) => {
      if (event.target !== this._filter) event.preventDefault();
    });
    this._list.addEventListener("click", (event) => this._clicked(event));
  }

  get isOpen() {
    return this._wish !== null;
  }

  /** @param {Wish} wish */
  open(wish) {
    this._wish = wish;
    this._chosen.clear();
    this._filter.value = "";
    this.element.hidden = false;
    this._refresh(0);
    if (wish.code) this._mark(this._options.findIndex((code) => code.id === wish.code));
    this._place(wish.near);
    if (wish.focused) this.focus();
  }

  focus() {
    this._filter.focus({ preventScroll: true });
  }

  close() {
    if (!this._wish) return;
    this._wish = null;
    this.element.hidden = true;
    this._onClose();
  }

  /** Apply the code on a number key. @param {number} number  from 1 */
  applyNumber(number) {
    const code = this._numbered[number - 1];
    if (code) this._apply([code.id]);
  }

  /** The codes on the number keys: what the filter finds, else those that keep their keys. */
  get _numbered() {
    return (this._filter.value.trim() ? this._options : this._codes.slots).slice(0, 9);
  }

  /** @param {KeyboardEvent} event */
  _typed(event) {
    if (event.key >= "1" && event.key <= "9" && !event.ctrlKey && !event.altKey) this.applyNumber(Number(event.key));
    else if (event.key === "ArrowDown") this._mark(this._marked + 1);
    else if (event.key === "ArrowUp") this._mark(this._marked - 1);
    else if (event.key === "Enter" && (event.shiftKey || event.ctrlKey)) this._toggle(this._options[this._marked]?.id);
    else if (event.key === "Enter") this._applyMarked();
    else if (event.key === "Escape") this.close();
    else if (event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  _clicked(event) {
    const option = event.target instanceof Element ? event.target.closest("[data-code]") : null;
    const id = option?.getAttribute("data-code");
    if (closest(event.target, "[data-new]")) this._applyNew();
    if (closest(event.target, "[data-move]")) this._applyMove();
    if (!id) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) this._toggle(id);
    else this._apply([...this._chosen, id]);
  }

  _applyMove() {
    const wish = this._wish;
    this.close();
    wish?.onMove();
  }

  _applyNew() {
    const wish = this._wish;
    const name = this._newName();
    this.close();
    wish?.onNew(name);
  }

  /** Return the name of the code that could be made: what is typed, else the words; "" where it exists. */
  _newName() {
    if (!this._wish?.words) return "";
    const name = this._filter.value.trim() || this._wish.words;
    return this._codes.named(name) ? "" : name;
  }

  _applyMarked() {
    const option = this._list.children[this._marked];
    if (this._chosen.size === 0 && option?.hasAttribute("data-new")) return this._applyNew();
    if (this._chosen.size === 0 && option?.hasAttribute("data-move")) return this._applyMove();
    const marked = this._options[this._marked];
    const ids = this._chosen.size > 0 ? [...this._chosen] : marked ? [marked.id] : [];
    if (ids.length > 0) this._apply(ids);
  }

  /** @param {string[]} ids */
  _apply(ids) {
    const wish = this._wish;
    this.close();
    wish?.onApply([...new Set(ids)]);
  }

  /** @param {string | undefined} id */
  _toggle(id) {
    if (!id) return;
    if (!this._chosen.delete(id)) this._chosen.add(id);
    this._refresh(this._marked);
  }

  /** @param {number} marked */
  _refresh(marked) {
    this._options = found(this._codes.all, this._codes.offered(this._wish?.likely ?? []), this._filter.value);
    const numbers = new Map(this._numbered.map((code, index) => [code.id, String(index + 1)]));
    this._list.replaceChildren(...this._options.map((code, index) => this._option(code, index, numbers.get(code.id) ?? "")));
    const moves = this._filter.value.trim() ? "" : this._wish?.moves;
    if (moves) this._list.append(this._moveOption(moves));
    const name = this._newName();
    if (name) this._list.append(this._newOption(name));
    this._mark(marked);
  }

  /** @param {string} name */
  _newOption(name) {
    const says = this._filter.value.trim() ? "pick_new_typed" : "pick_new";
    return make("li", { role: "option", id: "cc-option-new", "data-new": true, "aria-selected": "false", title: name },
      make("span", { class: "cc-key", "aria-hidden": "true" }, this._filter.value ? "" : "v"),
      make("span", { class: "cc-option-name" }, this._t(says, { name })));
  }

  /** @param {string} code */
  _moveOption(code) {
    return make("li", { role: "option", id: "cc-option-move", "data-move": true, "aria-selected": "false" },
      make("span", { class: "cc-key", "aria-hidden": "true" }),
      make("span", { class: "cc-option-name" }, this._t("pick_move", { code: this._codes.get(code).name })));
  }

  /** @param {Code} code @param {number} index @param {string} key */
  _option(code, index, key) {
    const theme = code.depth > 0 ? this._codes.get(code.theme).name : "";
    const swatch = make("span", { class: "cc-swatch" });
    swatch.style.setProperty("--cc-colour", this._codes.colour(code.id));
    return make(
      "li",
      { role: "option", id: `cc-option-${index}`, "data-code": code.id, "aria-selected": String(this._chosen.has(code.id)), title: code.definition },
      make("span", { class: "cc-key", "aria-hidden": "true" }, key),
      swatch,
      make("span", { class: "cc-option-name" }, code.name),
      make("span", { class: "cc-option-theme" }, theme),
    );
  }

  /** @param {number} index */
  _mark(index) {
    this._marked = Math.max(0, Math.min(index, this._list.children.length - 1));
    this._list.querySelector(".cc-marked")?.classList.remove("cc-marked");
    const option = /** @type {HTMLElement | undefined} */ (this._list.children[this._marked]);
    option?.classList.add("cc-marked");
    option?.scrollIntoView({ block: "nearest" });
    this._filter.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  /** Stand under the quotation, or above it where there is no room. @param {DOMRect} near */
  _place(near) {
    const frame = this._root.getBoundingClientRect();
    const { width, height } = this.element.getBoundingClientRect();
    const below = near.bottom - frame.top + 8;
    const above = near.top - frame.top - height - 8;
    const top = below + height <= frame.height || above < 0 ? Math.min(below, frame.height - height - 8) : above;
    const left = Math.min(Math.max(8, near.left - frame.left), frame.width - width - 8);
    this.element.style.translate = `${Math.max(8, left)}px ${Math.max(8, top)}px`;
  }
}
