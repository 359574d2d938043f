"""Guides and agendas become codes of their own: one step, a matrix, and themes are not disturbed."""

from dataclasses import replace

import pytest

from casecoding.aggregating.matrix import Dimension
from casecoding.codebooks import load_codebook, save_codebook
from casecoding.domain.codebook import CodeKind
from casecoding.domain.source import TurnStyle
from casecoding.importing.guides import is_agenda_item, without_number
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_excerpts, read_matrix
from casecoding.workbench.reader import read_source
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records
from casecoding.workbench.speakers import redo_material, undo_material
from casecoding.workbench.structure import apply_structure, propose_headings, propose_questions, read_guide
from tests.builders import make_source, mark, store_source

GUIDE = """Interviewguide

1. Kan du fortælle om din rolle i helhedsplanen?
2. Hvordan foregår samarbejdet med kommunen?
3) Hvad sker der, når bevillingen udløber?
"""
BY_QUESTION = Question(rows=Dimension.QUESTION, columns=Dimension.CASE)


@pytest.fixture
def interview(bench):
    return store_source(
        bench,
        make_source(
            ("I", "Vil du begynde med at fortælle, hvad din rolle er i helhedsplanen?"),
            ("Mette", "Jeg er projektleder."),
            ("I", "Hvordan samarbejder I så med kommunen?"),
            ("Mette", "Det går trægt. Der er ingen kobling."),
            ("I", "Hvad nu?"),
            ("Mette", "Vi venter."),
        ),
    )


def proposed(bench, source):
    return propose_questions(bench, read_guide("guide.txt", GUIDE.encode()), [source.id])


def test_a_guide_is_read_as_its_questions_without_numbers():
    assert read_guide("guide.md", GUIDE.encode()) == (
        "Kan du fortælle om din rolle i helhedsplanen?",
        "Hvordan foregår samarbejdet med kommunen?",
        "Hvad sker der, når bevillingen udløber?",
    )


def test_questions_are_found_in_other_words_and_nothing_is_stored(bench, interview):
    (found,) = proposed(bench, interview)

    assert [place.turn for place in found.places] == [1, 3, None]
    assert list(coding_records(bench)) == []


def test_answers_are_coded_as_one_step_that_undo_takes_back(bench, interview, anne):
    stored = apply_structure(bench, "Guide 2018", proposed(bench, interview), coder_id=anne.id)
    quotes = [record["quote"] for record in coding_records(bench)]

    undo_material(bench, coder_id=anne.id)
    without = list(coding_records(bench)), read_overview(bench).codebook.structure
    redo_material(bench, coder_id=anne.id)

    assert (stored, quotes) == (
        2,
        ["Jeg er projektleder.", "Det går trægt. Der er ingen kobling.\nI: Hvad nu?\nMette: Vi venter."],
    )
    assert without == ([], frozenset())
    assert len(list(coding_records(bench))) == 2
    assert check(bench) == ()


def test_questions_stand_in_a_matrix_of_their_own_and_themes_count_as_before(bench, interview, anne):
    mark(bench, interview, "ingen kobling", "kobling", anne.id)
    themes = read_matrix(bench, Question())

    apply_structure(bench, "Guide", proposed(bench, interview), coder_id=anne.id)

    matrix = read_matrix(bench, BY_QUESTION)
    assert read_matrix(bench, Question()) == themes
    assert (matrix.codings, len(matrix.rows)) == (2, 2)
    assert count_excerpts(bench, cell_selection(BY_QUESTION, matrix.rows[0], "Egelund")) == 1
    assert [one.coding.code_id for one in read_excerpts(bench, Question().selection)] == ["kobling"]
    assert [one.code_id for one in read_source(bench, interview.id).codings] == ["kobling"]
    assert not read_source(bench, interview.id).codebook.structure


def test_the_same_guide_on_another_source_uses_the_same_codes(bench, interview, anne):
    apply_structure(bench, "Guide", proposed(bench, interview), coder_id=anne.id)
    other = store_source(bench, replace(interview, id="kilde2", case="Birk", file_hash="x"))

    apply_structure(bench, "Guide", proposed(bench, other), coder_id=anne.id)

    assert len(read_matrix(bench, BY_QUESTION).rows) == 2
    assert read_matrix(bench, BY_QUESTION).codings == 4
    assert apply_structure(bench, "Guide", proposed(bench, other), coder_id=anne.id) == 0


def test_a_person_may_move_a_question_before_it_is_coded(bench, interview, anne):
    (found,) = proposed(bench, interview)
    moved = replace(found, places=(*found.places[:2], replace(found.places[2], turn=5)))

    apply_structure(bench, "Guide", [moved], coder_id=anne.id)

    assert [record["quote"] for record in coding_records(bench)][-1] == "Vi venter."


def test_headings_of_minutes_are_items_without_their_numbers(bench, anne):
    minutes = make_source(
        (None, "Ad 1) Økonomi"), (None, "Budgettet holder."), (None, "2. Eventuelt"), (None, "Intet.")
    )
    store_source(bench, minutes)

    (found,) = propose_headings(bench, [minutes.id])
    apply_structure(bench, "Dagsorden", [found], coder_id=anne.id)

    assert [(place.part, place.turn) for place in found.places] == [("Økonomi", 1), ("Eventuelt", 3)]
    assert [record["quote"] for record in coding_records(bench)] == ["Budgettet holder.", "Intet."]


@pytest.mark.parametrize(
    ("text", "style", "item"),
    [
        ("Økonomi", TurnStyle.HEADING, True),
        ("Punkt 3: Nyt fra formanden", TurnStyle.PARAGRAPH, True),
        ("12. maj talte vi om det, og siden er der sket meget i området, " + "for alle parter. " * 5,
         TurnStyle.PARAGRAPH, False),
        ("Der er 3. etage.", TurnStyle.PARAGRAPH, False),
        ("1. Ja", TurnStyle.SPEECH, False),
    ],
)  # fmt: skip
def test_an_agenda_item_is_a_heading_or_a_short_numbered_line(text, style, item):
    assert is_agenda_item(text, style) is item


@pytest.mark.parametrize(
    ("line", "plain"),
    [("• Hvad nu?", "Hvad nu?"), ("a) Hvad nu?", "Hvad nu?"), ("1.2 – Hvad nu?", "Hvad nu?"), ("7)", "7)")],
)
def test_a_number_or_bullet_is_taken_off(line, plain):
    assert without_number(line) == plain


def test_a_structural_code_keeps_its_kind_in_the_files(bench, interview, anne, tmp_path):
    apply_structure(bench, "Guide", proposed(bench, interview), coder_id=anne.id)
    codebook = read_overview(bench).codebook

    save_codebook(codebook, tmp_path)

    assert load_codebook(tmp_path).structure == codebook.structure
    assert {code.kind for code in load_codebook(tmp_path)} == set(CodeKind)


def test_the_questions_stand_in_the_guides_order_though_one_was_asked_in_the_second_source_alone(
    bench, interview, anne
):
    other = store_source(
        bench,
        make_source(
            ("I", "Hvad sker der, når bevillingen udløber?"),
            ("Bo", "Intet."),
            ("I", "Hvordan foregår samarbejdet med kommunen?"),
            ("Bo", "Fint."),
            source_id="kilde2",
        ),
    )
    guide = read_guide("guide.txt", GUIDE.encode())

    apply_structure(
        bench, "Guide", propose_questions(bench, guide, [interview.id, other.id]), coder_id=anne.id
    )

    codebook = read_overview(bench).codebook
    rows = read_matrix(bench, BY_QUESTION).rows
    assert [codebook.code(row).definition for row in rows] == list(guide)
