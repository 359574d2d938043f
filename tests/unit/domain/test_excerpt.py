"""The context of an excerpt is cut between words."""

from dataclasses import replace
from datetime import UTC, datetime

from casecoding.domain.coding import Coding
from casecoding.domain.excerpt import Excerpt, shortened_context
from casecoding.domain.source import SourceKind
from casecoding.domain.span import Span

CODING = Coding("c", "s", Span(0, 1), "kobling", "a", datetime(2026, 5, 17, tzinfo=UTC), "")
EXCERPT = Excerpt(
    coding=CODING,
    quote="q",
    before="en to tre ",
    after=" fire fem seks",
    source_name="",
    case="",
    level=None,
    wave="",
    kind=SourceKind.INTERVIEW,
    speaker="",
    role="",
    interviewer=False,
    coder="",
    first_turn=1,
    last_turn=1,
)


def test_a_short_context_stands_whole():
    assert shortened_context(EXCERPT, 20) == ("en to tre ", " fire fem seks")


def test_a_long_context_is_cut_between_words_and_says_so():
    assert shortened_context(EXCERPT, 8) == ("… to tre ", " fire …")


def test_a_word_longer_than_the_context_falls_out():
    endless = replace(EXCERPT, before="x" * 50, after="y" * 50)

    assert shortened_context(endless, 10) == ("… ", " …")
