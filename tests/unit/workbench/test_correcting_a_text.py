"""A text can be corrected after coding: what is marked in it goes along, and undo brings all of it back."""

import pytest

from casecoding.carrying import Fit
from casecoding.domain.history import CODING_ACTIONS, MATERIAL_ACTIONS, Action
from casecoding.domain.source import text_hash
from casecoding.errors import (
    BlankTurn,
    CorrectionOutsideTurn,
    CutQuotation,
    LostQuotation,
    MovedOn,
    NothingToCorrect,
    TextMovedOn,
)
from casecoding.store.checking import Fault, Finding
from casecoding.store.tables import SourceRow
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import remove_coding
from casecoding.workbench.correcting import (
    correct_text,
    edit_places,
    edit_turn,
    preview_correction,
    read_imported_text,
)
from casecoding.workbench.operations import perform
from casecoding.workbench.reader import read_news, read_source
from casecoding.workbench.reading import check, read_history, read_one_source, read_original, read_text
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import redo, undo
from tests.builders import make_source, mark, span_of, store_source

DAMAGED = (
    ("I", "Hvordan gar det med ledelsen?"),
    ("Mette", "Der er ingen kobling til bestyrelsen 😀. Vi gor det selv, saledes."),
    ("Bo", "Ledelsen bakker op, men folgegruppen modes ikke."),
)


@pytest.fixture
def source(any_bench):
    return store_source(any_bench, make_source(*DAMAGED))


@pytest.fixture
def mette(any_bench):
    return ensure_coder(any_bench, "Mette")


@pytest.fixture
def bo(any_bench):
    return ensure_coder(any_bench, "Bo")


def replace_words(bench, source, old, new, coder, **rest):
    """Correct the first `old` of the text as it is now."""
    now = read_one_source(bench, source.id)
    edit = edit_places(now, [(span_of(now, old), new)])
    return correct_text(bench, source.id, edit, coder_id=coder.id, **rest)


def quotes(bench):
    return [record["quote"] for record in coding_records(bench)]


def whole(bench):
    """Return all that a correction touches."""
    source = read_one_source(bench, "kilde1")
    return source, list(coding_records(bench)), list(suggestion_records(bench))


def test_codings_behind_a_correction_keep_their_words(any_bench, source, mette):
    mark(any_bench, source, "ingen kobling", "kobling", mette.id)
    mark(any_bench, source, "Ledelsen bakker op", "ledelse", mette.id)

    replace_words(any_bench, source, "gar", "går slet ikke", mette)

    assert quotes(any_bench) == ["ingen kobling", "Ledelsen bakker op"]
    assert check(any_bench) == ()


def test_a_correction_inside_a_quotation_changes_it_and_says_so(any_bench, source, mette):
    mark(any_bench, source, "men folgegruppen modes ikke", "ledelse", mette.id)

    correction = replace_words(any_bench, source, "folgegruppen", "følgegruppen", mette)

    assert [(one.before, one.after) for one in correction.reworded] == [
        ("men folgegruppen modes ikke", "men følgegruppen modes ikke")
    ]
    assert quotes(any_bench) == ["men følgegruppen modes ikke"]
    assert check(any_bench) == ()


def test_the_turns_and_their_words_follow(any_bench, source, mette):
    edit = edit_turn(source, 2, "Der er ikke nogen kobling til bestyrelsen 😀. Vi gør det selv, således.")
    correct_text(any_bench, source.id, edit, coder_id=mette.id)

    now = read_one_source(any_bench, source.id)

    assert [turn.span.of(now.text) for turn in now.turns] == [
        DAMAGED[0][1],
        "Der er ikke nogen kobling til bestyrelsen 😀. Vi gør det selv, således.",
        DAMAGED[2][1],
    ]


def test_new_words_are_made_canonical(any_bench, source, mette):
    replace_words(any_bench, source, "gar", "ga\u030ar\r\nnu\x07", mette)

    assert "Hvordan går nu det" in read_text(any_bench, source.id)


def test_a_correction_through_the_edge_of_a_quotation_asks(any_bench, source, mette):
    mark(any_bench, source, "kobling til best", "kobling", mette.id)
    before = whole(any_bench)

    with pytest.raises(CutQuotation):
        replace_words(any_bench, source, "bestyrelsen", "ledelserne", mette)

    assert whole(any_bench) == before
    assert [entry.action for entry in read_history(any_bench)].count(Action.CORRECT_TEXT) == 0


@pytest.mark.parametrize(
    ("fit", "words"), [(Fit.EXTEND, "kobling til ledelserne"), (Fit.SHRINK, "kobling til ")]
)
def test_the_person_chooses_what_becomes_of_a_cut_quotation(any_bench, source, mette, fit, words):
    coding = mark(any_bench, source, "kobling til best", "kobling", mette.id)
    before = whole(any_bench)

    replace_words(any_bench, source, "bestyrelsen", "ledelserne", mette, fits={coding.id: fit})

    assert quotes(any_bench) == [words]
    undo(any_bench, coder_id=mette.id)
    assert whole(any_bench) == before
    assert check(any_bench) == ()


def test_a_preview_tells_which_codings_are_cut_and_stores_nothing(any_bench, source, mette):
    coding = mark(any_bench, source, "kobling til best", "kobling", mette.id)
    edit = edit_places(source, [(span_of(source, "bestyrelsen"), "ledelserne")])

    seen = preview_correction(any_bench, source.id, edit)

    assert [(cut.coding.id, cut.choices) for cut in seen.cuts] == [(coding.id, (Fit.EXTEND, Fit.SHRINK))]
    assert read_text(any_bench, source.id) == source.text


def test_a_correction_that_only_changes_letters_within_a_quotation_cuts_nothing(any_bench, source, mette):
    mark(any_bench, source, "sal", "kobling", mette.id)

    replace_words(any_bench, source, "saledes", "saledes nok", mette)

    assert quotes(any_bench) == ["sal"]


def test_a_correction_that_would_delete_a_quotation_is_refused(any_bench, source, mette):
    mark(any_bench, source, "ingen", "kobling", mette.id)

    with pytest.raises(LostQuotation):
        replace_words(any_bench, source, "ingen ", "", mette)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("ledelsen?\nMette: Der", "x"), CorrectionOutsideTurn),
        (("Mette: ", "Mona: "), CorrectionOutsideTurn),
        (("Hvordan gar det med ledelsen?", " "), BlankTurn),
        (("gar", "gar"), NothingToCorrect),
    ],
)
def test_what_cannot_be_corrected_is_refused_whole(any_bench, source, mette, words, fault):
    with pytest.raises(fault):
        replace_words(any_bench, source, *words, mette)

    assert read_text(any_bench, source.id) == source.text
    assert check(any_bench) == ()


def test_a_correction_made_for_an_earlier_text_is_refused(any_bench, source, mette):
    edit = edit_places(source, [(span_of(source, "saledes"), "således")])
    replace_words(any_bench, source, "gar", "gaar", mette)

    with pytest.raises(TextMovedOn):
        correct_text(any_bench, source.id, edit, coder_id=mette.id)


def test_a_correction_is_one_entry_that_undo_and_redo_turn(any_bench, source, mette):
    mark(any_bench, source, "men folgegruppen modes ikke", "ledelse", mette.id)
    gone = mark(any_bench, source, "ingen kobling", "kobling", mette.id)
    remove_coding(any_bench, gone.id, coder_id=mette.id)
    suggest(any_bench)
    before = whole(any_bench)
    entries = len(read_history(any_bench))
    wanted = [
        (span_of(source, old), new) for old, new in (("gar", "gaaar"), ("folgegruppen", "følgegruppen"))
    ]

    correct_text(any_bench, source.id, edit_places(source, wanted), coder_id=mette.id)

    after = whole(any_bench)
    assert after != before
    assert len(read_history(any_bench)) == entries + 1
    undo(any_bench, coder_id=mette.id)
    assert whole(any_bench) == before
    redo(any_bench, coder_id=mette.id)
    assert whole(any_bench) == after
    undo(any_bench, coder_id=mette.id)
    undo(any_bench, coder_id=mette.id)
    assert sorted(quotes(any_bench)) == ["ingen kobling", "men folgegruppen modes ikke"]
    assert check(any_bench) == ()


def test_undo_takes_along_what_was_coded_since(any_bench, source, mette, bo):
    replace_words(any_bench, source, "gar", "går rigtig skidt", mette)
    now = read_one_source(any_bench, source.id)
    mark(any_bench, now, "bakker op", "ledelse", bo.id)

    undo(any_bench, coder_id=mette.id)

    assert quotes(any_bench) == ["bakker op"]
    assert check(any_bench) == ()


def test_undo_passes_over_a_correction_whose_words_were_coded_since(any_bench, source, mette, bo):
    replace_words(any_bench, source, "gar", "går rigtig skidt", mette)
    mark(any_bench, read_one_source(any_bench, source.id), "rigtig", "ledelse", bo.id)

    with pytest.raises(MovedOn):
        undo(any_bench, coder_id=mette.id)

    assert quotes(any_bench) == ["rigtig"]
    assert check(any_bench) == ()


def test_undo_passes_over_a_correction_that_another_followed(any_bench, source, mette, bo):
    replace_words(any_bench, source, "gar", "går", mette)
    replace_words(any_bench, source, "saledes", "således", bo)

    with pytest.raises(MovedOn):
        undo(any_bench, coder_id=mette.id)


def test_the_file_and_the_text_that_were_imported_are_kept(any_bench, source, mette):
    replace_words(any_bench, source, "gar", "går", mette)
    replace_words(any_bench, source, "saledes", "således", mette)
    undo(any_bench, coder_id=mette.id)

    assert read_original(any_bench, source.id)[1].decode() == source.text
    assert read_imported_text(any_bench, source.id) == source.text


def test_check_finds_a_text_that_its_corrections_do_not_explain(any_bench, source, mette):
    replace_words(any_bench, source, "gar", "går", mette)
    with any_bench.writing(Action.DESCRIBE_SOURCE, coder_id=mette.id) as session:
        row = session.get_one(SourceRow, source.id)
        row.text = row.text.replace("går", "gik")
        row.text_hash = text_hash(row.text)

    assert Finding(Fault.CORRECTION, source.id) in check(any_bench)


def test_a_decided_suggestion_does_not_come_back_after_a_correction(bench, anne):
    source = store_source(bench, make_source(*DAMAGED))
    suggest(bench)
    pending = [one for one in suggestion_records(bench) if one["quote"].startswith("Ledelsen")]
    accept(bench, pending[0]["id"], coder_id=anne.id)
    count = len(list(suggestion_records(bench)))

    replace_words(bench, source, "gar", "går da", anne)
    suggest(bench)

    records = list(suggestion_records(bench))
    assert [one["verdict"] for one in records if one["id"] == pending[0]["id"]] == ["accepted"]
    assert len(records) == len({(one["start"], one["end"], one["code"]) for one in records}) == count
    assert check(bench) == ()


def test_a_suggestion_made_where_another_has_moved_from_gets_an_id_of_its_own(bench, anne):
    words = "Der er ingen kobling."
    source = store_source(bench, make_source((None, "Ja."), (None, words)))
    suggest(bench)
    moved = [one["id"] for one in suggestion_records(bench)]

    correct_text(bench, source.id, edit_turn(source, 1, f"Ja. {words}"), coder_id=anne.id)
    suggest(bench)

    records = list(suggestion_records(bench))
    assert {one["quote"] for one in records} == {words}
    assert len({one["id"] for one in records}) == len(records) == 2 * len(moved) > 0
    assert {one["id"] for one in records if one["start"] > len(words)} == set(moved)
    assert check(bench) == ()


def operation(op, key, page, **fields):
    return {"op": op, "key": key, "text": page.text_hash, **fields}


def marking(page, words, key):
    span = span_of(page.source, words)
    place = {"start": span.start, "end": span.end, "quote": words}
    return operation("apply", key, page, **place, codings=[{"id": key, "code": "ledelse"}])


def test_an_open_reader_hears_that_the_text_is_another(any_bench, source, mette):
    page = read_source(any_bench, source.id)

    replace_words(any_bench, source, "gar", "går", mette)

    news = read_news(any_bench, source.id, page.revision)
    assert news.text_hash != page.text_hash
    assert news.text_hash == read_source(any_bench, source.id).text_hash


def test_what_was_marked_in_the_earlier_text_is_carried_to_where_its_words_stand(
    any_bench, source, mette, bo
):
    page = read_source(any_bench, source.id)
    replace_words(any_bench, source, "gar", "går meget", mette)
    replace_words(any_bench, source, "det selv", "det nok selv", mette)

    answers = perform(any_bench, source.id, [marking(page, "bakker op", "k1")], coder_id=bo.id)

    assert [one.refusal for one in answers] == [None]
    assert quotes(any_bench) == ["bakker op"]


def test_what_was_marked_in_words_that_were_corrected_is_refused(any_bench, source, mette, bo):
    page = read_source(any_bench, source.id)
    replace_words(any_bench, source, "bakker", "bukker", mette)

    answers = perform(any_bench, source.id, [marking(page, "bakker op", "k1")], coder_id=bo.id)

    assert answers[0].refusal.startswith("[E180]")
    assert quotes(any_bench) == []


def test_a_mark_is_never_put_on_like_words_at_its_old_place(any_bench, mette, bo):
    source = store_source(any_bench, make_source((None, "ja ja ja ja")))
    page = read_source(any_bench, source.id)
    edit = edit_turn(source, 1, "nu ja ja ja ja")
    correct_text(any_bench, source.id, edit, coder_id=mette.id)

    wanted = operation(
        "apply", "k1", page, start=3, end=5, quote="ja", codings=[{"id": "k1", "code": "ledelse"}]
    )
    perform(any_bench, source.id, [wanted], coder_id=bo.id)

    assert [(record["start"], record["quote"]) for record in coding_records(any_bench)] == [(6, "ja")]


def test_correcting_belongs_to_the_steps_that_undo_takes_back():
    assert Action.CORRECT_TEXT in CODING_ACTIONS & MATERIAL_ACTIONS
