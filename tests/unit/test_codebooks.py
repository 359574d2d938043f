"""A codebook on disk and in memory are the same; every fault names its file and its code."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casecoding.codebooks import lines_of_cues, load_codebook, save_codebook
from casecoding.domain.codebook import Code, Codebook, Cue, CueKind, Name, Scope
from casecoding.domain.suggestion import Flag
from casecoding.errors import CodebookFault, CodebookMissing, DuplicateCode
from casecoding.settings import shipped_folder
from casecoding.suggesting.cues import check_cues
from tests.builders import make_code, make_codebook, make_cue

NAME = 'name = { da = "Kobling", en = "Coupling" }\n'


def write(folder: Path, *, head: str = "", **themes: str) -> Path:
    listed = ", ".join(f'"{theme}"' for theme in themes)
    (folder / "themes").mkdir()
    (folder / "codebook.toml").write_text(
        f'title = "Bog"\nversion = "1.0"\nthemes = [{listed}]\n{head}', "utf-8"
    )
    for theme, content in themes.items():
        (folder / "themes" / f"{theme}.toml").write_text(content, "utf-8")
    return folder


def test_the_shipped_codebook_is_the_same_after_a_round_trip(tmp_path):
    shipped = load_codebook(shipped_folder("codebook"))

    save_codebook(shipped, tmp_path)

    assert load_codebook(tmp_path) == shipped


def test_every_field_of_a_cue_survives(tmp_path):
    phrase = make_cue(CueKind.PHRASE, "tale sammen", gap=2, requires=("vi",), unless=("ikke",), weight=0.35)
    pattern = replace(make_cue(CueKind.PATTERN), pattern=({"LEMMA": {"IN": ["a", "b"]}}, {"OP": "?"}))
    codebook = make_codebook(make_code("kobling", phrase, pattern))

    save_codebook(codebook, tmp_path)

    assert load_codebook(tmp_path) == codebook


def test_a_theme_that_is_gone_leaves_no_file_behind(tmp_path):
    save_codebook(make_codebook(make_code("kobling"), make_code("ledelse")), tmp_path)

    save_codebook(make_codebook(make_code("ledelse")), tmp_path)

    assert [file.name for file in (tmp_path / "themes").iterdir()] == ["ledelse.toml"]


def test_a_codebook_without_codes_is_one(tmp_path):
    empty = Codebook("Tom", "1.0")

    save_codebook(empty, tmp_path)

    assert load_codebook(tmp_path) == empty


def test_a_folder_without_a_codebook_is_named(tmp_path):
    with pytest.raises(CodebookMissing, match=tmp_path.name):
        load_codebook(tmp_path)


def test_a_code_that_stands_twice_is_refused_with_both_files(tmp_path):
    child = '[[codes]]\nid = "kobling.a"\n' + NAME
    folder = write(tmp_path, kobling=f'id = "kobling"\n{NAME}{child}{child}')

    with pytest.raises(
        DuplicateCode, match=r"'kobling\.a' is defined in kobling\.toml and again in kobling\.toml"
    ):
        load_codebook(folder)


CUE = '[[cues]]\nkind = "lemma"\nterms = ["bro"]\n'


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("id = ", "kobling.toml: Invalid value"),
        ('id = "kobling"\n', "kobling.toml: 'kobling': 'name'"),
        ('id = "kobling"\nname = { da = "Kun dansk" }\n', "'kobling': name = {"),
        (f'id = "Kobling"\n{NAME}', "'Kobling' cannot be a code id"),
        (f'id = "ledelse"\n{NAME}', "id = 'ledelse' er ikke / is not 'kobling'"),
        (f'id = "kobling"\n{NAME}[[codes]]\nid = "ledelse.a"\n{NAME}', "'ledelse.a' er ikke under"),
        (
            f'id = "kobling"\n{NAME}[[codes]]\nid = "kobling.a.b"\n{NAME}',
            "'kobling.a.b': 'kobling.a' mangler",
        ),
        (f'id = "kobling"\ncolor = "red;"\n{NAME}', "'kobling': color = 'red;' (#RRGGBB)"),
        (f'id = "kobling"\n{NAME}[[cues]]\nkind = "lyd"\nterms = ["a"]\n', "'kobling': kind = 'lyd'"),
        (f'id = "kobling"\n{NAME}[[cues]]\nkind = "lemma"\n', "'kobling': spor uden / cue without terms"),
        (f'id = "kobling"\n{NAME}[[cues]]\nkind = "pattern"\nterms = ["a"]\n', "cue without pattern"),
        (f'id = "kobling"\n{NAME}[[cues]]\nkind = "lemma"\nterms = "bro"\n', "'kobling': terms ="),
        (f'id = "kobling"\n{NAME}{CUE}unless = [""]\n', "'kobling': unless ="),
        (f'id = "kobling"\n{NAME}{CUE}weight = "høj"\n', "'kobling': weight = 'høj' (0.01–1.0)"),
        (f'id = "kobling"\n{NAME}{CUE}weight = 1.5\n', "'kobling': weight = '1.5'"),
        (f'id = "kobling"\n{NAME}{CUE}gap = -1\n', "'kobling': gap = '-1'"),
        (f'id = "kobling"\ncues = "bro"\n{NAME}', "'kobling': [[cues]]"),
    ],
)
def test_a_fault_in_a_theme_names_the_file_and_the_code(tmp_path, theme, words):
    folder = write(tmp_path, kobling=theme)

    with pytest.raises(CodebookFault) as refused:
        load_codebook(folder)

    assert re.match(r"\[E121\] kobling\.toml(:\d+)?: ", str(refused.value))
    assert words in str(refused.value)


def test_a_fault_in_a_cue_names_the_line_where_the_cue_begins(tmp_path):
    fine = '[[cues]]\nkind = "word"\nterms = ["bro"]\n'
    theme = f'id = "kobling"\n{NAME}{fine}\n[[cues]]\nkind = "particle"\nterms = ["knytte"]\n'

    with pytest.raises(CodebookFault, match=r"kobling\.toml:7: 'kobling': 'knytte'"):
        load_codebook(write(tmp_path, kobling=theme))


def test_a_fault_in_a_cue_of_a_sub_code_names_its_line(tmp_path):
    cue = '[[codes.cues]]\nkind = "lemma"\nterms = ["bro"]\nwithin = "kilde"\n'
    code = f'[[codes]]\nid = "kobling.a"\n{NAME}{cue}'

    with pytest.raises(CodebookFault, match=r"kobling\.toml:6: 'kobling\.a': within = 'kilde'"):
        load_codebook(write(tmp_path, kobling=f'id = "kobling"\n{NAME}{code}'))


def test_a_pattern_that_spacy_refuses_names_its_line(tmp_path):
    theme = f'id = "kobling"\n{NAME}\n[[cues]]\nkind = "pattern"\npattern = [{{ NOSUCH = "a" }}]\n'
    folder = write(tmp_path, kobling=theme)
    codebook = load_codebook(folder)

    with pytest.raises(CodebookFault, match=r"kobling\.toml:4: 'kobling': pattern"):
        check_cues(codebook, lines=lines_of_cues(folder, codebook))


def test_flags_that_do_not_count_and_the_scope_of_a_context_are_kept(tmp_path):
    cue = Cue(CueKind.PARTICLE, terms=("bygge bro",), requires=("kommune",), within=Scope.TURN)
    code = Code("kobling", Name("Kobling", "Coupling"), cues=(cue,), ignored_flags=(Flag.QUESTION,))
    codebook = Codebook(title="T", version="1", codes=(code,))
    save_codebook(codebook, tmp_path)

    assert load_codebook(tmp_path).codes == (code,)


LEVEL = '[[levels]]\nid = "{id}"\norder = {order}\nname = {{ da = "A", en = "A" }}\n'


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('language = "sv"\n', "language = 'sv' (da, en)"),
        (LEVEL.format(id="a", order='"første"'), "'a': order = 'første'"),
        (LEVEL.format(id="a", order=1) + LEVEL.format(id="b", order=1), "order = '1' står to gange"),
        (LEVEL.format(id="a", order=1) + LEVEL.format(id="a", order=2), "id = 'a' står to gange"),
        ('[[levels]]\nid = "a"\norder = 1\n', "'a': 'name' mangler"),
    ],
)
def test_a_fault_in_the_head_names_the_main_file(tmp_path, head, words):
    with pytest.raises(CodebookFault) as refused:
        load_codebook(write(tmp_path, head=head))

    assert str(refused.value).startswith("[E121] codebook.toml")
    assert words in str(refused.value)


def test_a_theme_that_is_listed_and_not_there_is_named(tmp_path):
    folder = write(tmp_path, kobling=f'id = "kobling"\n{NAME}')
    (folder / "themes" / "kobling.toml").unlink()

    with pytest.raises(CodebookFault, match=r"kobling\.toml: .* no such file"):
        load_codebook(folder)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    folder = write(tmp_path, kobling=f'id = "kobling"\n{NAME}')
    (folder / "themes" / "kobling.toml").write_bytes(b'id = "kobl\xf8ring"')

    with pytest.raises(CodebookFault, match=r"kobling\.toml"):
        load_codebook(folder)
