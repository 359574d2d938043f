/** What this browser keeps for one coder in one study. Works without storage too, for as long as the page lives. */

const LEAD = "casecoding";

/** @param {string[]} path */
export function remembered(...path) {
  const name = [LEAD, ...path].join(":");
  return {
    /** @template T @param {T} otherwise @returns {T} */
    read(otherwise) {
      const kept = readItem(name);
      return kept === null ? otherwise : parsed(kept, otherwise);
    },
    /** @param {unknown} value  undefined forgets */
    write(value) {
      writeItem(name, value === undefined ? null : JSON.stringify(value));
    },
  };
}

/** Return the last parts of what is remembered under a path. @param {string[]} path */
export function rememberedUnder(...path) {
  const lead = [LEAD, ...path, ""].join(":");
  return storedNames().filter((name) => name.startsWith(lead)).map((name) => name.slice(lead.length));
}

function storedNames() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [...withoutStorage.keys()];
  }
}

/** @type {Map<string, string>} */
const withoutStorage = new Map();

/** @param {string} name */
function readItem(name) {
  try {
    return localStorage.getItem(name) ?? withoutStorage.get(name) ?? null;
  } catch {
    return withoutStorage.get(name) ?? null;
  }
}

/** @param {string} name @param {string | null} value */
function writeItem(name, value) {
  withoutStorage.delete(name);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    if (value !== null) withoutStorage.set(name, value);
  }
}

/** @template T @param {string} text @param {T} otherwise @returns {T} */
function parsed(text, otherwise) {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
