import assert from "node:assert/strict";
import { test } from "node:test";

import { nameFrom, newCodeId } from "../../casecoding/ui/components/reader/codes.js";
import { GROUPS, nameOf } from "../../casecoding/ui/components/reader/keys.js";

const rows = GROUPS.flatMap((group) => group.rows);

test("every row of the help shows a key, does something, and no key does two things", () => {
  const keys = rows.flatMap((row) => Object.keys(row.does));

  assert.ok(rows.every((row) => row.show.length > 0 && Object.keys(row.does).length > 0));
  assert.equal(new Set(keys).size, keys.length);
});

test("a key press has one name, with Shift only where the sign does not say it", () => {
  const press = (key, held = {}) => nameOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, getModifierState: () => false, ...held });

  assert.equal(press("?", { shiftKey: true }), "?");
  assert.equal(press("Z", { ctrlKey: true, shiftKey: true }), "Ctrl+Shift+z");
});

test("the name of a code is one line of words, cut at a word", () => {
  assert.equal(nameFrom(" Beboerne\n spørger os. "), "Beboerne spørger os");
  assert.equal(nameFrom("ord ".repeat(30)).endsWith("ord…"), true);
});

test("the id of a new code is one that the codebook takes", () => {
  for (const name of ["Ærø på én", "42 huse", "👩‍👩‍👧", "a".repeat(90)]) {
    assert.match(newCodeId(name), /^[a-z][a-z0-9_]*$/);
  }
});
