/** What is on the page: what the server said, with the operations laid over it that it has not answered. */

/**
 * @typedef {import("./types.js").Coding} Coding
 * @typedef {import("./types.js").Suggestion} Suggestion
 * @typedef {import("./types.js").Operation} Operation
 * @typedef {{ kind: "coding", id: string, before?: Coding, after?: Coding }
 *   | { kind: "suggestion", id: string, before?: Suggestion, after?: Suggestion }} Changed
 */

export class Store {
  /** @param {import("./types.js").Page} page @param {Operation[]} unsent */
  constructor(page, unsent) {
    this.coder = page.coder;
    this.revision = page.revision;
    this._told = new Shelf(page.codings, page.suggestions);
    this.shown = new Shelf(page.codings, page.suggestions);
    this._pending = unsent.filter((operation) => isInText(operation, page.textHash));
    for (const operation of this._pending) lay(operation, this.shown, this.coder);
  }

  get codings() {
    return this.shown.codings;
  }

  get suggestions() {
    return this.shown.suggestions;
  }

  /** Lay an operation over what is shown. @param {Operation} operation @returns {Changed[]} */
  perform(operation) {
    const before = this._look(touchedBy(operation));
    this._pending.push(operation);
    lay(operation, this.shown, this.coder);
    return this._changes(before);
  }

  /** Take in what the server answered and what is new; refused operations come off again.
   * @param {import("./types.js").Answer[]} answers @param {import("./types.js").News} news
   * @returns {Changed[]} */
  settle(answers, news) {
    if (news.revision < this.revision && answers.length === 0) return [];
    const replaced = news.renewed ? [...this._told.suggestions.keys()] : [];
    const touched = this._pending.flatMap(touchedBy).concat(idsOf(news), replaced);
    const before = this._look(touched);
    const answered = new Set(answers.map((answer) => answer.key));
    this._pending = this._pending.filter((operation) => !answered.has(operation.key));
    this._take(news);
    for (const id of before.keys()) this.shown.copy(id, this._told);
    for (const operation of this._pending) lay(operation, this.shown, this.coder);
    return this._changes(before);
  }

  /** @param {import("./types.js").News} news */
  _take(news) {
    if (news.revision < this.revision) return;
    this.revision = news.revision;
    for (const coding of news.codings) this._told.codings.set(coding.id, coding);
    if (news.renewed) this._told.suggestions.clear();
    for (const one of news.suggestions) this._told.suggestions.set(one.id, one);
    for (const id of news.gone) this._told.drop(id);
  }

  /** @param {string[]} ids */
  _look(ids) {
    return new Map(ids.map((id) => [id, { coding: this.codings.get(id), suggestion: this.suggestions.get(id) }]));
  }

  /** @param {Map<string, { coding?: Coding, suggestion?: Suggestion }>} before @returns {Changed[]} */
  _changes(before) {
    /** @type {Changed[]} */
    const changes = [];
    for (const [id, was] of before) {
      const coding = this.codings.get(id);
      const suggestion = this.suggestions.get(id);
      if (!same(was.coding, coding)) changes.push({ kind: "coding", id, before: was.coding, after: coding });
      if (!same(was.suggestion, suggestion)) {
        changes.push({ kind: "suggestion", id, before: was.suggestion, after: suggestion });
      }
    }
    return changes;
  }
}

class Shelf {
  /** @param {Coding[]} codings @param {Suggestion[]} suggestions */
  constructor(codings, suggestions) {
    this.codings = new Map(codings.map((one) => [one.id, one]));
    this.suggestions = new Map(suggestions.map((one) => [one.id, one]));
  }

  /** @param {string} id */
  drop(id) {
    this.codings.delete(id);
    this.suggestions.delete(id);
  }

  /** @param {string} id @param {Shelf} from */
  copy(id, from) {
    this.drop(id);
    const coding = from.codings.get(id);
    const suggestion = from.suggestions.get(id);
    if (coding) this.codings.set(id, coding);
    if (suggestion) this.suggestions.set(id, suggestion);
  }
}

/** Tell whether an operation's offsets are counted in this text; one made before is only sent.
 * @param {Operation} operation @param {string} textHash */
function isInText(operation, textHash) {
  return operation.text === undefined || operation.text === textHash;
}

/** @param {Operation} operation @param {Shelf} shelf @param {string} coder */
function lay(operation, shelf, coder) {
  const fresh = { coder, stance: /** @type {const} */ (""), memo: "" };
  switch (operation.op) {
    case "apply":
      for (const { id, code } of operation.codings) {
        shelf.codings.set(id, { id, code, start: operation.start, end: operation.end, ...fresh });
      }
      break;
    case "change": {
      const { coding: id, start, end, stance, memo } = operation;
      const coding = shelf.codings.get(id);
      if (coding) shelf.codings.set(id, { ...coding, start, end, stance, memo });
      break;
    }
    case "remove":
      shelf.codings.delete(operation.coding);
      break;
    case "accept":
      accept(operation.suggestion, operation.id, operation, shelf, coder);
      break;
    case "accept-many":
      for (const one of operation.accepted) accept(one.suggestion, one.id, {}, shelf, coder);
      break;
    case "reject":
      shelf.suggestions.delete(operation.suggestion);
      break;
    case "undo":
    case "redo":
      break;
  }
}

/** @param {string} suggestionId @param {string} id
 * @param {{ start?: number, end?: number, code?: string }} amended @param {Shelf} shelf @param {string} coder */
function accept(suggestionId, id, amended, shelf, coder) {
  const suggestion = shelf.suggestions.get(suggestionId);
  if (!suggestion) return;
  shelf.suggestions.delete(suggestionId);
  shelf.codings.set(id, {
    id,
    start: amended.start ?? suggestion.start,
    end: amended.end ?? suggestion.end,
    code: amended.code ?? suggestion.code,
    coder,
    stance: "",
    memo: "",
  });
}

/** @param {Operation} operation @returns {string[]} */
export function touchedBy(operation) {
  switch (operation.op) {
    case "apply":
      return operation.codings.map((one) => one.id);
    case "change":
    case "remove":
      return [operation.coding];
    case "accept":
      return [operation.suggestion, operation.id];
    case "accept-many":
      return operation.accepted.flatMap((one) => [one.suggestion, one.id]);
    case "reject":
      return [operation.suggestion];
    case "undo":
    case "redo":
      return [];
  }
}

/** @param {import("./types.js").News} news */
function idsOf(news) {
  return [...news.codings.map((one) => one.id), ...news.suggestions.map((one) => one.id), ...news.gone];
}

/** @param {object | undefined} a @param {object | undefined} b */
function same(a, b) {
  return a === b || (a !== undefined && b !== undefined && inOrder(a) === inOrder(b));
}

/** Write a value in one way, whatever the order of its fields. @param {object} value */
function inOrder(value) {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
