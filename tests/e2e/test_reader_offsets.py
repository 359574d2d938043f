"""Whatever the text holds, what is selected in the browser is what the study takes it for."""

import random
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casecoding.domain.span import Span
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_codes
from casecoding.workbench.reading import read_one_source
from tests.e2e.conftest import Workbench

pytestmark = pytest.mark.e2e

SELECTIONS = 1000
CODED = 20
TURNS = 40
PIECES = (
    "blåbærgrød",
    "bla\u030abær",  # å as two characters, which the study makes one
    "x\u0301\u0323 y\u0323\u0301",  # marks that make no one character, in two orders
    "👩‍👩‍👧 familien",
    "👍🏽👍🏿",
    "🇩🇰🇸🇪🇩🇰",
    "שלום עולם",
    "مرحبا بالعالم",
    "tal\tog\ttabulator",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)> &amp; &lt;",
    "한국어 각",
    "क्षत्रिय नि",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
)

# Selects from one UTF-16 unit of a turn to one of another, and asks the reader's own mapping what that is.
SELECT = """async ([text, places]) => {
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  const from = (file) => import(files.find((name) => name.endsWith(`/reader/${file}`)));
  const [{ selectedRange }, { TextMap }] = await Promise.all([from("selection.js"), from("offsets.js")]);
  const view = { column: document.querySelector("[data-reader]"), map: new TextMap(text) };
  const node = (number, unit) => {
    const words = document.querySelector(`[data-turn='${number}']`);
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let one = walker.nextNode(); one; unit -= one.length, one = walker.nextNode()) {
      if (unit <= one.length) return [one, unit];
    }
  };
  return places.map(([start, end]) => {
    getSelection().setBaseAndExtent(...node(...start), ...node(...end));
    return selectedRange(view);
  });
}"""

# Where a visible character begins or ends, in UTF-16 units.
BOUNDARIES = """(texts) => texts.map((text) =>
  [...new Intl.Segmenter("da").segment(text)].map((one) => one.index).concat(text.length))"""


@dataclass(frozen=True, slots=True)
class Words:
    """One turn as the browser counts it: its span in code points and its boundaries in UTF-16 units."""

    number: int
    span: Span
    text: str
    boundaries: list[int]

    def point(self, unit: int) -> int:
        """Return the code point of the source at a boundary of this turn."""
        return self.span.start + len(self.text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le"))


def test_a_thousand_random_selections_are_the_code_points_they_look_like(page: Page, workbench: Workbench):
    chance = random.Random(4)
    source_id = workbench.add_source("tegn", _strange_interview(chance))
    text, turns = _open(page, workbench, source_id, chance)
    places = [_place(chance, turns) for _ in range(SELECTIONS)]

    selected = page.evaluate(SELECT, [text, [[(a.number, u), (b.number, v)] for a, u, b, v in places]])

    wrong = [
        (place, range_) for place, range_ in zip(places, selected, strict=True) if range_ != _expected(*place)
    ]
    assert wrong == []


def test_a_selection_of_strange_characters_is_stored_as_it_stood(page: Page, workbench: Workbench):
    chance = random.Random(5)
    source_id = workbench.add_source("tegn-kodet", _strange_interview(chance))
    text, turns = _open(page, workbench, source_id, chance)
    before = {one["id"] for one in workbench.codings(source_id)}
    reader = page.locator("[data-reader]")
    wanted = []

    for number in range(CODED):
        place = _place(chance, turns)
        page.evaluate(SELECT, [text, [[(place[0].number, place[1]), (place[2].number, place[3])]]])
        page.keyboard.press("1")
        expect(reader).to_have_attribute("data-codings", str(len(before) + number + 1))
        wanted.append(_expected(*place))

    expect(reader).to_have_attribute("data-unsaved", "0")
    stored = [one for one in workbench.codings(source_id) if one["id"] not in before]
    assert [{"start": one["start"], "end": one["end"]} for one in stored] == wanted
    assert [one["quote"] for one in stored] == [text[one["start"] : one["end"]] for one in wanted]


def _strange_interview(chance: random.Random) -> str:
    lines = []
    for number in range(TURNS):
        words = " ".join(chance.choices(PIECES, k=chance.randint(3, 12)))
        lines.append(f"{'Interviewer' if number % 2 else 'Projektleder'}: {words}.")
    return "\n\n".join(lines)


def _open(page: Page, workbench: Workbench, source_id: str, chance: random.Random) -> tuple[str, list[Words]]:
    """Open the source with codings in it, so that its words stand in many pieces."""
    source = read_one_source(workbench.bench, source_id)
    coder = ensure_coder(workbench.bench, "Anne").id
    starts = [chance.randrange(len(source.text) - 60) for _ in range(TURNS)]
    apply_codes(
        workbench.bench,
        [Marking(source_id, start, start + chance.randint(30, 60), "ledelse") for start in starts],
        coder_id=coder,
    )
    page.goto(f"{workbench.address}/read?source={source_id}")
    page.locator("[data-reader][data-state=painted]").wait_for()
    texts = [turn.span.of(source.text) for turn in source.turns]
    boundaries: list[list[int]] = page.evaluate(BOUNDARIES, texts)
    known = zip(source.turns, texts, boundaries, strict=True)
    return source.text, [Words(turn.number, turn.span, text, found) for turn, text, found in known]


def _place(chance: random.Random, turns: list[Words]) -> tuple[Words, int, Words, int]:
    """Return two different units, in one turn or in two, in the order of the text."""
    first, second = sorted(chance.choices(range(len(turns)), k=2))
    if chance.random() < 0.7:
        second = first
    a, b = turns[first], turns[second]
    u, v = chance.randrange(a.boundaries[-1]), chance.randint(1, b.boundaries[-1])
    return (a, min(u, v - 1), b, max(u + 1, v)) if a is b else (a, u, b, v)


def _expected(first: Words, start: int, last: Words, end: int) -> dict[str, Any]:
    """Return what a selection means: whole visible characters, counted in code points."""
    return {
        "start": first.point(max(one for one in first.boundaries if one <= start)),
        "end": last.point(min(one for one in last.boundaries if one >= end)),
    }
