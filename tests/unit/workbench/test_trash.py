"""What is taken out lies in the trash and comes back as it was."""

import pytest

from casecoding.domain.coding import Stance
from casecoding.domain.history import SUMMARY_ACTIONS
from casecoding.domain.trash import Hanging, TrashKind
from casecoding.errors import NotInTrash, StillTakenOut, UnknownCase
from casecoding.i18n.translating import Translator
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.coding import change_coding, remove_coding
from casecoding.workbench.framework import read_framework, write_summary
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.reader import work_blind
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import undo
from casecoding.workbench.trash import bring_back, list_trash, take_out_case, what_hangs_on
from tests.builders import mark, store_source, usual_source

T = Translator("da")


def trash(bench, kind, **rest):
    return list_trash(bench, kind, T, **rest)


def test_a_coding_comes_back_with_memo_and_stance(any_bench, source, coder):
    coding = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, coding.id, coder_id=coder, stance=Stance.MIXED, memo="husk")
    remove_coding(any_bench, coding.id, coder_id=coder)

    (taken,) = trash(any_bench, TrashKind.CODING)
    bring_back(any_bench, taken, coder_id=coder)

    assert taken.name == "»ingen kobling« · Kobling · Samtale kilde1"
    (record,) = coding_records(any_bench)
    assert (record["id"], record["stance"], record["memo"]) == (coding.id, "mixed", "husk")
    assert trash(any_bench, TrashKind.CODING) == ()
    assert check(any_bench) == ()
    with pytest.raises(NotInTrash):
        bring_back(any_bench, taken, coder_id=coder)


def test_what_was_undone_is_not_in_the_trash(any_bench, source, coder):
    mark(any_bench, source, "ingen kobling", "kobling", coder)

    undo(any_bench, coder_id=coder)

    assert trash(any_bench, TrashKind.CODING) == ()


def test_an_emptied_memo_comes_back(any_bench, source, coder):
    coding = mark(any_bench, source, "ingen kobling", "kobling", coder)
    change_coding(any_bench, coding.id, coder_id=coder, memo="en tanke")
    change_coding(any_bench, coding.id, coder_id=coder, memo="")

    (taken,) = trash(any_bench, TrashKind.MEMO)
    bring_back(any_bench, taken, coder_id=coder)

    assert taken.text == "en tanke"
    assert [record["memo"] for record in coding_records(any_bench)] == ["en tanke"]
    assert trash(any_bench, TrashKind.MEMO) == ()


@pytest.mark.parametrize("after", ["", "Noget helt andet."])
def test_a_summary_that_was_taken_away_or_written_over_comes_back_as_it_was(any_bench, source, coder, after):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    bo = ensure_coder(any_bench, "Bo").id
    write_summary(any_bench, "Egelund", "kobling", "Koblingen mangler.", coder_id=coder)
    before = summaries(any_bench)
    write_summary(any_bench, "Egelund", "kobling", after, coder_id=bo)

    (taken,) = trash(any_bench, TrashKind.SUMMARY)
    bring_back(any_bench, taken, coder_id=bo)

    assert (taken.name, taken.text, taken.coder_id) == ("Egelund · Kobling", "Koblingen mangler.", bo)
    assert summaries(any_bench) == before
    assert [one.text for one in trash(any_bench, TrashKind.SUMMARY)] == ([after] if after else [])
    assert check(any_bench) == ()
    with pytest.raises(NotInTrash):
        bring_back(any_bench, taken, coder_id=bo)


def test_a_summary_whose_writing_was_undone_is_not_in_the_trash(any_bench, source, coder):
    for words in ("Først.", "Så."):
        write_summary(any_bench, source.case, "kobling", words, coder_id=coder)

    undo(any_bench, coder_id=coder, actions=SUMMARY_ACTIONS)

    assert trash(any_bench, TrashKind.SUMMARY) == ()


def summaries(bench):
    return [cell.summary for row in read_framework(bench) for cell in row.cells if cell.summary]


def test_a_code_comes_back_with_the_code_above_it(any_bench, source, coder):
    coding = mark(any_bench, source, "ingen kobling", "kobling.brudt", coder)
    retire_code(any_bench, "kobling", coder_id=coder)
    remove_coding(any_bench, coding.id, coder_id=coder)
    (gone,) = trash(any_bench, TrashKind.CODING)
    with pytest.raises(StillTakenOut, match=r"kobling\.brudt"):
        bring_back(any_bench, gone, coder_id=coder)

    broken = next(one for one in trash(any_bench, TrashKind.CODE) if one.id == "kobling.brudt")
    bring_back(any_bench, broken, coder_id=coder)
    bring_back(any_bench, gone, coder_id=coder)

    assert [code.id for code in read_overview(any_bench).codebook] == ["kobling", "kobling.brudt", "ledelse"]
    assert trash(any_bench, TrashKind.CODE) == ()
    assert check(any_bench) == ()


def test_a_source_comes_back_with_its_codings(any_bench, source, coder):
    mark(any_bench, source, "ingen kobling", "kobling", coder)
    take_out_source(any_bench, source.id, coder_id=coder)
    assert list(coding_records(any_bench)) == []

    (taken,) = trash(any_bench, TrashKind.SOURCE)
    bring_back(any_bench, taken, coder_id=coder)

    assert taken.name == source.name
    assert len(list(coding_records(any_bench))) == 1
    assert check(any_bench) == ()


def test_a_case_goes_and_comes_back_whole(any_bench, source, coder):
    other = store_source(any_bench, usual_source("kilde2", case="Fjordby"))
    second = store_source(any_bench, usual_source("kilde3"))
    write_summary(any_bench, "Egelund", "kobling", "Koblingen mangler.", coder_id=coder)
    told = summaries(any_bench)

    assert take_out_case(any_bench, "Egelund", coder_id=coder) == 2
    assert [card.id for card in read_overview(any_bench).sources] == [other.id]
    assert summaries(any_bench) == []
    (taken,) = trash(any_bench, TrashKind.CASE)
    bring_back(any_bench, taken, coder_id=coder)

    assert taken.name == "Egelund"
    assert {card.id for card in read_overview(any_bench).sources} == {source.id, other.id, second.id}
    assert summaries(any_bench) == told
    assert trash(any_bench, TrashKind.CASE) == ()
    assert check(any_bench) == ()
    with pytest.raises(UnknownCase, match="Egelund, Fjordby"):
        take_out_case(any_bench, "Ingensteds", coder_id=coder)


def test_who_codes_blind_sees_only_her_own_codings_in_the_trash(any_bench, source, coder):
    bo = ensure_coder(any_bench, "Bo").id
    for one, words in ((coder, "ingen kobling"), (bo, "bakker op")):
        remove_coding(any_bench, mark(any_bench, source, words, "kobling", one).id, coder_id=one)

    work_blind(any_bench, coder_id=coder, blind=True)

    assert [one.coder_id for one in trash(any_bench, TrashKind.CODING, coder_id=coder)] == [coder]
    assert len(trash(any_bench, TrashKind.CODING, coder_id=bo)) == 2


def test_a_code_says_what_hangs_on_it(any_bench, source, coder):
    coding = mark(any_bench, source, "ingen kobling", "kobling.brudt", coder)
    mark(any_bench, source, "bakker op", "kobling", coder)
    change_coding(any_bench, coding.id, coder_id=coder, memo="husk")
    write_summary(any_bench, "Egelund", "kobling", "Koblingen mangler.", coder_id=coder)

    expected = Hanging(codings=2, memos=1, suggestions=0, summaries=1, codes_below=1)
    assert what_hangs_on(any_bench, "kobling") == expected


def test_suggestions_of_a_code_that_is_taken_out_wait_no_longer_until_it_is_back(bench, anne):
    store_source(bench, usual_source())
    suggest(bench)
    before = waiting(bench)
    hanging = what_hangs_on(bench, "ledelse").suggestions
    assert hanging > 0

    retire_code(bench, "ledelse", coder_id=anne.id)

    assert len(waiting(bench)) == len(before) - hanging
    assert check(bench) == ()


def waiting(bench):
    return {one["id"] for one in suggestion_records(bench) if one["verdict"] == "pending"}
