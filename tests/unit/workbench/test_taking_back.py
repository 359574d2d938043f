"""Entries of the log taken back: one, a run, a person's afternoon, as one step that can be undone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casecoding.domain.codebook import CueKind, Name
from casecoding.domain.coding import Stance
from casecoding.domain.history import Action, LogFilter
from casecoding.domain.span import Span
from casecoding.errors import (
    ChangedSince,
    CodeInUse,
    NothingToTakeBack,
    SourceCodedSince,
    StandsForGood,
    UnknownCoder,
)
from casecoding.i18n.translating import Translator
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.codebook import add_code, retire_code, save_changes
from casecoding.workbench.coding import Marking, apply_code, change_coding, remove_coding
from casecoding.workbench.coding_in_vivo import apply_new_code
from casecoding.workbench.correcting import correct_text, edit_turn
from casecoding.workbench.reading import check, read_history, read_one_source, read_overview, read_text
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import count_standing, filter_of, revert, undo
from casecoding.workbench.telling import tell_changes, tell_log
from tests.builders import make_cue, mark, store_source, usual_source

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def entry(*numbers):
    return LogFilter(numbers=numbers)


def newest(bench):
    return read_history(bench, limit=1)[0]


def quotes(bench):
    return sorted(record["quote"] for record in coding_records(bench))


def test_one_entry_is_taken_back_though_others_followed(any_bench, coder, source):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    wrong = newest(any_bench).seq
    mark(any_bench, source, "bakker op", "ledelse", coder)

    reversal = revert(any_bench, entry(wrong), coder_id=coder)

    assert [one.seq for one in reversal.taken] == [wrong]
    assert quotes(any_bench) == ["bakker op"]
    assert check(any_bench) == ()


def test_a_reversal_can_itself_be_taken_back(any_bench, coder, source):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    revert(any_bench, entry(newest(any_bench).seq), coder_id=coder)

    undo(any_bench, coder_id=coder)

    assert quotes(any_bench) == ["ingen kobling"]
    assert check(any_bench) == ()


def test_a_persons_afternoon_is_taken_back_and_nobody_elses(any_bench, coder, source):
    bo = ensure_coder(any_bench, "Bo").id
    morning, afternoon = (
        replace(any_bench, clock=lambda at=at: at) for at in (NOON - timedelta(hours=1), NOON)
    )
    mark(morning, source, "ingen kobling", "kobling", coder)
    mark(afternoon, source, "bakker op", "ledelse", coder)
    mark(afternoon, source, "mødes ikke", "kobling", bo)
    change_coding(afternoon, mark(afternoon, source, "selv", "ledelse", coder).id, coder_id=coder, memo="hm")

    wanted = filter_of(any_bench, coders=["Anne"], since=NOON, until=NOON + timedelta(hours=5))
    reversal = revert(any_bench, wanted, coder_id=bo)

    assert len(reversal.taken) == 3
    assert quotes(any_bench) == ["ingen kobling", "mødes ikke"]
    assert newest(any_bench).takes_back == tuple(sorted(one.seq for one in reversal.taken))
    assert count_standing(any_bench, wanted) == 0
    assert check(any_bench) == ()


def test_an_afternoon_with_undo_in_it_ends_as_it_began(any_bench, coder, source):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    began = newest(any_bench).seq
    undo(any_bench, coder_id=coder)
    mark(any_bench, source, "bakker op", "ledelse", coder)
    undo(any_bench, coder_id=coder)

    revert(any_bench, LogFilter(numbers=tuple(range(began + 1, began + 4))), coder_id=coder)

    assert quotes(any_bench) == ["ingen kobling"]
    assert check(any_bench) == ()


def test_what_was_built_on_is_left_and_the_rest_taken(any_bench, coder, source):
    first = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, first.id, coder_id=coder, memo="min")
    mine = newest(any_bench).seq
    mark(any_bench, source, "bakker op", "ledelse", coder)
    other = newest(any_bench).seq
    change_coding(any_bench, first.id, coder_id=coder, memo="senere")

    reversal = revert(any_bench, entry(mine, other), coder_id=coder)

    assert [one.seq for one in reversal.taken] == [other]
    assert [(one.entry.seq, type(one.reason)) for one in reversal.left] == [(mine, ChangedSince)]
    assert next(iter(coding_records(any_bench)))["memo"] == "senere"


def test_a_single_entry_that_was_built_on_is_refused_and_nothing_stored(any_bench, coder, source):
    first = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, first.id, coder_id=coder, stance=Stance.MIXED)
    mine = newest(any_bench).seq
    change_coding(any_bench, first.id, coder_id=coder, stance=Stance.SUPPORTS)
    entries = len(read_history(any_bench))

    with pytest.raises(ChangedSince):
        revert(any_bench, entry(mine), coder_id=coder)

    assert len(read_history(any_bench)) == entries


def test_an_import_is_not_taken_back_from_under_its_codings(any_bench, coder, source):
    imported = newest(any_bench).seq
    coding = mark(any_bench, source, "ingen kobling", "kobling", coder)

    with pytest.raises(SourceCodedSince):
        revert(any_bench, entry(imported), coder_id=coder)

    remove_coding(any_bench, coding.id, coder_id=coder)
    revert(any_bench, entry(imported), coder_id=coder)
    assert read_overview(any_bench).sources == ()


def test_a_code_that_is_used_or_has_codes_below_it_stays(any_bench, coder, source):
    apply_new_code(any_bench, Marking(source.id, 0, 5, "nyt", quote=source.text[:5]), "Nyt", coder_id=coder)
    made = newest(any_bench).seq
    add_code(any_bench, Name("Under", "Below"), under="nyt", coder_id=coder)

    with pytest.raises(CodeInUse):
        revert(any_bench, entry(made), coder_id=coder)

    retire_code(any_bench, "nyt.under", coder_id=coder)
    revert(any_bench, entry(made), coder_id=coder)
    assert "nyt" not in read_overview(any_bench).codebook


def test_that_the_study_was_made_stands(any_bench, coder):
    with pytest.raises(StandsForGood):
        revert(any_bench, entry(1), coder_id=coder)
    with pytest.raises(NothingToTakeBack):
        revert(any_bench, entry(999), coder_id=coder)


def test_corrections_of_several_texts_are_taken_back_together_and_brought_back(any_bench, coder, source):
    other = store_source(any_bench, usual_source("kilde2"))
    began = newest(any_bench).seq
    for one in (source, other):
        correct_text(any_bench, one.id, edit_turn(one, 1, "Hvad med ledelsen?"), coder_id=coder)
        marked = mark(any_bench, read_one_source(any_bench, one.id), "bakker op", "ledelse", coder)
        again = read_one_source(any_bench, one.id)
        correct_text(any_bench, one.id, edit_turn(again, 2, "Kort svar."), coder_id=coder)
    texts = [read_text(any_bench, one) for one in ("kilde1", "kilde2")]
    done = newest(any_bench).seq

    revert(any_bench, LogFilter(numbers=tuple(range(began + 1, done + 1))), coder_id=coder)

    assert [read_text(any_bench, one) for one in ("kilde1", "kilde2")] == [source.text, other.text]
    assert quotes(any_bench) == []
    assert check(any_bench) == ()

    undo(any_bench, coder_id=coder)

    assert [read_text(any_bench, one) for one in ("kilde1", "kilde2")] == texts
    assert quotes(any_bench) == ["bakker op", "bakker op"]
    assert marked.quote_hash
    assert check(any_bench) == ()


def waiting(bench):
    return {one["id"] for one in suggestion_records(bench) if one["verdict"] == "pending"}


def test_a_run_is_taken_back_with_what_it_proposed_and_decisions_stay(bench, anne):
    store_source(bench, usual_source())
    run = suggest(bench)
    proposed = waiting(bench)
    decided = sorted(proposed)[0]
    accept(bench, decided, coder_id=anne.id)

    revert(bench, filter_of(bench, actions=[Action.SUGGEST], about=run.id), coder_id=anne.id)

    assert waiting(bench) == set()
    assert len(list(coding_records(bench))) == 1
    assert check(bench) == ()

    undo(bench, coder_id=anne.id)

    assert waiting(bench) == proposed - {decided}
    assert check(bench) == ()


def set_cues(bench, code_id, *cues, coder_id):
    code = read_overview(bench).codebook.code(code_id)
    save_changes(bench, replace(code, cues=cues), coder_id=coder_id)


@pytest.mark.usefixtures("source")
def test_a_run_that_replaced_another_gives_back_what_waited_before(any_bench, coder):
    set_cues(any_bench, "ledelse", make_cue(CueKind.LEMMA, "ledelse"), coder_id=coder)
    set_cues(any_bench, "kobling", make_cue(CueKind.LEMMA, "kobling"), coder_id=coder)
    suggest(any_bench)
    before = waiting(any_bench)
    set_cues(any_bench, "ledelse", coder_id=coder)
    run = suggest(any_bench)
    assert set() < waiting(any_bench) < before

    revert(any_bench, filter_of(any_bench, about=run.id), coder_id=coder)

    assert waiting(any_bench) == before
    suggest(any_bench)
    assert check(any_bench) == ()


def test_what_waited_no_longer_before_a_run_stays_withdrawn_when_it_is_taken_back(bench, anne):
    store_source(bench, usual_source())
    suggest(bench)
    set_cues(bench, "ledelse", coder_id=anne.id)
    suggest(bench)
    retire_code(bench, "kobling", coder_id=anne.id)
    waited = waiting(bench)
    run = suggest(bench)

    revert(bench, filter_of(bench, about=run.id), coder_id=anne.id)

    assert waiting(bench) == waited


def test_what_only_an_older_run_proposed_waits_no_longer_when_the_newest_is_taken_back(bench, anne):
    store_source(bench, usual_source())
    cues = read_overview(bench).codebook.code("ledelse").cues
    suggest(bench)
    set_cues(bench, "ledelse", coder_id=anne.id)
    suggest(bench)
    waited = waiting(bench)
    set_cues(bench, "ledelse", *cues, coder_id=anne.id)
    run = suggest(bench)
    assert waited < waiting(bench)

    revert(bench, filter_of(bench, about=run.id), coder_id=anne.id)

    assert waiting(bench) == waited


@pytest.mark.usefixtures("anne")
def test_a_coder_who_is_not_there_is_named(bench):
    with pytest.raises(UnknownCoder, match="Anne"):
        filter_of(bench, coders=["Ingen"])


@pytest.mark.usefixtures("source")
def test_the_log_says_what_it_counts(any_bench):
    run = suggest(any_bench)

    lines, _ = tell_log(any_bench, LogFilter(actions=(Action.SUGGEST,)), Translator("da"), limit=1)

    assert lines[0].about == f"1 kilde · {run.suggestions} forslag"


def test_the_log_is_filtered_and_told_in_words(any_bench, coder, source):
    coding = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, coding.id, coder_id=coder, stance=Stance.SUPPORTS, memo="vigtig")
    t = Translator("da")

    lines, found = tell_log(any_bench, LogFilter(actions=(Action.CHANGE_CODING,)), t, limit=10)
    told, more = tell_changes(any_bench, lines[0].entry.seq, t)

    assert (found, more) == (1, 0)
    assert (lines[0].who, lines[0].what) == ("Anne", "Ændrede kodning")
    assert lines[0].about == "Kobling · Samtale kilde1"
    assert [(one.column, one.before, one.after) for one in told] == [
        ("holdning", "–", "Støtter"),
        ("memo", "–", "vigtig"),
    ]
    assert told[0].row == "Kodning »ingen kobling« · Kobling · Samtale kilde1"


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_of_entry_can_be_told(any_bench, coder, source, language):
    coding = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, coding.id, coder_id=coder, span=Span(0, 4))
    remove_coding(any_bench, coding.id, coder_id=coder)
    add_code(any_bench, Name("Ny", "New"), under="", coder_id=coder)
    correct_text(any_bench, source.id, edit_turn(source, 1, "Hvad?"), coder_id=coder)
    apply_code(any_bench, Marking(source.id, 0, 3, "ny"), coder_id=coder)
    undo(any_bench, coder_id=coder)
    t = Translator(language)

    lines, _ = tell_log(any_bench, LogFilter(), t, limit=50)
    told = [tell_changes(any_bench, line.entry.seq, t) for line in lines]

    assert len(lines) == 10
    assert all(changes or line.entry.action for line, (changes, _) in zip(lines, told, strict=True))
    assert any("→" in line.about for line in lines)


def test_taking_everything_back_over_and_over_takes_no_longer_each_time(any_bench, coder, source):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    began = newest(any_bench).seq

    for _ in range(40):
        revert(any_bench, LogFilter(numbers=tuple(range(began, newest(any_bench).seq + 1))), coder_id=coder)

    assert quotes(any_bench) == []
    assert check(any_bench) == ()
