"""Merging and splitting codes: nothing that a coder said of a quotation is lost."""

import pytest

from casecoding.domain.codebook import CueKind, Name
from casecoding.domain.coding import Stance
from casecoding.errors import HasCodesBelow, MergedWithItself, NothingToSplit, RetiredCode, UnknownCode
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.codebook import save_changes
from casecoding.workbench.coding import change_coding
from casecoding.workbench.framework import read_framework, write_summary
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reshaping import merge_codes, split_code, undo_codebook
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from tests.builders import make_code, make_cue, mark, store_source, usual_source


def told(bench):
    return {one["quote"]: (one["code"], one["stance"], one["memo"]) for one in coding_records(bench)}


def test_merged_codings_keep_memo_and_stance(any_bench, source, coder):
    coding = mark(any_bench, source, "ingen kobling", "kobling.brudt", coder)
    change_coding(any_bench, coding.id, coder_id=coder, stance=Stance.SUPPORTS, memo="husk")

    moved = merge_codes(any_bench, "kobling.brudt", into="ledelse", coder_id=coder)

    assert moved == 1
    assert told(any_bench) == {"ingen kobling": ("ledelse", "supports", "husk")}
    assert "kobling.brudt" not in read_overview(any_bench).codebook
    assert check(any_bench) == ()


def test_two_codings_that_come_to_say_the_same_are_folded(any_bench, source, coder):
    bo = ensure_coder(any_bench, "Bo").id
    for who, code, stance, memo in (
        (coder, "kobling", Stance.SUPPORTS, "den ene"),
        (coder, "ledelse", Stance.CONTRADICTS, "den anden"),
        (bo, "kobling", None, ""),
    ):
        coding = mark(any_bench, source, "ingen kobling", code, who)
        change_coding(any_bench, coding.id, coder_id=who, stance=stance, memo=memo)

    merge_codes(any_bench, "ledelse", into="kobling", coder_id=coder)

    records = sorted((one["coder"], one["stance"], one["memo"]) for one in coding_records(any_bench))
    assert records == [("Anne", "mixed", "den ene\n\nden anden"), ("Bo", None, "")]
    assert check(any_bench) == ()


def test_a_merge_is_one_step_that_undo_takes_back(any_bench, source, coder):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    mark(any_bench, source, "ingen kobling", "ledelse", coder)
    before = sorted((one["id"], one["code"]) for one in coding_records(any_bench))
    merge_codes(any_bench, "ledelse", into="kobling", coder_id=coder)

    undo_codebook(any_bench, coder_id=coder)

    assert sorted((one["id"], one["code"]) for one in coding_records(any_bench)) == before
    assert "ledelse" in read_overview(any_bench).codebook
    assert check(any_bench) == ()


def test_what_was_written_of_a_merged_theme_stands_with_the_other(any_bench, source, coder):
    store_source(any_bench, usual_source("kilde2", case="Ny By"))
    for case, theme, words in (
        (source.case, "kobling", "Koblingen mangler."),
        ("Egelund", "ledelse", "Ledelsen bakker op."),
        ("Ny By", "ledelse", "Her er ingen ledelse."),
    ):
        write_summary(any_bench, case, theme, words, coder_id=coder)
    before = written(any_bench)

    merge_codes(any_bench, "ledelse", into="kobling", coder_id=coder)

    assert written(any_bench) == {
        ("Egelund", "kobling"): "Koblingen mangler.\n\nLedelsen bakker op.",
        ("Ny By", "kobling"): "Her er ingen ledelse.",
    }
    assert check(any_bench) == ()
    undo_codebook(any_bench, coder_id=coder)
    assert written(any_bench) == before


def written(bench):
    rows = read_framework(bench)
    return {(row.case, cell.theme): cell.summary.text for row in rows for cell in row.cells if cell.summary}


def test_the_code_that_stays_takes_over_example_and_cues(any_bench, coder):
    gone = make_code(
        "ledelse", make_cue(CueKind.WORD, "leder"), example="»Hun tog ansvar.«", include="chefer"
    )
    save_changes(any_bench, gone, coder_id=coder)

    merge_codes(any_bench, "ledelse", into="kobling", coder_id=coder)

    kept = read_overview(any_bench).codebook.code("kobling")
    assert (kept.example, kept.include, kept.cues) == ("»Hun tog ansvar.«", "chefer", gone.cues)


@pytest.mark.parametrize(
    ("gone", "into", "fault"),
    [
        ("kobling", "kobling", MergedWithItself),
        ("kobling", "kobling.brudt", MergedWithItself),
        ("kobling", "ledelse", HasCodesBelow),
        ("kobling", "ukendt", UnknownCode),
    ],
)
def test_a_merge_that_cannot_be_is_refused(any_bench, coder, gone, into, fault):
    with pytest.raises(fault):
        merge_codes(any_bench, gone, into=into, coder_id=coder)


def test_an_accepted_suggestion_leads_to_the_coding_that_was_kept(bench, anne):
    source = store_source(bench, usual_source())
    suggest(bench)
    first = next(one for one in suggestion_records(bench) if one["code"] != "kobling")
    accepted = accept(bench, first["id"], coder_id=anne.id)
    kept = mark(bench, source, accepted.span.of(source.text), "kobling", anne.id)

    merge_codes(bench, first["code"], into="kobling", coder_id=anne.id)

    assert [one["id"] for one in coding_records(bench)] == [kept.id]
    assert check(bench) == ()


def test_a_code_is_split_into_a_new_one_beside_it(any_bench, source, coder):
    first = mark(any_bench, source, "ingen kobling", "kobling.brudt", coder)
    change_coding(any_bench, first.id, coder_id=coder, stance=Stance.MIXED, memo="husk")
    mark(any_bench, source, "bakker op", "kobling.brudt", coder)

    made = split_code(
        any_bench, "kobling.brudt", [first.id], into=Name("Tavs", "Silent"), example="Stilhed", coder_id=coder
    )

    assert (made.id, made.example) == ("kobling.tavs", "Stilhed")
    assert told(any_bench) == {
        "ingen kobling": ("kobling.tavs", "mixed", "husk"),
        "bakker op": ("kobling.brudt", None, ""),
    }
    assert check(any_bench) == ()
    undo_codebook(any_bench, coder_id=coder)
    assert "kobling.tavs" not in read_overview(any_bench).codebook
    assert {code for code, _, _ in told(any_bench).values()} == {"kobling.brudt"}


def test_chosen_codings_move_to_a_code_that_is_there(any_bench, source, coder):
    first = mark(any_bench, source, "ingen kobling", "kobling", coder)

    split_code(any_bench, "kobling", [first.id], into="ledelse", coder_id=coder)

    assert told(any_bench) == {"ingen kobling": ("ledelse", None, "")}


def test_a_split_that_moves_nothing_or_repeats_an_id_is_refused(any_bench, source, coder):
    first = mark(any_bench, source, "ingen kobling", "kobling", coder)

    with pytest.raises(NothingToSplit):
        split_code(any_bench, "ledelse", [first.id], into=Name("Ny", "New"), coder_id=coder)
    with pytest.raises(RetiredCode):
        split_code(any_bench, "kobling", [first.id], into=Name("Ledelse", "x"), coder_id=coder)

    assert "ny" not in read_overview(any_bench).codebook
