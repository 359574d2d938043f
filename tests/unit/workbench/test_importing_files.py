"""Importing: a bad file stops nothing, the same file is noticed, a source is whole or not there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casecoding.domain.source import SourceKind
from casecoding.errors import (
    AmbiguousSource,
    DuplicateFile,
    EmptyFile,
    ManifestFault,
    MissingFile,
    UnknownLevel,
    UnknownSource,
)
from casecoding.store import sources
from casecoding.workbench import importing
from casecoding.workbench.importing import (
    Said,
    description_of,
    import_files,
    redescribe_source,
    take_out_source,
)
from casecoding.workbench.reading import (
    check,
    read_history,
    read_one_source,
    read_original,
    read_overview,
    read_text,
)
from tests.builders import mark

SAID = Said(case="Egelund")
DIALOGUE = "Interviewer: Hvad nu?\n\nMette: Vi venter.\n\nInterviewer: Og så?\n\nMette: Vi går.\n"


INTERVIEW = """Interviewer: Hvad nu?

Mette: Vi venter på kommunen.

Interviewer: Og så?

Mette: Så bliver det vores drift.
"""


def make_file(folder: Path, name: str, content: str | bytes = "Mette: Vi venter.\n") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_file_becomes_a_source_with_what_was_said_of_it(bench, tmp_path):
    file = make_file(tmp_path, "samtale.txt")
    said = Said(case="Egelund", kind=SourceKind.FOCUS_GROUP, level="3", wave="2020", held=date(2020, 5, 17))

    (outcome,) = import_files(bench, [file], said=said)

    source = read_one_source(bench, outcome.source_id)
    assert (source.case, source.kind, source.level, source.wave) == (
        "Egelund",
        "focus-group",
        "strategisk",
        "2020",
    )
    assert (source.name, source.held) == ("Samtale", date(2020, 5, 17))
    assert read_original(bench, source.id) == ("samtale.txt", file.read_bytes())


def test_the_same_file_is_noticed_whatever_its_name(bench, tmp_path):
    first, second = make_file(tmp_path, "a.txt"), make_file(tmp_path, "b.txt")

    outcomes = import_files(bench, [first, second], said=SAID)

    assert isinstance(outcomes[1].refusal, DuplicateFile)
    assert outcomes[1].refusal.values["existing"] == "A"
    assert len(read_overview(bench).sources) == 1


def test_a_bad_file_is_refused_and_the_others_go_in(bench, tmp_path):
    files = [
        make_file(tmp_path, "tom.txt", ""),
        make_file(tmp_path, "god.txt"),
        tmp_path / "findes-ikke.txt",
        tmp_path,
        make_file(tmp_path, "ogsaa-god.txt", "Bo: Ja.\n"),
    ]

    outcomes = import_files(bench, files, said=SAID)

    assert [type(outcome.refusal) for outcome in outcomes] == [
        EmptyFile, type(None), MissingFile, MissingFile, type(None)
    ]  # fmt: skip
    assert [card.name for card in read_overview(bench).sources] == ["God", "Ogsaa-god"]
    assert check(bench) == ()


def test_an_unknown_level_refuses_the_file(bench, tmp_path):
    (outcome,) = import_files(bench, [make_file(tmp_path, "a.txt")], said=replace(SAID, level="nederst"))

    assert isinstance(outcome.refusal, UnknownLevel)
    assert read_overview(bench).sources == ()


def test_a_manifest_that_cannot_be_used_stops_the_import(bench, tmp_path):
    manifest = make_file(tmp_path, "manifest.toml", "[[source]\n")

    with pytest.raises(ManifestFault):
        import_files(bench, [make_file(tmp_path, "a.txt")], manifest=manifest)


def test_an_import_that_dies_half_way_leaves_nothing(bench, tmp_path, monkeypatch):
    def add_and_die(*arguments: object, **named: object) -> None:
        sources.add_source(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "add_source", add_and_die)
    with pytest.raises(KeyboardInterrupt):
        import_files(bench, [make_file(tmp_path, "a.txt")], said=SAID)

    assert read_overview(bench).sources == ()
    assert check(bench) == ()
    monkeypatch.undo()
    assert import_files(bench, [make_file(tmp_path, "a.txt")], said=SAID)[0].refusal is None


def test_a_source_that_was_taken_out_can_be_imported_again(bench, anne, tmp_path):
    file = make_file(tmp_path, "a.txt")
    (first,) = import_files(bench, [file], said=SAID)
    mark(bench, read_one_source(bench, first.source_id), "Vi venter", "kobling", anne.id)
    take_out_source(bench, first.source_id, coder_id=anne.id)

    (second,) = import_files(bench, [file], said=SAID)

    assert second.source_id not in {None, first.source_id}
    assert read_overview(bench).codings == {}
    assert check(bench) == ()
    with pytest.raises(UnknownSource):
        read_text(bench, first.source_id)


def test_a_source_is_found_by_id_by_name_and_by_file_name(bench, tmp_path):
    (outcome,) = import_files(bench, [make_file(tmp_path, "samtale 1.txt")], said=SAID)

    texts = {
        read_text(bench, given) for given in (outcome.source_id, "Samtale 1", "samtale 1.txt", "samtale 1")
    }

    assert len(texts) == 1


def test_a_name_that_two_sources_share_is_not_guessed(bench, tmp_path):
    (tmp_path / "b").mkdir()
    files = [make_file(tmp_path, "samtale.txt"), make_file(tmp_path / "b", "samtale.txt", "Bo: Nej.\n")]
    ids = [outcome.source_id for outcome in import_files(bench, files, said=SAID)]

    with pytest.raises(AmbiguousSource) as refused:
        read_text(bench, "samtale")

    assert refused.value.values["ids"] == ", ".join(sorted(ids))


def test_a_source_can_be_described_anew_and_its_codings_move_with_it(bench, anne, tmp_path):
    (outcome,) = import_files(bench, [make_file(tmp_path, "a.txt", INTERVIEW)], said=SAID)
    source = read_one_source(bench, outcome.source_id)
    mark(bench, source, "venter", "kobling", anne.id)
    said = description_of(bench, source.id)
    asking, told = said.participants
    mette = replace(told, name="Mette Holm", role="projektleder", level="3")
    described = replace(said, case="Birkeparken", level="2", name="Ny", participants=(asking, mette))

    redescribe_source(bench, source.id, described, coder_id=anne.id)

    again = read_one_source(bench, "Ny")
    assert (again.case, again.level, again.text) == ("Birkeparken", "taktisk", source.text)
    assert again.participants == (asking, replace(mette, level="strategisk"))
    assert read_history(bench)[0].coder_id == anne.id
    assert check(bench) == ()
