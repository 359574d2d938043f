"""Tallies follow every write, every undo and what another program wrote; check finds one that drifted."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from random import Random

from casecoding.domain.codebook import CodeKind
from casecoding.domain.coding import Coder
from casecoding.domain.selection import EVERYTHING, Selection
from casecoding.domain.source import Passage
from casecoding.errors import NothingToRedo, NothingToUndo
from casecoding.settings import Settings
from casecoding.store.checking import Fault, Finding
from casecoding.workbench.analysis import count_excerpts, read_excerpts
from casecoding.workbench.bench import Bench, ensure_coder, open_bench
from casecoding.workbench.codebook import save_changes
from casecoding.workbench.coding import Marking, apply_code, remove_coding
from casecoding.workbench.correcting import correct_text, edit_turn
from casecoding.workbench.reading import check, read_one_source, read_overview
from casecoding.workbench.reshaping import merge_codes
from casecoding.workbench.speakers import set_passage, undo_material
from casecoding.workbench.taking_back import redo, undo
from tests.builders import mark, store_source, usual_source

CODES = ("kobling", "kobling.brudt", "ledelse")


def one_step(bench: Bench, coder: Coder, chance: Random) -> None:
    """Do one thing that a coder may do: code, take away, undo, redo, or say that another speaks."""
    source = read_one_source(bench, "kilde1")
    own = read_excerpts(bench, replace(EVERYTHING, coders=(coder.name,)))
    match chance.randrange(7):
        case 0 if own:
            remove_coding(bench, chance.choice(own).coding.id, coder_id=coder.id)
        case 1:
            undo(bench, coder_id=coder.id)
        case 2:
            redo(bench, coder_id=coder.id)
        case 3:
            label, level = chance.choice((("Mette", None), ("Bo", "strategisk"), (None, "taktisk")))
            first = chance.randrange(1, 4)
            passage = Passage(first, chance.randrange(first, 4), label=label, level=level)
            set_passage(bench, source.id, passage, coder_id=coder.id)
        case 4:
            undo_material(bench, coder_id=coder.id)
        case _:
            start = chance.randrange(len(source.text) - 1)
            end = min(len(source.text), start + chance.randrange(1, 90))
            apply_code(bench, Marking(source.id, start, end, chance.choice(CODES)), coder_id=coder.id)


def test_after_any_steps_the_tallies_are_as_if_worked_out_anew(any_bench):
    chance = Random(3)
    coders = [ensure_coder(any_bench, name) for name in ("Anne", "Bo")]
    store_source(any_bench, usual_source())

    for _ in range(60):
        try:
            one_step(any_bench, chance.choice(coders), chance)
        except (NothingToUndo, NothingToRedo):
            continue

    assert check(any_bench) == ()
    assert count_excerpts(any_bench, EVERYTHING) == len(read_excerpts(any_bench, EVERYTHING)) > 5


def test_a_corrected_text_moves_the_tallies(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling", anne.id)
    edit = edit_turn(source, 2, "Der er slet ingen kobling til bestyrelsen. Vi gør det selv.")

    correct_text(bench, source.id, edit, coder_id=anne.id)

    assert check(bench) == ()


def test_merged_codes_are_tallied_as_one(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "finansiering", anne.id)
    mark(bench, source, "bestyrelsen", "ledelse", anne.id)

    merge_codes(bench, "finansiering", into="ledelse", coder_id=anne.id)

    assert count_excerpts(bench, Selection(codes=("ledelse",))) == 2
    assert check(bench) == ()


def test_a_code_that_becomes_a_question_is_tallied_among_the_questions(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling", anne.id)
    mark(bench, source, "bestyrelsen", "ledelse", anne.id)
    code = read_overview(bench).codebook.code("ledelse")

    save_changes(bench, replace(code, kind=CodeKind.STRUCTURE), coder_id=anne.id)

    assert count_excerpts(bench, Selection(structure=True)) == 1
    assert check(bench) == ()


def test_what_another_program_wrote_is_tallied_when_the_study_is_opened(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling", anne.id)
    for table in ("tally", "piece", "voice", "short"):
        alter(bench, f"DELETE FROM {table}")  # noqa: S608 - the names are ours

    opened = open_bench(bench.store.place, settings=Settings())

    assert count_excerpts(opened, EVERYTHING) == 1
    assert check(opened) == ()
    opened.store.close()


def test_a_tally_that_drifted_is_found(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling", anne.id)

    alter(bench, "UPDATE tally SET turns_of_theme = 7")

    assert check(bench) == (Finding(Fault.TALLY, "tally"),)


def alter(bench: Bench, statement: str) -> None:
    with closing(sqlite3.connect(bench.store.place)) as connection, connection:
        connection.execute(statement)
