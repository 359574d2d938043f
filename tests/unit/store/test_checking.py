"""Check names whatever is off, and nothing else."""

# ruff: noqa: S608 - the statements are ours, and meant to do harm

import sqlite3
from contextlib import closing

import pytest

from casecoding.store.checking import Fault, Finding
from casecoding.workbench.bench import Bench
from casecoding.workbench.coding import remove_coding
from casecoding.workbench.reading import check
from casecoding.workbench.suggesting import suggest
from tests.builders import mark, store_source, usual_source

SUGGESTED = "UPDATE suggestion SET start = start + 1 WHERE id = (SELECT min(id) FROM suggestion)"


@pytest.fixture
def coded(bench, anne):
    """Give a study with a coding "id0005" and one that was taken away."""
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling.brudt", anne.id)
    gone = mark(bench, source, "Ledelsen bakker op", "ledelse", anne.id)
    remove_coding(bench, gone.id, coder_id=anne.id)
    return bench


def alter(bench: Bench, statement: str) -> None:
    with closing(sqlite3.connect(bench.store.place)) as connection, connection:
        assert connection.execute(statement).rowcount == 1


def living_coding(bench: Bench) -> str:
    with closing(sqlite3.connect(bench.store.place)) as connection:
        return connection.execute("SELECT id FROM coding WHERE deleted_at IS NULL").fetchone()[0]


def test_a_whole_study_has_no_findings(coded):
    suggest(coded)

    assert check(coded) == ()


LIVING = "WHERE deleted_at IS NULL"
FORGED = """
    INSERT INTO log_entry (id, at, coder_id, action, subject)
    SELECT 'forged', created_at, '', 'undo', '{}' FROM study
"""


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (f"UPDATE coding SET start = start + 1 {LIVING}", Fault.CODING_QUOTE),
        (f'UPDATE coding SET "end" = 99999 {LIVING}', Fault.CODING_SPAN),
        (f"UPDATE coding SET code_id = 'findes-ikke' {LIVING}", Fault.CODING_CODE),
        (f"UPDATE coding SET quote_hash = 'x' {LIVING}", Fault.CODING_QUOTE),
    ],
)
def test_a_coding_that_was_altered_is_named(coded, statement, fault):
    alter(coded, statement)

    assert Finding(fault, living_coding(coded)) in check(coded)


def test_a_value_that_cannot_be_read_is_named(coded):
    alter(coded, f"UPDATE coding SET start = 'x' {LIVING}")

    assert check(coded) == (Finding(Fault.VALUE, f"coding {living_coding(coded)}"),)


def test_a_coding_moved_to_another_code_is_found_by_the_log(coded):
    alter(coded, f"UPDATE coding SET code_id = 'ledelse' {LIVING}")

    assert check(coded) == (Finding(Fault.LOG, f"coding {living_coding(coded)}"),)


def test_a_coding_brought_back_behind_the_log_is_found(coded):
    alter(coded, "UPDATE coding SET deleted_at = NULL WHERE deleted_at IS NOT NULL")

    assert [finding.fault for finding in check(coded)] == [Fault.LOG]


def test_a_deleted_row_is_found(coded):
    coding_id = living_coding(coded)

    alter(coded, f"DELETE FROM coding {LIVING}")

    assert check(coded) == (Finding(Fault.LOG, f"coding {coding_id}"),)


def test_a_row_that_the_log_does_not_know_is_found(coded):
    alter(coded, "INSERT INTO coder (id, name) VALUES ('ukendt', 'Ingen')")

    assert check(coded) == (Finding(Fault.LOG, "coder ukendt"),)


def test_a_log_that_was_altered_is_found(coded):
    alter(coded, "UPDATE log_change SET before = '{\"deleted_at\": \"2020\"}' WHERE before IS NOT NULL "
                 "AND table_name = 'coding'")  # fmt: skip

    assert {finding.fault for finding in check(coded)} == {Fault.LOG, Fault.LOG_SEAL}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE log_entry SET coder_id = 'en anden' WHERE seq = 3",
        "UPDATE log_entry SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3",
        "UPDATE log_entry SET subject = '{}' WHERE seq = 2",
        "UPDATE log_entry SET id = 'x' || id WHERE seq = 1",
        "DELETE FROM log_change WHERE entry_id = (SELECT id FROM log_entry WHERE seq = 4)",
        FORGED,
    ],
)
def test_an_entry_that_says_something_else_than_it_did_is_found(coded, harm):
    alter(coded, harm)

    assert Fault.LOG_SEAL in {finding.fault for finding in check(coded)}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_turn_that_is_missing_is_found(coded, number):
    alter(coded, f"DELETE FROM turn WHERE number = {number}")

    assert Finding(Fault.TURN_GAP, "kilde1") in check(coded)


def test_a_text_that_was_altered_is_named_with_its_codings(coded):
    alter(coded, "UPDATE source SET text = 'x' || text")

    assert Finding(Fault.SOURCE_TEXT, "kilde1") in check(coded)
    assert Finding(Fault.CODING_QUOTE, living_coding(coded)) in check(coded)


def test_an_original_that_was_altered_is_named(coded):
    alter(coded, "UPDATE original SET content = X'00'")

    assert check(coded) == (Finding(Fault.ORIGINAL, "kilde1"),)


def test_a_turn_outside_the_text_is_named(coded):
    alter(coded, 'UPDATE turn SET "end" = 99999 WHERE number = 3')

    assert check(coded) == (Finding(Fault.TURN_SPAN, "kilde1 §3"),)


def test_a_turn_whose_speaker_is_not_what_the_source_says_is_named(coded):
    alter(coded, "UPDATE turn SET participant_id = NULL WHERE number = 2")
    alter(coded, "UPDATE turn SET level = 'taktisk' WHERE number = 3")

    assert check(coded) == tuple(Finding(Fault.TURN_SPEAKER, f"kilde1 §{number}") for number in (2, 3))


def test_a_suggestion_that_was_moved_is_named(coded):
    suggest(coded)

    alter(coded, SUGGESTED)

    assert [finding.fault for finding in check(coded)] == [Fault.SUGGESTION_SPAN]


def test_a_row_that_points_nowhere_is_named(coded):
    alter(coded, f"UPDATE coding SET source_id = 'væk' {LIVING}")

    assert Finding(Fault.REFERENCE, f"coding {living_coding(coded)} → source") in check(coded)
