"""The codebook grows and shrinks; ids are never used twice; what leaves as TOML comes back the same."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from casecoding.domain.codebook import CueKind, Name
from casecoding.errors import CodebookFault, CodebookMissing, InvalidCodeId, RetiredCode, UnknownCode
from casecoding.workbench.codebook import (
    add_code,
    codebook_archive,
    replace_with_archive,
    retire_code,
    save_changes,
    save_lexicon,
)
from casecoding.workbench.reading import check, read_history, read_overview
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import suggest
from tests.builders import (
    LEVELS,
    make_code,
    make_codebook,
    make_cue,
    make_source,
    mark,
    store_source,
    usual_source,
)


def codebook(bench):
    return read_overview(bench).codebook


def ids(bench):
    return [code.id for code in codebook(bench)]


def next_version(codebook):
    series, _, number = codebook.version.rpartition(".")
    return f"{series}.{int(number) + 1}"


def test_a_changed_code_is_stored_and_the_version_rises(bench, anne):
    wanted = next_version(codebook(bench))
    code = replace(codebook(bench).code("kobling"), definition="Ny definition.")

    save_changes(bench, code, coder_id=anne.id)

    assert codebook(bench).code("kobling") == code
    assert codebook(bench).version == wanted
    assert read_history(bench)[0].subject == {"code": "kobling"}


def test_the_lexicon_is_stored_in_lower_case_without_empty_words(bench, anne):
    wanted = next_version(codebook(bench))

    save_lexicon(bench, {"Helhedsplanens": " helhedsplan ", "": "x", "y": " "}, coder_id=anne.id)

    assert codebook(bench).lexicon == {"helhedsplanens": "helhedsplan"}
    assert codebook(bench).version == wanted
    assert check(bench) == ()


def test_the_lexicon_leaves_and_comes_back_with_the_codebook(bench, anne):
    save_lexicon(bench, {"bopladsen": "boplads"}, coder_id=anne.id)
    archive = codebook_archive(codebook(bench))
    save_lexicon(bench, {}, coder_id=anne.id)

    replace_with_archive(bench, archive, coder_id=anne.id)

    assert codebook(bench).lexicon == {"bopladsen": "boplads"}


def test_suggestions_follow_the_lexicon(bench, anne):
    with_cue = make_code("kobling", make_cue(CueKind.LEMMA, "kobling"))
    save_changes(bench, with_cue, coder_id=anne.id)
    store_source(bench, make_source(("Mette", "Vi har brug for mere knobling her.")))
    before = suggest(bench).suggestions

    save_lexicon(bench, {"knobling": "kobling"}, coder_id=anne.id)

    assert suggest(bench).suggestions == before + 1


def test_a_new_code_stands_last_below_its_parent(bench, anne):
    made = add_code(bench, Name("Øget fælles ansvar", "Shared"), under="kobling.vertikal", coder_id=anne.id)

    assert made.id == "kobling.vertikal.oeget_faelles_ansvar"
    assert ids(bench)[ids(bench).index(made.id) - 1] == "kobling.vertikal"
    theme = add_code(bench, Name("Tillid", "Trust"), under="", coder_id=anne.id)
    assert ids(bench)[-1] == theme.id == "tillid"
    assert check(bench) == ()


@pytest.mark.parametrize(
    ("name", "under", "error"),
    [
        ("Kobling", "", RetiredCode),
        ("Ny", "findes_ikke", UnknownCode),
        ("24/7", "", InvalidCodeId),
        ("!", "", InvalidCodeId),
    ],
)
def test_a_code_that_cannot_be_is_refused(bench, anne, name, under, error):
    before = codebook(bench)

    with pytest.raises(error):
        add_code(bench, Name(name, name), under=under, coder_id=anne.id)

    assert codebook(bench) == before


def test_a_retired_code_is_gone_with_those_below_and_its_codings_stay(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "kobling", "kobling.brudt", anne.id)

    retire_code(bench, "kobling", coder_id=anne.id)

    assert not [one for one in ids(bench) if one.startswith("kobling")]
    assert [record["code"] for record in coding_records(bench)] == ["kobling.brudt"]
    assert check(bench) == ()
    with pytest.raises(UnknownCode):
        mark(bench, source, "kobling", "kobling.brudt", anne.id)
    with pytest.raises(RetiredCode):
        add_code(bench, Name("Kobling", "Coupling"), under="", coder_id=anne.id)
    with pytest.raises(UnknownCode):
        retire_code(bench, "kobling", coder_id=anne.id)


def test_what_leaves_as_an_archive_comes_back_the_same(any_bench):
    before = read_overview(any_bench).codebook

    again = replace_with_archive(any_bench, codebook_archive(before), coder_id="x")

    assert again == before == read_overview(any_bench).codebook
    assert check(any_bench) == ()


def test_an_archive_takes_the_place_of_the_codebook_and_its_levels(bench, anne):
    level = replace(LEVELS[0], id="alle", order=1)
    other = replace(make_codebook(make_code("kobling"), make_code("nyt"), version="2.0"), levels=(level,))

    replace_with_archive(bench, codebook_archive(other), coder_id=anne.id)

    assert codebook(bench) == other
    assert check(bench) == ()
    with pytest.raises(RetiredCode):
        replace_with_archive(bench, codebook_archive(make_codebook()), coder_id=anne.id)


def test_a_level_that_was_taken_out_can_come_back(any_bench):
    whole = read_overview(any_bench).codebook
    replace_with_archive(any_bench, codebook_archive(replace(whole, levels=LEVELS[:1])), coder_id="x")
    assert [level.id for level in read_overview(any_bench).codebook.levels] == ["operationelt"]

    replace_with_archive(any_bench, codebook_archive(whole), coder_id="x")

    assert read_overview(any_bench).codebook == whole
    assert check(any_bench) == ()


def packed(**files: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"ikke en zip", CodebookFault),
        (packed(readme="hej"), CodebookMissing),
        (packed(**{"codebook.toml": "title ="}), CodebookFault),
        (packed(**{"codebook.toml": " " * 1_000_001}), CodebookFault),
        (packed(**{"codebook.toml": 'title = "a"\nversion = "1"\nthemes = ["../../ude"]\n'}), CodebookFault),
    ],
)
def test_an_archive_that_holds_no_codebook_changes_nothing(bench, anne, content, error):
    before = codebook(bench)

    with pytest.raises(error):
        replace_with_archive(bench, content, coder_id=anne.id)

    assert codebook(bench) == before
