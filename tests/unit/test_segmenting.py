"""Segments are sentences inside one turn."""

from casecoding.segmenting import segments_of
from tests.builders import make_doc, make_source


def test_a_turn_is_a_hard_border_and_blanks_belong_to_none():
    source = make_source(("I", "Ja . Nej"), ("Mette", "  "), ("Bo", " Vi går "))
    docs = [make_doc("Ja . Nej", starts=(0, 2)), make_doc("  "), make_doc(" Vi går ")]

    segments = segments_of(source.turns, docs)

    assert [(one.span.of(source.text), one.turn) for one in segments] == [
        ("Ja .", 1),
        ("Nej", 1),
        ("Vi går", 3),
    ]
