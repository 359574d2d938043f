"""A suggestion is decided once, by a person; a later run changes nothing that was decided."""

from dataclasses import replace

import pytest

from casecoding.domain.codebook import CueKind
from casecoding.domain.queue import Wanted
from casecoding.domain.suggestion import Verdict
from casecoding.errors import AlreadyDecided, UnknownCode, UnknownSuggestion
from casecoding.workbench.codebook import save_changes
from casecoding.workbench.reader import read_source
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept, next_card, reject
from casecoding.workbench.suggesting import last_run, suggest
from casecoding.workbench.taking_back import undo
from tests.builders import make_cue, make_source, span_of, store_source, usual_source


@pytest.fixture(autouse=True)
def source(bench):
    """Give a source with suggestions, among them kobling.brudt for "Der er ingen kobling…"."""
    stored = store_source(bench, usual_source())
    suggest(bench)
    return stored


def pending(bench):
    return {record["code"]: record for record in suggestion_records(bench) if record["verdict"] == "pending"}


def verdicts(bench):
    return {record["code"]: record["verdict"] for record in suggestion_records(bench)}


def test_a_suggestion_is_never_a_coding_by_itself(bench):
    assert "kobling.brudt" in pending(bench)
    assert list(coding_records(bench)) == []
    assert read_overview(bench).codings == {}


def test_every_quote_is_the_text_at_its_span(bench, source):
    for record in suggestion_records(bench):
        assert record["quote"] == source.text[record["start"] : record["end"]]
        assert all(words in record["quote"] for words in record["reason"]["matched"])


def test_accepting_makes_the_coding_that_was_suggested(bench, anne):
    suggested = pending(bench)["kobling.brudt"]

    coding = accept(bench, suggested["id"], coder_id=anne.id)

    (record,) = coding_records(bench)
    assert (record["id"], record["quote"], record["code"]) == (coding.id, suggested["quote"], "kobling.brudt")
    assert (record["suggestion"], record["coder"]) == (suggested["id"], "Anne")
    assert verdicts(bench)["kobling.brudt"] == "accepted"
    assert check(bench) == ()


def test_another_span_or_code_makes_it_amended(bench, source, anne):
    span = span_of(source, "ingen kobling")

    accept(bench, pending(bench)["kobling.brudt"]["id"], coder_id=anne.id, span=span, code_id="ledelse")

    (record,) = coding_records(bench)
    assert (record["quote"], record["code"]) == ("ingen kobling", "ledelse")
    assert verdicts(bench)["kobling.brudt"] == "amended"


def test_the_same_span_and_code_given_is_accepted_and_not_amended(bench, anne):
    suggested = pending(bench)["kobling.brudt"]

    accept(bench, suggested["id"], coder_id=anne.id, code_id="kobling.brudt")

    assert verdicts(bench)["kobling.brudt"] == "accepted"


@pytest.mark.parametrize("again", [accept, reject])
def test_a_decided_suggestion_cannot_be_decided_again(bench, anne, bo, again):
    suggestion_id = pending(bench)["kobling.brudt"]["id"]
    reject(bench, suggestion_id, coder_id=anne.id)

    with pytest.raises(AlreadyDecided):
        again(bench, suggestion_id, coder_id=bo.id)

    assert verdicts(bench)["kobling.brudt"] == "rejected"
    assert list(coding_records(bench)) == []


def test_an_unknown_code_leaves_the_suggestion_open(bench, anne):
    suggestion_id = pending(bench)["kobling.brudt"]["id"]

    with pytest.raises(UnknownCode):
        accept(bench, suggestion_id, coder_id=anne.id, code_id="findes-ikke")

    assert "kobling.brudt" in pending(bench)


def test_an_unknown_suggestion_is_told(bench, anne):
    with pytest.raises(UnknownSuggestion):
        accept(bench, "findes-ikke", coder_id=anne.id)


def test_undo_opens_the_suggestion_again(bench, anne):
    accept(bench, pending(bench)["kobling.brudt"]["id"], coder_id=anne.id)

    undo(bench, coder_id=anne.id)

    assert "kobling.brudt" in pending(bench)
    assert list(coding_records(bench)) == []
    assert check(bench) == ()


def test_a_later_run_suggests_the_same_and_keeps_what_was_decided(bench, anne):
    first, before = last_run(bench), {record["id"] for record in suggestion_records(bench)}
    reject(bench, pending(bench)["kobling.brudt"]["id"], coder_id=anne.id)

    again = suggest(bench)

    assert again.digest == first.digest
    assert last_run(bench).id == again.id != first.id
    assert {record["id"] for record in suggestion_records(bench)} == before
    assert verdicts(bench)["kobling.brudt"] == "rejected"
    assert check(bench) == ()


def test_a_later_run_withdraws_what_no_longer_holds(bench, source, anne):
    accept(bench, pending(bench)["kobling.brudt"]["id"], coder_id=anne.id)
    for code in read_overview(bench).codebook.codes:
        save_changes(bench, replace(code, cues=()), coder_id=anne.id)
    money = read_overview(bench).codebook.code("finansiering")
    save_changes(bench, replace(money, cues=(make_cue(CueKind.LEMMA, "selv"),)), coder_id=anne.id)

    suggest(bench)

    assert list(pending(bench)) == ["finansiering"]
    assert verdicts(bench)["kobling.brudt"] == "accepted"
    assert [one.code_id for one in read_source(bench, source.id).suggestions] == ["finansiering"]


def test_a_withdrawn_suggestion_that_a_person_accepts_is_listed_as_decided(bench, anne):
    stale = pending(bench)["kobling.brudt"]["id"]
    code = read_overview(bench).codebook.code("kobling.brudt")
    save_changes(bench, replace(code, cues=()), coder_id=anne.id)
    suggest(bench)

    accept(bench, stale, coder_id=anne.id)

    assert verdicts(bench)["kobling.brudt"] == Verdict.ACCEPTED


def test_the_interviewers_words_are_suggested_only_when_asked_for(bench):
    store_source(bench, make_source(("I", "Hvordan bakker ledelsen jer op?"), source_id="anden"))

    def found():
        return [record for record in suggestion_records(bench) if "Hvordan bakker" in record["quote"]]

    suggest(bench)
    unasked = found()
    suggest(bench, with_interviewer=True)
    (asked,) = found()

    assert unasked == []
    assert "interviewer" in asked["reason"]["flags"]


def test_the_queue_gives_the_strongest_first_and_counts_what_waits(bench, source):
    strongest = max(pending(bench).values(), key=lambda record: record["score"])

    card = next_card(bench)

    assert card.proposal.suggestion.score == strongest["score"]
    assert card.waiting == len(list(suggestion_records(bench)))
    turn = source.turn_at(card.proposal.suggestion.span.start)
    assert card.before + card.quote + card.after == turn.span.of(source.text)
    assert next_card(bench, Wanted(codes=("kobling",))).proposal.suggestion.code_id == "kobling.brudt"
    assert next_card(bench, Wanted(codes=("bystrategi",))) is None


def test_only_the_sources_asked_for_are_read(bench):
    other = store_source(bench, usual_source("kilde2", wave="2020"))

    run = suggest(bench, source_ids=[other.name])

    assert run.sources == 1
    assert {record["source"] for record in suggestion_records(bench)} == {"kilde1", "kilde2"}
