"""A source knows who speaks where, and from which level."""

from tests.builders import make_source, span_of

SOURCE = make_source(
    ("I", "Hvad nu?"), ("Mette", "Vi venter."), levels={"Mette": "strategisk"}, level="taktisk"
)


def test_a_turn_holds_the_words_without_the_label():
    assert [turn.span.of(SOURCE.text) for turn in SOURCE.turns] == ["Hvad nu?", "Vi venter."]


def test_the_level_is_the_speakers_and_else_the_sources():
    interviewer, mette = SOURCE.turns

    assert SOURCE.level_of(mette) == "strategisk"
    assert SOURCE.level_of(interviewer) == "taktisk"


def test_a_label_belongs_to_no_turn():
    label = span_of(SOURCE, "Mette:")

    assert SOURCE.turn_at(label.start) is None
