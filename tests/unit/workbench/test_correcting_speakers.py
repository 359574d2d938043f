"""Speakers are corrected without touching words: every table follows, and it can be taken back."""

from dataclasses import replace

import pytest

from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.domain.source import Participant, Passage
from casecoding.errors import NothingToUndo, UnknownLevel, UnknownPassage, UnknownSpeaker
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_excerpts, read_matrix
from casecoding.workbench.importing import (
    Said,
    description_of,
    import_files,
    import_preview,
    preview_file,
    redescribe_source,
)
from casecoding.workbench.reading import check, read_history, read_one_source
from casecoding.workbench.speakers import (
    redo_material,
    remove_passage,
    save_roles,
    set_passage,
    undo_material,
)
from tests.builders import make_source, mark, store_source

BY_LEVEL = Question(rows=Dimension.THEME, columns=Dimension.LEVEL)


@pytest.fixture
def source(bench):
    return store_source(
        bench,
        make_source(
            ("I", "Hvordan går det?"),
            ("Mette", "Vi savner kobling."),
            ("mette", "Og drift."),
            ("Bo", "Ledelsen lytter ikke."),
            ("Mette", "På bestyrelsens vegne siger jeg: der mangler penge."),
            level="taktisk",
        ),
    )


def described(bench, source, **changes):
    """Return the source's description with some participants changed: label -> changes."""
    now = description_of(bench, source.id)
    return replace(
        now, participants=tuple(replace(who, **changes.get(who.label, {})) for who in now.participants)
    )


def level_of_codings(bench):
    return {excerpt.quote: excerpt.level for excerpt in read_excerpts(bench, BY_LEVEL.selection)}


def test_a_role_gives_its_level_when_the_source_is_described(bench, source, anne):
    redescribe_source(
        bench, source.id, described(bench, source, Bo={"role": "bestyrelsesformanden"}), coder_id=anne.id
    )

    bo = read_one_source(bench, source.id).participant("Bo")
    assert (bo.level, bo.level_from_role) == ("strategisk", True)


def test_an_imported_speaker_has_the_level_of_the_manifests_role(bench, tmp_path):
    file, manifest = tmp_path / "a.txt", tmp_path / "manifest.toml"
    file.write_text("Mette: Vi venter.\n\nBo: Vi går.\n" * 3, encoding="utf-8")
    manifest.write_text(
        """[[sources]]\nfile = "a.txt"\ncase = "Egelund"\n[[sources.participants]]\nlabel = "Mette"
role = "projektlederen"\n""",
        encoding="utf-8",
    )

    (outcome,) = import_files(bench, [file], manifest=manifest, said=Said(level="3"))

    read = read_one_source(bench, outcome.source_id)
    assert [read.level_of(turn) for turn in read.turns[:2]] == ["operationelt", "strategisk"]


def test_a_source_may_go_before_the_roles(bench, source, anne):
    told = described(bench, source, Bo={"role": "direktør"})

    redescribe_source(bench, source.id, replace(told, level_for_all=True), coder_id=anne.id)

    read = read_one_source(bench, source.id)
    assert {read.level_of(turn) for turn in read.turns} == {"taktisk"}


def test_a_level_that_a_person_chose_goes_before_the_role(bench, source, anne):
    told = described(bench, source, Bo={"role": "direktør", "level": "operationelt"})

    redescribe_source(bench, source.id, told, coder_id=anne.id)

    assert read_one_source(bench, source.id).participant("Bo").level == "operationelt"


def test_new_roles_move_every_speaker_and_undo_moves_them_back(bench, source, anne):
    redescribe_source(bench, source.id, described(bench, source, Bo={"role": "gadefejer"}), coder_id=anne.id)

    save_roles(bench, {"operationelt": ["Gadefejer ", "gadefejer", ""]}, coder_id=anne.id)
    with_role = read_one_source(bench, source.id).participant("Bo").level
    undo_material(bench, coder_id=anne.id)

    assert with_role == "operationelt"
    assert read_one_source(bench, source.id).participant("Bo").level is None
    assert check(bench) == ()


def test_a_passage_moves_its_codings_and_its_words_to_another_level(bench, source, anne):
    mark(bench, source, "Vi savner kobling.", "kobling", anne.id)
    mark(bench, source, "der mangler penge", "kobling", anne.id)
    before = read_matrix(bench, replace(BY_LEVEL, measure=Measure.PER_1000_WORDS))

    set_passage(bench, source.id, Passage(5, 5, level="3", note="taler for bestyrelsen"), coder_id=anne.id)

    matrix = read_matrix(bench, replace(BY_LEVEL, measure=Measure.PER_1000_WORDS))
    assert level_of_codings(bench) == {"Vi savner kobling.": "taktisk", "der mangler penge": "strategisk"}
    assert [matrix.cell("kobling", one).count.codings for one in ("taktisk", "strategisk")] == [1, 1]
    assert matrix.cell("kobling", "strategisk").material.words == 8
    assert (
        sum(matrix.cell("kobling", one).material.words for one in ("taktisk", "strategisk"))
        == before.cell("kobling", "taktisk").material.words
    )
    assert count_excerpts(bench, cell_selection(BY_LEVEL, "kobling", "strategisk")) == 1


def test_a_quotation_over_the_end_of_a_passage_is_counted_once_and_no_share_is_over_one(bench, source, anne):
    mark(bench, source, "Vi savner kobling.\nmette: Og drift.", "kobling", anne.id)
    set_passage(bench, source.id, Passage(2, 2, level="3"), coder_id=anne.id)

    matrix = read_matrix(bench, replace(BY_LEVEL, measure=Measure.SHARE_OF_TURNS))

    assert matrix.codings == 1
    assert matrix.value("kobling", "strategisk") == 1.0


def test_a_single_turn_can_be_given_to_another_speaker(bench, source, anne):
    mark(bench, source, "Og drift", "kobling", anne.id)

    set_passage(bench, source.id, Passage(3, 3, label="Bo"), coder_id=anne.id)

    assert read_one_source(bench, source.id).turns[2].label == "Bo"
    assert read_excerpts(bench, BY_LEVEL.selection)[0].speaker == "Navn Bo"
    assert read_one_source(bench, source.id).text == source.text


def test_two_spellings_of_one_person_become_one_and_undo_parts_them(bench, source, anne):
    mark(bench, source, "Og drift", "kobling", anne.id)

    redescribe_source(
        bench, source.id, described(bench, source, mette={"same_as": "Mette"}), coder_id=anne.id
    )
    labels = [turn.label for turn in read_one_source(bench, source.id).turns]
    speaker = read_excerpts(bench, BY_LEVEL.selection)[0].speaker
    undo_material(bench, coder_id=anne.id)

    assert (labels, speaker) == (["I", "Mette", "Mette", "Bo", "Mette"], "Navn Mette")
    assert [turn.label for turn in read_one_source(bench, source.id).turns][2] == "mette"
    assert read_excerpts(bench, BY_LEVEL.selection)[0].speaker == "Navn mette"
    assert check(bench) == ()


def test_someone_who_turns_out_to_be_the_interviewer_leaves_the_counts(bench, source, anne):
    mark(bench, source, "Vi savner kobling.\nmette: Og drift.", "kobling", anne.id)

    redescribe_source(
        bench, source.id, described(bench, source, Mette={"interviewer": True}), coder_id=anne.id
    )

    assert [one.speaker for one in read_excerpts(bench, BY_LEVEL.selection)] == ["Navn mette"]


def test_a_passage_is_taken_back_and_done_again(bench, source, anne):
    mark(bench, source, "der mangler penge", "kobling", anne.id)
    set_passage(bench, source.id, Passage(5, 5, level="3"), coder_id=anne.id)

    undo_material(bench, coder_id=anne.id)
    without = level_of_codings(bench)
    redo_material(bench, coder_id=anne.id)

    assert (without, level_of_codings(bench)) == (
        {"der mangler penge": "taktisk"},
        {"der mangler penge": "strategisk"},
    )
    assert check(bench) == ()


def test_a_coding_made_in_a_passage_follows_when_the_passage_is_taken_back(bench, source, anne):
    set_passage(bench, source.id, Passage(3, 3, label="Bo"), coder_id=anne.id)
    mark(bench, source, "Og drift", "kobling", anne.id)

    undo_material(bench, coder_id=anne.id)

    assert read_excerpts(bench, BY_LEVEL.selection)[0].speaker == "Navn mette"
    assert check(bench) == ()


def test_a_passage_can_be_taken_away(bench, source, anne):
    set_passage(bench, source.id, Passage(2, 5, level="3"), coder_id=anne.id)
    set_passage(bench, source.id, Passage(3, 3, level="1"), coder_id=anne.id)

    remove_passage(bench, source.id, 3, coder_id=anne.id)

    read = read_one_source(bench, source.id)
    assert [turn.level for turn in read.turns] == [None, "strategisk", None, "strategisk", "strategisk"]
    assert len(read_history(bench)) >= 3


@pytest.mark.parametrize(
    ("passage", "error"),
    [
        (Passage(0, 2), UnknownPassage),
        (Passage(4, 9), UnknownPassage),
        (Passage(3, 2), UnknownPassage),
        (Passage(1, 2, label="Ole"), UnknownSpeaker),
        (Passage(1, 2, level="nederst"), UnknownLevel),
    ],
)
def test_a_passage_that_cannot_be_is_refused(bench, source, anne, passage, error):
    with pytest.raises(error):
        set_passage(bench, source.id, passage, coder_id=anne.id)


def test_undoing_material_leaves_codings_alone(bench, source, anne):
    mark(bench, source, "Og drift", "kobling", anne.id)

    with pytest.raises(NothingToUndo):
        undo_material(bench, coder_id=anne.id)


def test_speakers_and_passages_corrected_in_the_preview_are_imported_so(bench, anne):
    text = "\n\n".join(
        (
            "Interviewer: Hvad nu?",
            "Mette: Vi venter.",
            "Interviewer: Og så?",
            "MH: Så går vi.",
            "Interviewer: Ja?",
            "Mette: Nej, siger bestyrelsen.",
            "Interviewer: Tak.",
            "MH: Selv tak.",
        )
    )
    preview = preview_file(bench, "a.txt", text.encode(), said=Said(case="Egelund", level="1"))
    speakers = (
        Participant("Interviewer", "Sara", interviewer=True),
        Participant("Mette", "Mette Holm", "projektleder"),
        Participant("MH", "MH", same_as="Mette"),
    )
    told = replace(preview.description, participants=speakers, passages=(Passage(6, 6, level="strategisk"),))

    source_id = import_preview(bench, replace(preview, description=told), coder_id=anne.id)

    read = read_one_source(bench, source_id)
    answers = read.turns[1::2]
    assert [turn.label for turn in answers] == ["Mette"] * 4
    assert [read.level_of(turn) for turn in answers] == [
        "operationelt",
        "operationelt",
        "strategisk",
        "operationelt",
    ]
    assert read.participant("Mette").name == "Mette Holm"
    assert check(bench) == ()
