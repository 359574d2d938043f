/** One table of keys: what each does, and how the help names it. */

/**
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {(desk: Desk) => void} Act
 * @typedef {{ text: string, show: string[], does: Record<string, Act> }} Row
 * @typedef {{ text: string, rows: Row[] }} Group
 */

/** @type {Group[]} */
export const GROUPS = [
  {
    text: "keys_text",
    rows: [
      row("key_word", ["←", "→"], { ArrowLeft: (desk) => desk.walking.move("word", -1), ArrowRight: (desk) => desk.walking.move("word", 1) }),
      row("key_sentence", ["↑", "↓"], { ArrowUp: (desk) => desk.walking.move("sentence", -1), ArrowDown: (desk) => desk.walking.move("sentence", 1) }),
      row("key_turn", ["Ctrl+↑", "Ctrl+↓"], { "Ctrl+ArrowUp": (desk) => desk.walking.move("turn", -1), "Ctrl+ArrowDown": (desk) => desk.walking.move("turn", 1) }),
      row("key_extend", ["Shift+←", "Shift+→"], {
        "Shift+ArrowLeft": (desk) => desk.walking.extend("word", -1),
        "Shift+ArrowRight": (desk) => desk.walking.extend("word", 1),
        "Shift+ArrowUp": (desk) => desk.walking.extend("sentence", -1),
        "Shift+ArrowDown": (desk) => desk.walking.extend("sentence", 1),
      }),
      row("key_extend_sentence", ["Ctrl+Shift+←", "Ctrl+Shift+→"], {
        "Ctrl+Shift+ArrowLeft": (desk) => desk.walking.extend("sentence", -1),
        "Ctrl+Shift+ArrowRight": (desk) => desk.walking.extend("sentence", 1),
      }),
      row("key_extend_character", ["Alt+←", "Alt+→"], {
        "Alt+ArrowLeft": (desk) => desk.walking.adjust("end", -1),
        "Alt+ArrowRight": (desk) => desk.walking.adjust("end", 1),
      }),
      row("key_next_uncoded", ["n"], { n: (desk) => desk.walking.uncoded() }),
      row("key_go_to_turn", ["g"], { g: (desk) => desk.header.askTurn() }),
      row("key_search", ["/"], { "/": (desk) => desk.search.open(), "Ctrl+f": (desk) => desk.search.open() }),
    ],
  },
  {
    text: "keys_coding",
    rows: [
      row("key_pick", ["c", "Enter"], { c: (desk) => desk.picking.pick(), Enter: (desk) => desk.picking.pick() }),
      row("key_in_vivo", ["v"], { v: (desk) => desk.picking.nameCode() }),
      row("key_number", ["1", "…", "9"], numberKeys()),
      row("key_next_coding", ["h", "l"], { h: (desk) => desk.walking.coding(-1), l: (desk) => desk.walking.coding(1) }),
      row("key_resize", ["[", "]"], { "[": (desk) => desk.walking.resize("end", -1), "]": (desk) => desk.walking.resize("end", 1) }),
      row("key_resize_start", ["Alt+Shift+←", "Alt+Shift+→"], {
        "Alt+Shift+ArrowLeft": (desk) => desk.walking.adjust("start", -1),
        "Alt+Shift+ArrowRight": (desk) => desk.walking.adjust("start", 1),
      }),
      row("key_memo", ["m"], { m: (desk) => desk.writeMemo() }),
      row("key_stance", ["s"], { s: (desk) => desk.deeds.turnStance() }),
      row("key_copy", ["y"], { y: (desk) => desk.copy() }),
      row("key_remove", ["Delete"], { Delete: (desk) => desk.deeds.remove(), Backspace: (desk) => desk.deeds.remove() }),
      row("key_undo", ["u", "Ctrl+Z"], { u: (desk) => desk.deeds.undo(), "Ctrl+z": (desk) => desk.deeds.undo() }),
      row("key_redo", ["Ctrl+Shift+Z", "Ctrl+Y"], { "Ctrl+Shift+z": (desk) => desk.deeds.redo(), "Ctrl+y": (desk) => desk.deeds.redo() }),
    ],
  },
  {
    text: "keys_suggestions",
    rows: [
      row("key_step", ["j", "k"], { j: (desk) => desk.walking.suggestion(1), k: (desk) => desk.walking.suggestion(-1) }),
      row("key_accept", ["a"], { a: (desk) => desk.deeds.accept() }),
      row("key_reject", ["r"], { r: (desk) => desk.deeds.reject() }),
      row("key_amend", ["e"], { e: (desk) => desk.picking.amend() }),
    ],
  },
  {
    text: "keys_else",
    rows: [
      row("key_seeing", ["f"], { f: (desk) => desk.seeing.section.focus() }),
      row("key_names", ["b"], { b: (desk) => desk.seeing.turnNames() }),
      row("key_help", ["?"], { "?": (desk) => desk.help.open() }),
      row("key_leave", ["Esc"], { Escape: (desk) => desk.leave() }),
    ],
  },
];

const ACTS = new Map(GROUPS.flatMap((group) => group.rows.flatMap((one) => Object.entries(one.does))));

/** Return what a key does here, if anything. @param {KeyboardEvent} event @returns {Act | undefined} */
export function actOf(event) {
  return ACTS.get(nameOf(event));
}

/** Return a key press as one name, such as "Ctrl+Shift+z". Shift is part of a sign's own name.
 * @param {KeyboardEvent} event */
export function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isSign = key.length === 1 && key.toUpperCase() === key;
  const typesSign = event.getModifierState("AltGraph");
  const held = [
    (event.ctrlKey || event.metaKey) && !typesSign && "Ctrl",
    event.altKey && !typesSign && "Alt",
    event.shiftKey && !isSign && "Shift",
  ];
  return [...held.filter((one) => one !== false), key].join("+");
}

/** @param {string} text @param {string[]} show @param {Record<string, Act>} does @returns {Row} */
function row(text, show, does) {
  return { text, show, does };
}

/** @returns {Record<string, Act>} */
function numberKeys() {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return Object.fromEntries(numbers.map((number) => [String(number), (/** @type {Desk} */ desk) => desk.picking.applyNumber(number)]));
}
