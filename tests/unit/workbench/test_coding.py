"""Coding: apply, change, take away, undo and redo, each coder by herself; bulk is all or nothing."""

import json
from dataclasses import replace

import pytest

from casecoding.domain.coding import Stance
from casecoding.domain.history import Action
from casecoding.domain.selection import EVERYTHING
from casecoding.domain.span import Span
from casecoding.errors import (
    AnothersCoding,
    BulkLineRefused,
    InvalidSpan,
    MovedOn,
    NothingToRedo,
    NothingToUndo,
    QuoteMismatch,
    UnknownCode,
    UnknownCoding,
    UnknownSource,
)
from casecoding.store import codings
from casecoding.workbench.analysis import read_excerpts
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.bulk import read_markings
from casecoding.workbench.coding import (
    Marking,
    apply_code,
    apply_codes,
    apply_many,
    change_coding,
    remove_coding,
)
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records
from casecoding.workbench.taking_back import redo, undo
from tests.builders import make_source, mark, span_of, store_source


def codes(bench):
    return [(record["coder"], record["code"], record["quote"]) for record in coding_records(bench)]


def test_a_coding_holds_what_was_marked(bench, source, anne):
    made = mark(bench, source, "bestyrelsen 😀", "kobling", anne.id)

    (excerpt,) = read_excerpts(bench, EVERYTHING)
    assert (excerpt.coding, excerpt.quote, excerpt.speaker) == (made, "bestyrelsen 😀", "Navn Mette")


def test_the_same_coding_twice_is_stored_once(bench, source, anne, bo):
    first = mark(bench, source, "ingen kobling", "kobling", anne.id)
    revision = bench.store.revision()

    assert mark(bench, source, "ingen kobling", "kobling", anne.id) == first
    assert bench.store.revision() == revision
    assert mark(bench, source, "ingen kobling", "kobling", bo.id).id != first.id


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"source": "findes-ikke"}, UnknownSource),
        ({"code": "findes-ikke"}, UnknownCode),
        ({"start": -1}, InvalidSpan),
        ({"end": 10**12}, InvalidSpan),
        ({"end": 3}, InvalidSpan),
        ({"quote": "noget andet"}, QuoteMismatch),
    ],
)
def test_a_marking_that_does_not_fit_is_refused(bench, source, anne, changed, error):
    marking = Marking(source.id, 3, 10, "kobling", quote=source.text[3:10])

    with pytest.raises(error):
        apply_code(bench, replace(marking, **changed), coder_id=anne.id)

    assert codes(bench) == []


def test_a_span_over_a_border_belongs_to_the_participant(bench, source, anne):
    span = Span(source.text.index("ledelsen?"), source.text.index("kobling"))

    apply_code(bench, Marking(source.id, span.start, span.end, "kobling"), coder_id=anne.id)

    (excerpt,) = read_excerpts(bench, EVERYTHING)
    assert (excerpt.speaker, excerpt.first_turn, excerpt.last_turn) == ("Navn Mette", 1, 2)
    both_turns = source.text[3 : source.text.index("\nBo")]
    assert excerpt.before + excerpt.quote + excerpt.after == both_turns


@pytest.mark.parametrize(
    ("words", "speaker"), [("Mette:", "Navn Mette"), ("\n", "Navn Mette"), ("Bo: ", "Navn Bo")]
)
def test_a_label_alone_belongs_to_the_turn_after_it(bench, source, anne, words, speaker):
    mark(bench, source, words, "kobling", anne.id)

    assert read_excerpts(bench, EVERYTHING)[0].speaker == speaker


def test_what_stands_after_the_last_turn_belongs_to_it(bench, anne):
    source = store_source(bench, make_source(("Mette", "Vi venter.")))

    apply_code(bench, Marking(source.id, len(source.text) - 1, len(source.text), "kobling"), coder_id=anne.id)

    assert read_excerpts(bench, EVERYTHING)[0].speaker == "Navn Mette"


def test_a_coding_can_be_changed_and_put_back(bench, source, anne):
    made = mark(bench, source, "ingen kobling", "kobling", anne.id)
    wider = span_of(source, "Der er ingen kobling")

    changed = change_coding(bench, made.id, coder_id=anne.id, span=wider, stance=Stance.MIXED, memo="😀")

    assert [record["memo"] for record in coding_records(bench)] == ["😀"]
    assert codes(bench) == [("Anne", "kobling", "Der er ingen kobling")]
    assert changed.stance is Stance.MIXED
    undo(bench, coder_id=anne.id)
    assert codes(bench) == [("Anne", "kobling", "ingen kobling")]
    assert check(bench) == ()


def test_another_coders_coding_is_neither_changed_nor_taken_away(bench, source, anne, bo):
    made = mark(bench, source, "ingen kobling", "kobling", anne.id)

    with pytest.raises(AnothersCoding, match="Anne"):
        change_coding(bench, made.id, coder_id=bo.id, memo="Nej")
    with pytest.raises(AnothersCoding, match="Anne"):
        remove_coding(bench, made.id, coder_id=bo.id)

    assert codes(bench) == [("Anne", "kobling", "ingen kobling")]


def test_a_new_span_must_hold_the_quote_that_was_sent(bench, source, anne):
    made = mark(bench, source, "ingen kobling", "kobling", anne.id)
    wider = span_of(source, "Der er ingen kobling")

    with pytest.raises(QuoteMismatch):
        change_coding(bench, made.id, coder_id=anne.id, span=wider, quote="Der er en kobling")

    assert codes(bench) == [("Anne", "kobling", "ingen kobling")]


def test_undo_and_redo_walk_the_coders_own_steps(bench, source, anne, bo):
    mark(bench, source, "kobling", "kobling", anne.id)
    mark(bench, source, "bestyrelsen", "ledelse", anne.id)
    mark(bench, source, "følgegruppen", "taktisk_niveau", bo.id)

    undo(bench, coder_id=anne.id)
    undo(bench, coder_id=anne.id)
    with pytest.raises(NothingToUndo):
        undo(bench, coder_id=anne.id)
    assert [code for _, code, _ in codes(bench)] == ["taktisk_niveau"]

    redo(bench, coder_id=anne.id)
    assert [code for _, code, _ in codes(bench)] == ["kobling", "taktisk_niveau"]
    redo(bench, coder_id=anne.id)
    with pytest.raises(NothingToRedo):
        redo(bench, coder_id=anne.id)
    assert len(codes(bench)) == 3
    assert check(bench) == ()


def test_a_new_step_ends_what_could_be_redone(bench, source, anne):
    mark(bench, source, "kobling", "kobling", anne.id)
    undo(bench, coder_id=anne.id)

    mark(bench, source, "bestyrelsen", "ledelse", anne.id)

    with pytest.raises(NothingToRedo):
        redo(bench, coder_id=anne.id)


def test_what_a_repair_changed_since_is_not_undone(bench, source, anne, bo):
    made = mark(bench, source, "kobling", "kobling", anne.id)
    with bench.writing(Action.REMOVE_CODING, coder_id=bo.id) as session:
        codings.remove_coding(session, made.id, at=bench.clock())

    with pytest.raises(MovedOn):
        undo(bench, coder_id=anne.id)

    assert codes(bench) == []
    undo(bench, coder_id=bo.id)
    assert len(codes(bench)) == 1


def test_several_codes_at_once_are_one_step(bench, source, anne):
    both = [Marking(source.id, 3, 10, code) for code in ("kobling", "ledelse")]

    apply_codes(bench, both, coder_id=anne.id)
    undo(bench, coder_id=anne.id)

    assert codes(bench) == []


def test_a_coding_that_is_gone_cannot_be_taken_away_again(bench, source, anne):
    made = mark(bench, source, "kobling", "kobling", anne.id)
    remove_coding(bench, made.id, coder_id=anne.id)

    with pytest.raises(UnknownCoding):
        remove_coding(bench, made.id, coder_id=anne.id)


def line(source, words: str, code: str = "kobling", **more: object) -> str:

    span = span_of(source, words)
    record = {"source": source.id, "start": span.start, "end": span.end, "quote": words, "code": code}
    return json.dumps(record | more, ensure_ascii=False)


def test_bulk_stores_every_line_under_its_coder(bench, source):
    lines = [
        line(source, "kobling"),
        "",
        line(source, "bestyrelsen 😀", coder="Bo", stance="mixed", memo="m"),
    ]

    assert apply_many(bench, read_markings(lines, coder="Anne")) == 2

    assert codes(bench) == [("Anne", "kobling", "kobling"), ("Bo", "kobling", "bestyrelsen 😀")]
    assert check(bench) == ()


@pytest.mark.parametrize(
    "bad",
    [
        "ikke json",
        "[1, 2]",
        '{"source": "kilde1"}',
        '{"source": "kilde1", "start": true, "end": 5, "quote": "x", "code": "kobling"}',
        '{"source": "kilde1", "start": 3.0, "end": 5, "quote": "x", "code": "kobling"}',
        '{"source": "kilde1", "start": 3, "end": 10, "quote": "noget andet", "code": "kobling"}',
        '{"source": "kilde1", "start": 3, "end": 10, "quote": "Hvordan", "code": "findes-ikke"}',
        '{"source": "findes-ikke", "start": 3, "end": 10, "quote": "Hvordan", "code": "kobling"}',
        '{"source": "kilde1", "start": 3, "end": 10, "quote": "Hvordan", "code": "kobling", "stance": "ja"}',
        '{"source": "kilde1", "start": 3, "end": 10, "quote": "\\ud800", "code": "kobling"}',
    ],
)
def test_bulk_stores_nothing_when_a_line_is_refused(bench, source, bad):
    before = bench.store.revision()

    with pytest.raises(BulkLineRefused) as refused:
        apply_many(bench, read_markings([line(source, "kobling"), "", bad], coder="Anne"))

    assert refused.value.values["line"] == 3
    assert bench.store.revision() == before
    assert read_overview(bench).coders == ()


def test_bulk_is_one_step_and_leaves_the_coders_when_undone(bench, source):
    apply_many(
        bench, read_markings([line(source, "kobling"), line(source, "selv", coder="Bo")], coder="Anne")
    )

    undo(bench, coder_id=ensure_coder(bench, "Anne").id)

    assert codes(bench) == []
    assert [coder.name for coder in read_overview(bench).coders] == ["Anne", "Bo"]
    redo(bench, coder_id=ensure_coder(bench, "Anne").id)
    assert len(codes(bench)) == 2
    assert check(bench) == ()


def test_what_is_listed_can_be_read_back_in_bulk(bench, source, anne):

    mark(bench, source, "bestyrelsen 😀", "kobling", anne.id)
    lines = [json.dumps(record) for record in coding_records(bench)]
    undo(bench, coder_id=anne.id)

    apply_many(bench, read_markings(lines, coder="ingen"))

    assert codes(bench) == [("Anne", "kobling", "bestyrelsen 😀")]
