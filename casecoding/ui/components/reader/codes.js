/** The codebook's codes, and the nine that stand on the number keys. */

import { newId } from "./ids.js";
import { remembered } from "./memory.js";

/** @typedef {import("./types.js").Code} Code */

const SLOTS = 9;
const RECENT = 3; // codes that are offered first, newest at the top
const LONGEST_NAME = 50; // characters
const GREY = { color: "#666666", colorDark: "#A0A0A0" };

export class Codes {
  /** @param {Code[]} codes @param {string} study @param {string} coder */
  constructor(codes, study, coder) {
    this.all = codes;
    this._by = indexed(codes);
    this._kept = remembered("slots", study, coder);
    this._used = remembered("used", study, coder);
  }

  /** Take over a codebook that was changed. @param {Code[]} codes */
  renew(codes) {
    this.all = codes;
    this._by = indexed(codes);
  }

  /** Show a code that was just named, until the server says the same. @param {string} name @returns {Code} */
  add(name) {
    const id = newCodeId(name);
    const code = { id, name, other: name, theme: id, depth: 0, definition: "", ...GREY };
    this.renew([...this.all, code]);
    return code;
  }

  /** Return the code that has a name in either language. @param {string} name */
  named(name) {
    const wanted = folded(name.trim());
    return this.all.find((code) => [code.name, code.other].some((one) => folded(one) === wanted));
  }

  /** Return a code; one that has left the codebook keeps its id as its name.
   * @param {string} id @returns {Code} */
  get(id) {
    return this._by.get(id)?.code ?? { id, name: id, other: id, theme: id, depth: 0, definition: "", ...GREY };
  }

  /** Return the name of the CSS variable that holds a code's colour. @param {string} id */
  colour(id) {
    return `var(--cc-code-${this._by.get(id)?.index ?? "none"})`;
  }

  /** @param {string} id @param {boolean} dark */
  shade(id, dark) {
    const { color, colorDark } = this.get(id);
    return dark ? colorDark : color;
  }

  /** @param {HTMLElement} root @param {boolean} dark */
  paint(root, dark) {
    for (const [index, { id }] of this.all.entries()) root.style.setProperty(`--cc-code-${index}`, this.shade(id, dark));
    root.style.setProperty("--cc-code-none", dark ? GREY.colorDark : GREY.color);
  }

  /** Return the codes on the keys 1 to 9. A code keeps its key for as long as it is in use. */
  get slots() {
    const kept = this._kept.read(/** @type {string[]} */ ([])).filter((id) => this._by.has(id));
    const themes = this.all.filter((code) => code.depth === 0).map((code) => code.id);
    return [...new Set([...kept, ...themes, ...this.all.map((code) => code.id)])].slice(0, SLOTS).map((id) => this.get(id));
  }

  /** Return the codes to offer first: likely ones, those just used, those on the keys.
   * @param {string[]} likely @returns {Code[]} */
  offered(likely) {
    const recent = this._used.read(/** @type {string[]} */ ([])).slice(0, RECENT);
    const first = [...likely, ...recent].filter((id) => this._by.has(id));
    return [...new Set([...first, ...this.slots.map((code) => code.id)])].map((id) => this.get(id));
  }

  /** Note that a code was used; one without a key takes the key that was idle longest.
   * @param {string} id */
  use(id) {
    const slots = this.slots.map((code) => code.id);
    const used = this._used.read(/** @type {string[]} */ ([])).filter((one) => one !== id);
    if (!slots.includes(id)) slots[idlest(slots, used)] = id;
    this._kept.write(slots);
    this._used.write([id, ...used].slice(0, SLOTS * 2));
  }
}

/** @param {Code[]} codes */
function indexed(codes) {
  return new Map(codes.map((code, index) => [code.id, { code, index }]));
}

/** Return an id made of a Danish name, with an end of its own: ids are never used twice. @param {string} name */
export function newCodeId(name) {
  const spelled = folded(name).replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
  const plain = spelled.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "_");
  const stem = plain.replace(/^[^a-z]+|_+$/g, "").slice(0, 40) || "kode";
  return `${stem}_${newId().slice(0, 4)}`;
}

/** Return words as the name of a code: on one line, and cut at a word where they are long. @param {string} words */
export function nameFrom(words) {
  const line = words.replace(/\s+/g, " ").trim().replace(/[.,;:!?]+$/, "");
  return line.length <= LONGEST_NAME ? line : `${line.slice(0, LONGEST_NAME).replace(/\s+\S*$/, "")}…`;
}

/** @param {string[]} slots @param {string[]} used  newest first */
function idlest(slots, used) {
  const ages = slots.map((id) => (used.includes(id) ? used.indexOf(id) : Infinity));
  return ages.lastIndexOf(Math.max(...ages));
}

/** Return the codes that a query finds, best first; without a query all of them, `offered` first.
 * @param {Code[]} all @param {Code[]} offered @param {string} query @returns {Code[]} */
export function found(all, offered, query) {
  const wanted = folded(query.trim());
  if (!wanted) return [...new Set([...offered, ...all])];
  return all
    .map((code) => ({ code, rank: Math.min(...[code.name, code.other, code.id].map((name) => rankOf(folded(name), wanted))) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ code }) => code);
}

/** @param {string} name @param {string} wanted */
function rankOf(name, wanted) {
  const at = name.indexOf(wanted);
  if (at < 0) return Infinity;
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  return /[\s.\-/]/.test(name[at - 1]) ? 2 : 3;
}

/** @param {string} words */
function folded(words) {
  return words.toLocaleLowerCase("da").normalize("NFC");
}
