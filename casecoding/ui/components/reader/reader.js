/** The reader's way in: the page's loader calls `mount` on first show and whenever what it is given changes. */

import { make } from "./dom.js";
import { Endpoint, Refused } from "./endpoint.js";
import { fitToWindow } from "./frame.js";
import { whenLetGo } from "./hand.js";

const STYLES = ["reader.css", "text.css", "side.css"];

/** @typedef {{ source: string, token: string, version: string, language: string, texts: Record<string, string> }} Given */

/** The rest of the reader, on its way while the page is asked for. */
const rest = import("./desk.js");

/** @type {WeakMap<Element, Reader>} */
const readers = new WeakMap();

/** The reader that stands on its own until the page has a place for it. @type {Reader | null} */
let early = null;

/** Show a source in an element; returns how to take it away again.
 * @param {HTMLElement} parent @param {Given} given @returns {() => void} */
export function mount(parent, given) {
  const known = readers.get(parent);
  let isLeft = false;
  if (known) known.receive(given);
  else whenLetGo(() => isLeft || readers.set(parent, moveIn(parent, given) ?? new Reader(parent, given)));
  return () => {
    isLeft = true;
    readers.get(parent)?.close();
    readers.delete(parent);
  };
}

/** Show a source before the page is there; the first `mount` takes the reader over as it stands.
 * @param {HTMLElement} stage @param {Given} given @param {import("./types.js").Page} page  what the endpoint would answer
 * @returns {() => void} how to take it away if nobody has */
export function mountEarly(stage, given, page) {
  const reader = new Reader(stage, given, page);
  early = reader;
  return () => {
    if (early !== reader) return;
    early = null;
    reader.close();
  };
}

/** Move the early reader into its place; none fits where another source or language is wanted.
 * @param {HTMLElement} parent @param {Given} given @returns {Reader | null} */
function moveIn(parent, given) {
  const reader = early;
  early = null;
  if (!reader) return null;
  const stage = reader.root.parentElement;
  if (reader.shows(given)) reader.moveTo(parent, given);
  else reader.close();
  stage?.remove();
  return reader.isOpen ? reader : null;
}

class Reader {
  /** @param {HTMLElement} parent @param {Given} given @param {import("./types.js").Page} [page] */
  constructor(parent, given, page) {
    this._given = given;
    this._endpoint = new Endpoint(given.token, given.language);
    /** @type {import("./desk.js").Desk | null} */
    this._desk = null;
    this._wanted = "";
    this._left = new AbortController();
    this._place = location.pathname;
    this.root = make("div", { "data-reader": true, class: "cc-reader", "data-state": "loading", lang: given.language, "aria-busy": "true" });
    const links = STYLES.map(styleLink);
    this._styled = Promise.all(links.map(loaded));
    parent.replaceChildren(...links, this.root);
    this._listen();
    void this._open(given.source, addressPoint(), page);
  }

  /** @param {Given} given */
  receive(given) {
    const before = this._given;
    this._given = given;
    if (given.token !== before.token) this._endpoint.token = given.token;
    if (given.source !== before.source && given.source !== this._wanted) void this._open(given.source, addressPoint());
    this._desk?.showTheme();
    fitToWindow(this.root);
  }

  /** Tell whether it would be the same to open these anew. @param {Given} given */
  shows(given) {
    return given.source === this._given.source && given.language === this._given.language;
  }

  /** Stand in another element from now on, with what is selected, typed and scrolled. @param {HTMLElement} parent @param {Given} given */
  moveTo(parent, given) {
    const nodes = [...(this.root.parentElement?.children ?? [])];
    const moveAll = () => nodes.forEach((node) => move(node, parent));
    parent.replaceChildren();
    if (this._desk) this._desk.keepSelection(moveAll);
    else moveAll();
    this.receive(given);
  }

  get isOpen() {
    return !this._left.signal.aborted;
  }

  close() {
    this._left.abort();
    this._desk?.close();
    this._desk = null;
  }

  _listen() {
    const { signal } = this._left;
    addEventListener("resize", () => fitToWindow(this.root), { signal });
    addEventListener("popstate", () => this._wentBack(), { signal });
    addEventListener("beforeunload", (event) => {
      if (Number(this.root.dataset.unsaved ?? 0) > 0) event.preventDefault();
    }, { signal });
  }

  /** Open a source that was chosen here, and let the address say so. @param {string} source */
  _choose(source) {
    const address = new URL(location.href);
    address.search = String(new URLSearchParams({ source }));
    history.pushState(history.state, "", address);
    void this._open(source, null);
  }

  _wentBack() {
    const source = new URLSearchParams(location.search).get("source");
    if (location.pathname === this._place && source && source !== this._wanted) void this._open(source, addressPoint());
  }

  /** @param {string} source @param {number | null} at @param {import("./types.js").Page} [known] */
  async _open(source, at, known) {
    this._wanted = source;
    this.root.dataset.state = "loading";
    try {
      const [page, { Desk }] = await Promise.all([known ?? this._endpoint.page(source), rest, this._styled]);
      if (this._wanted !== source || this._left.signal.aborted) return;
      this._clear();
      this._desk = new Desk(this.root, this._opening(page, at));
    } catch (fault) {
      if (this._wanted === source) this._showFault(fault, () => void this._open(source, at));
    }
  }

  _clear() {
    this._desk?.close();
    this._desk = null;
    fitToWindow(this.root);
    this.root.removeAttribute("aria-busy");
  }

  /** @param {import("./types.js").Page} page @param {number | null} at @returns {import("./desk.js").Opening} */
  _opening(page, at) {
    return {
      page,
      endpoint: this._endpoint,
      t: (key, values) => filled(this._given.texts[key] ?? key, values),
      at,
      onOpen: (source) => this._choose(source),
      onReopen: () => {
        if (this._wanted === page.source.id) void this._open(page.source.id, null);
      },
    };
  }

  /** @param {unknown} fault @param {() => void} again */
  _showFault(fault, again) {
    this._clear();
    const sentence = (fault instanceof Refused && fault.sentence) || this._given.texts.unreachable;
    const retry = make("button", { type: "button" }, this._given.texts.try_again);
    retry.addEventListener("click", again);
    this.root.replaceChildren(make("p", { role: "alert", class: "cc-fault" }, sentence), retry);
  }
}

/** Move an element, keeping scrolling and focus where the browser can.
 * @param {Element} node @param {HTMLElement & { moveBefore?: (node: Node, child: null) => void }} parent */
function move(node, parent) {
  if (parent.moveBefore) return parent.moveBefore(node, null);
  const tops = [...node.querySelectorAll("*")].filter((one) => one.scrollTop > 0).map((one) => ({ one, top: one.scrollTop }));
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  parent.append(node);
  for (const { one, top } of tops) one.scrollTop = top;
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

/** @param {string} file */
function styleLink(file) {
  return make("link", { rel: "stylesheet", href: String(new URL(file, import.meta.url)) });
}

/** Wait until a style sheet applies; a page without it can still be read.
 * @param {HTMLLinkElement} link @returns {Promise<void>} */
function loaded(link) {
  return new Promise((done) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => done());
  });
}

/** Return the point that the address asks for, if any. */
function addressPoint() {
  const at = new URLSearchParams(location.search).get("at");
  return at !== null && /^\d+$/.test(at) ? Number(at) : null;
}

/** @param {string} sentence @param {Record<string, string | number>} [values] */
function filled(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
