"""A repair puts right what the log, the files and the rules tell, after a backup, and nothing else."""

# ruff: noqa: S608 - the statements are ours, and meant to do harm

import sqlite3
from contextlib import closing

import pytest

from casecoding.domain.history import Action
from casecoding.errors import StudyDamaged
from casecoding.i18n.translating import Translator
from casecoding.store.checking import Fault
from casecoding.store.mending import Remedy
from casecoding.workbench.backing_up import list_backups
from casecoding.workbench.coding import remove_coding
from casecoding.workbench.correcting import correct_text, edit_turn
from casecoding.workbench.importing import import_files
from casecoding.workbench.mending import diagnose, places_in_words, repair
from casecoding.workbench.reading import check, read_history, read_one_source, read_overview, read_text
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import undo
from tests.builders import mark

TALK = "Interviewer: Hvordan går det?\n\nMette: Der er ingen kobling til bestyrelsen. Vi gør det selv.\n"


@pytest.fixture
def source(bench, anne, tmp_path):
    """Give an imported, corrected and coded source."""
    file = tmp_path / "samtale.txt"
    file.write_text(TALK, encoding="utf-8")
    [outcome] = import_files(bench, [file])
    source = read_one_source(bench, outcome.source_id)
    correct_text(bench, source.id, edit_turn(source, 1, "Hvordan går det så?"), coder_id=anne.id)
    source = read_one_source(bench, source.id)
    mark(bench, source, "ingen kobling", "kobling", anne.id)
    remove_coding(bench, mark(bench, source, "selv", "ledelse", anne.id).id, coder_id=anne.id)
    return source


def alter(bench, *statements):
    with closing(sqlite3.connect(bench.store.place)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


LIVING = "WHERE deleted_at IS NULL"
ORPHAN = """
    INSERT INTO coding (id, source_id, start, "end", quote_hash, code_id, coder_id, memo, created_at)
    VALUES ('stray', 'nowhere', 0, 3, 'x', 'no code', 'nobody', 'et memo', '2026-05-17 12:00:00.000000')
"""


@pytest.mark.parametrize(
    ("harm", "fault_and_remedy"),
    [
        (f"UPDATE coding SET start = start + 1 {LIVING}", (Fault.CODING_QUOTE, Remedy.FROM_LOG)),
        (f'UPDATE coding SET "end" = 99999 {LIVING}', (Fault.CODING_SPAN, Remedy.FROM_LOG)),
        (f"UPDATE coding SET code_id = 'væk' {LIVING}", (Fault.REFERENCE, Remedy.FROM_LOG)),
        (f"UPDATE coding SET source_id = 'væk' {LIVING}", (Fault.REFERENCE, Remedy.FROM_LOG)),
        (f"UPDATE coding SET stance = 'sidelæns' {LIVING}", (Fault.VALUE, Remedy.FROM_LOG)),
        ("UPDATE code SET content = '{' WHERE id = 'kobling'", (Fault.VALUE, Remedy.FROM_LOG)),
        ("UPDATE source SET held = 'i går'", (Fault.VALUE, Remedy.FROM_LOG)),
        (f"DELETE FROM coding {LIVING}", (Fault.LOG, Remedy.FROM_LOG)),
        ("UPDATE coding SET deleted_at = NULL", (Fault.LOG, Remedy.FROM_LOG)),
        ("INSERT INTO coder (id, name, blind) VALUES ('ny', 'Ny', 0)", (Fault.LOG, Remedy.INTO_LOG)),
        (ORPHAN, (Fault.REFERENCE, Remedy.TAKEN_OUT)),
        (ORPHAN, (Fault.CODING_SPAN, Remedy.TAKEN_OUT)),
        ("UPDATE source SET text = text || 'x'", (Fault.SOURCE_TEXT, Remedy.FROM_FILE)),
        ("UPDATE source SET text = 'x' || text", (Fault.CODING_QUOTE, Remedy.FROM_FILE)),
        ("UPDATE source SET text = 'x' || text, text_hash = 'y'", (Fault.CORRECTION, Remedy.FROM_FILE)),
        ("UPDATE turn SET participant_id = NULL", (Fault.TURN_SPEAKER, Remedy.WORKED_OUT)),
        ("UPDATE log_entry SET stands = 0 WHERE seq = 2", (Fault.LOG_STANDING, Remedy.WORKED_OUT)),
        ("UPDATE tally SET codings = codings + 1", (Fault.TALLY, Remedy.WORKED_OUT)),
        ("UPDATE suggestion SET start = start + 1", (Fault.SUGGESTION_SPAN, Remedy.WITHDRAWN)),
    ],
)
def test_what_the_log_the_file_or_the_rules_tell_is_put_right(bench, anne, source, harm, fault_and_remedy):
    suggest(bench)
    before = list(coding_records(bench))
    alter(bench, harm)

    found = diagnose(bench).repairs
    assert len(places_in_words(bench, found, Translator("da"))) == len(found)
    assert fault_and_remedy in {(one.finding.fault, one.remedy) for one in found}
    mended = repair(bench, coder_id=anne.id)

    assert mended.left == ()
    assert check(bench) == ()
    assert list(coding_records(bench)) == before
    assert read_text(bench, source.id) == source.text
    assert list_backups(bench)[0] == mended.backup


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("UPDATE turn SET style = 'råb' WHERE number = 1", Fault.VALUE),
        ("UPDATE original SET content = X'00'", Fault.ORIGINAL),
        ('UPDATE turn SET "end" = 99999 WHERE number = 2', Fault.TURN_SPAN),
        ("DELETE FROM log_change WHERE position = 1", Fault.LOG_GAP),
        ("DELETE FROM log_entry WHERE action = 'correct-text'", Fault.LOG_GAP),
    ],
)
def test_what_nothing_tells_is_left_alone_and_said_so(bench, anne, source, harm, fault):
    alter(bench, harm)

    assert (fault, Remedy.NONE) in {(one.finding.fault, one.remedy) for one in diagnose(bench).repairs}
    assert fault in {one.fault for one in repair(bench, coder_id=anne.id).left}
    assert len(list(coding_records(bench))) == 1
    assert source.id in {card.id for card in read_overview(bench).sources}


@pytest.mark.usefixtures("source")
def test_looking_changes_nothing(bench):
    alter(bench, f"UPDATE coding SET start = start + 1 {LIVING}")
    revision = bench.store.revision()

    diagnose(bench)

    assert bench.store.revision() == revision
    assert list_backups(bench) == ()
    assert {one.finding.fault for one in diagnose(bench).repairs} == {Fault.CODING_QUOTE, Fault.LOG}


@pytest.mark.usefixtures("source")
def test_what_an_orphan_said_is_kept_in_the_log(bench, anne):
    alter(bench, ORPHAN)

    repair(bench, coder_id=anne.id)

    (kept,) = read_history(bench)[0].subject["orphans"]
    assert (kept["table"], kept["id"], kept["memo"]) == ("coding", "stray", "et memo")


@pytest.mark.usefixtures("source")
def test_a_repair_is_one_entry_of_the_log(bench, anne):
    alter(bench, f"UPDATE coding SET start = start + 1 {LIVING}")
    revision = bench.store.revision()

    repair(bench, coder_id=anne.id)

    assert bench.store.revision() == revision + 1
    assert read_history(bench)[0].action is Action.REPAIR
    undo(bench, coder_id=anne.id)
    assert check(bench) == ()


@pytest.mark.usefixtures("source")
def test_a_log_that_cannot_be_read_is_told_of_and_nothing_is_touched(bench, anne):
    alter(bench, "UPDATE log_change SET after = '{' WHERE id = 9")
    revision = bench.store.revision()

    assert {one.remedy for one in diagnose(bench).repairs} == {Remedy.NONE}
    with pytest.raises(StudyDamaged, match="E208"):
        repair(bench, coder_id=anne.id)

    assert bench.store.revision() == revision


def test_where_it_is_stands_in_words(bench, anne, source):
    alter(bench, f"UPDATE coding SET start = start + 1 {LIVING}", "UPDATE original SET content = X'00'")
    assert anne

    places = places_in_words(bench, diagnose(bench).repairs, Translator("da"))

    assert set(places) == {source.name, "»ngen kobling« · Kobling · Samtale"}
