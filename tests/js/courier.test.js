/** What waits to be saved is told of at once, whatever else is on its way. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Courier } from "../../casecoding/ui/components/reader/courier.js";

globalThis.addEventListener = () => {};
globalThis.removeEventListener = () => {};
globalThis.document = { addEventListener() {}, removeEventListener() {}, visibilityState: "visible" };

const NEWS = { revision: 1 };
let courier;

afterEach(() => courier.stop());

/** A courier whose requests are answered by hand. */
function setUp() {
  const waiting = [];
  const told = [];
  const asked = [];
  const ask = (what) => new Promise((answer, fail) => asked.push({ what, answer, fail }));
  const outbox = {
    get size() {
      return waiting.length;
    },
    list: () => [...waiting],
    settle: (keys) => waiting.splice(0, waiting.length, ...waiting.filter((one) => !keys.includes(one.key))),
    others: () => [],
  };
  const endpoint = { news: () => ask("news"), perform: () => ask("operations") };
  const onState = (state) => told.push([state, waiting.length]);
  courier = new Courier({ source: "kilde", endpoint, outbox, revision: () => 1, onAnswer: () => {}, onState });
  const add = (key) => {
    waiting.push({ key });
    courier.send();
  };
  return { add, asked, told };
}

const settled = () => new Promise((done) => setImmediate(done));

test("an operation that is added while news are asked for is told of as unsaved at once", async () => {
  const { add, asked, told } = setUp();
  courier.wake();

  add("a");

  assert.deepEqual(told, [["saving", 1]]);
  asked[0].answer(NEWS);
  await settled();
  assert.equal(asked[1].what, "operations");
  asked[1].answer({ answers: [{ key: "a" }], news: NEWS });
  await settled();
  assert.deepEqual(told.at(-1), ["saved", 0]);
});

test("without a connection the number that waits goes on growing, and the state stays", async () => {
  const { add, asked, told } = setUp();
  add("a");
  asked[0].fail(new TypeError("no connection"));
  await settled();

  add("b");

  assert.deepEqual(told.slice(-2), [["offline", 1], ["offline", 2]]);
});
