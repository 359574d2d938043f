/** The parts around the text, each with what it asks the desk to do. */

import { CodingCard } from "./coding_card.js";
import { Header } from "./header.js";
import { Help } from "./help.js";
import { CodeList } from "./panel.js";
import { Search } from "./search.js";
import { Status } from "./status.js";
import { SuggestionCard } from "./suggestion_card.js";

/**
 * @typedef {object} Given
 * @property {import("./types.js").Page} page
 * @property {import("./types.js").Translate} t
 * @property {import("./endpoint.js").Endpoint} endpoint
 * @property {(source: string) => void} onOpen
 *
 * @typedef {object} Parts
 * @property {Search} search
 * @property {Help} help
 * @property {Status} status
 * @property {Header} header
 * @property {CodeList} codeList
 * @property {SuggestionCard} suggestionCard
 * @property {CodingCard} codingCard
 */

/** @param {import("./desk.js").Desk} desk @param {Given} given @returns {Parts} */
export function makeParts(desk, { page, t, endpoint, onOpen }) {
  const { codes, deeds, view, walking } = desk;
  return {
    search: new Search(view, t, {
      onHit: (hit) => desk.showHit(hit),
      onChange: () => desk.showHits(),
      onClose: () => desk.toText(),
      from: () => desk.scrolling.firstVisible(),
      lemmas: () => endpoint.lemmas(page.source.id),
    }),
    help: new Help(t, () => desk.toText()),
    status: new Status(t, { undo: () => deeds.undo(), redo: () => deeds.redo(), help: () => desk.help.open() }),
    header: new Header(page, t, {
      open: onOpen,
      search: () => desk.search.open(),
      turn: (number) => walking.turn(number),
      uncoded: () => walking.uncoded(),
    }),
    codeList: new CodeList(codes, t, (code) => desk.chooseCode(code)),
    suggestionCard: new SuggestionCard(codes, t, {
      accept: () => deeds.accept(),
      reject: () => deeds.reject(),
      amend: () => desk.picking.amend(),
      step: (way) => walking.suggestion(way),
      acceptAll: () => deeds.acceptMany(walking.alikeInView()),
    }),
    codingCard: new CodingCard(codes, page.coders, t, {
      change: (wish) => deeds.changeFocused(wish),
      remove: () => deeds.remove(),
      copy: () => desk.copy(),
    }),
  };
}
