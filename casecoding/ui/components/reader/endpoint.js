/** The requests that the reader makes. */

const ROOT = new URL("../../../reader/", import.meta.url);
const RENEWAL_HEADER = "X-Casecoding-Token";
const PATIENCE = 20_000; // milliseconds

/** The server answered, and said no. */
export class Refused extends Error {
  /** @param {number} status @param {string} sentence */
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
    this.sentence = sentence;
  }
}

export class Endpoint {
  /** @param {string} token @param {string} language */
  constructor(token, language) {
    this.token = token;
    this._language = language;
  }

  /** @param {string} source @returns {Promise<import("./types.js").Page>} */
  page(source) {
    return this._ask("page", { source });
  }

  /** @param {string} source @param {number} since @returns {Promise<import("./types.js").News>} */
  news(source, since) {
    return this._ask("news", { source, since: String(since) });
  }

  /** Ask which words of a source are forms of which lemma.
   * @param {string} source @returns {Promise<{ lemmas: Record<string, number[]> | null }>} */
  lemmas(source) {
    return this._ask("lemmas", { source });
  }

  /** Keep other coders' codings from this coder, or show them again. @param {boolean} blind */
  workBlind(blind) {
    return this._ask("blind", {}, JSON.stringify({ blind }));
  }

  /** @param {string} source @param {number} since @param {import("./types.js").Operation[]} operations
   * @returns {Promise<{ answers: import("./types.js").Answer[], news: import("./types.js").News }>} */
  perform(source, since, operations) {
    return this._ask("operations", {}, JSON.stringify({ source, since, operations }));
  }

  /** @param {string} what @param {Record<string, string>} query @param {string} [body] */
  async _ask(what, query, body) {
    const address = new URL(what, ROOT);
    address.search = String(new URLSearchParams({ ...query, language: this._language }));
    const response = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      body,
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    this.token = response.headers.get(RENEWAL_HEADER) ?? this.token; // an open page's token never grows old
    if (response.ok) return response.json();
    throw new Refused(response.status, await refusalIn(response));
  }
}

/** @param {Response} response */
async function refusalIn(response) {
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return isJson ? String((await response.json()).refusal ?? "") : "";
}
