"""A span is a half-open range of code points, never empty, never outside its text."""

import pytest

from casecoding.domain.span import Span
from casecoding.errors import InvalidSpan

FAMILY = "a👩‍👩‍👧b"  # the family is five code points and eight UTF-16 units


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 1)])
def test_a_span_that_is_empty_or_negative_is_refused(start, end):
    with pytest.raises(InvalidSpan):
        Span(start, end)


def test_a_span_gives_its_words():
    assert Span(2, 5).of("abcdef") == "cde"


def test_a_span_past_the_text_is_refused_with_the_length():
    with pytest.raises(InvalidSpan) as refused:
        Span(2, 7).of("abcdef")

    assert refused.value.values == {"start": 2, "end": 7, "length": 6}


def test_spans_that_only_touch_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).overlaps(Span(2, 5))


def test_a_span_covers_itself_and_what_is_inside():
    assert Span(1, 5).covers(Span(1, 5))
    assert Span(1, 5).covers(Span(2, 3))
    assert not Span(1, 5).covers(Span(4, 6))


def test_browser_offsets_count_utf16_units():
    assert Span(1, 6).to_utf16(FAMILY) == (1, 9)
    assert Span.from_utf16(FAMILY, 1, 9) == Span(1, 6)
    assert Span.from_utf16(FAMILY, 9, 10).of(FAMILY) == "b"


@pytest.mark.parametrize(("start", "end"), [(2, 4), (1, 2), (2, 3)])
def test_an_offset_inside_a_surrogate_pair_takes_the_character_in(start, end):
    assert Span.from_utf16("a😀b", start, end).of("a😀b").strip("b") == "😀"


@pytest.mark.parametrize(("start", "end"), [(-3, 4), (0, 99), (4, 4), (3, 2)])
def test_browser_offsets_outside_the_text_are_refused(start, end):
    with pytest.raises(InvalidSpan):
        Span.from_utf16("abcdef", start, end)
