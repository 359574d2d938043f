"""What must hold for any correction of any text: codings keep their words, turns tile, undo comes back."""

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from casecoding.carrying import Carrier, Severed
from casecoding.domain.edit import Edit, Replacement
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.errors import BlankTurn, CorrectionOutsideTurn, OverlappingCorrections
from casecoding.importing.canonical import canonical
from casecoding.recoding import correct, edit_between, edit_of
from tests.builders import make_source

SIGNS = st.sampled_from(
    [
        "a",
        "b",
        "å",
        "é",
        "e",
        "\u0301",
        "\u0323",
        "😀",
        "👩‍👩‍👧",
        " ",
        "  ",
        ".",
        "가",
        "ᄀ",
        "\u1161",
        "\u11a8",
        "1",
    ]
)
WORDS = st.lists(SIGNS, min_size=1, max_size=12).map("".join)
NEW = st.lists(st.one_of(SIGNS, st.sampled_from(["\r\n", "\n", "\x07", "\u2028", "\t"])), max_size=8).map(
    "".join
)
TURNS = st.lists(WORDS.map(canonical).filter(str.strip), min_size=1, max_size=4)


def source_of(turns: list[str]) -> Source:
    source = make_source(*(("Mette", words) for words in turns))
    assume(unicodedata.is_normalized("NFC", source.text))
    return source


@st.composite
def corrections(draw) -> tuple[Source, Edit]:
    """Draw a source and an edit: new words for some disjoint places inside its turns.

    What is refused is not drawn: an accent that begins a turn joins what stands before it, outside the turn.
    """
    source = source_of(draw(TURNS))
    wanted = []
    for turn in source.turns:
        cuts = sorted(draw(st.sets(st.integers(turn.span.start, turn.span.end), max_size=4)))
        wanted += [(Span(a, b), draw(NEW)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    try:
        edit = edit_of(source.text, wanted)
        correct(source, edit)
    except (BlankTurn, CorrectionOutsideTurn, OverlappingCorrections):
        assume(False)
    return source, edit


@st.composite
def spans(draw, source: Source) -> Span:
    start = draw(st.integers(0, len(source.text) - 1))
    return Span(start, draw(st.integers(start + 1, len(source.text))))


@given(corrections())
def test_a_corrected_text_is_canonical(drawn):
    source, edit = drawn

    corrected = correct(source, edit).source

    assert canonical(corrected.text) == corrected.text
    assert corrected.text.count("\n") == source.text.count("\n")


@given(corrections())
def test_the_turns_tile_the_corrected_text_as_they_did(drawn):
    source, edit = drawn

    corrected = correct(source, edit).source

    assert between(corrected) == between(source)
    assert all(turn.span.of(corrected.text).strip() for turn in corrected.turns)


def between(source: Source) -> list[str]:
    """Return the words that belong to no turn: labels and line ends."""
    edges = [
        0,
        *(edge for turn in source.turns for edge in (turn.span.start, turn.span.end)),
        len(source.text),
    ]
    return [source.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


@given(corrections())
def test_taking_an_edit_back_gives_the_text_and_the_turns_back(drawn):
    source, edit = drawn

    corrected = correct(source, edit).source

    assert correct(corrected, edit.inverse).source == source
    assert edit.inverse.inverse == edit


@given(st.data(), corrections())
def test_a_span_apart_from_the_edit_keeps_its_words(data, drawn):
    source, edit = drawn
    span = data.draw(spans(source))
    assume(all(one.end < span.start or one.start > span.end for one in edit.replacements))

    carried = Carrier(source.text, edit).carry(span)

    assert isinstance(carried, Span)
    assert carried.of(edit.applied(source.text)) == span.of(source.text)
    assert Carrier(edit.applied(source.text), edit.inverse).carry(carried) == span


@given(st.data(), corrections())
def test_a_span_around_the_edit_reads_as_its_own_words_corrected(data, drawn):
    source, edit = drawn
    span = data.draw(spans(source))
    assume(all(span.start < one.start and one.end < span.end for one in edit.replacements))

    carried = Carrier(source.text, edit).carry(span)

    inner = Edit(tuple(Replacement(one.start - span.start, one.old, one.new) for one in edit.replacements))
    assert isinstance(carried, Span)
    assert carried.of(edit.applied(source.text)) == inner.applied(span.of(source.text))
    assert Carrier(edit.applied(source.text), edit.inverse).carry(carried) == span


@given(st.data(), corrections())
def test_a_span_is_severed_only_where_its_edge_is_in_what_changes(data, drawn):
    source, edit = drawn
    span = data.draw(spans(source))

    carried = Carrier(source.text, edit).carry(span)

    text = edit.applied(source.text)
    if isinstance(carried, Severed):
        assert any(one.start < span.end and span.start < one.end for one in edit.replacements)
        assert all(carried.fitted(fit).of(text) for fit in carried.choices)
        if carried.extended and carried.shrunk:
            assert carried.extended.covers(carried.shrunk)
    else:
        assert carried.of(text)


@given(st.data(), corrections())
def test_a_span_that_nobody_is_asked_about_always_has_a_place(data, drawn):
    source, edit = drawn
    span = data.draw(spans(source))

    assert Carrier(source.text, edit).carry_anyhow(span).of(edit.applied(source.text))


@given(TURNS, WORDS.filter(str.strip))
def test_a_turn_reads_as_it_was_written(turns, words):
    source = source_of(turns)
    turn = source.turns[0]

    edit = edit_between(source.text, turn.span, words)

    corrected = correct(source, edit).source
    wanted = source.text[: turn.span.start] + canonical(words) + source.text[turn.span.end :]
    assert corrected.text == unicodedata.normalize("NFC", wanted)
