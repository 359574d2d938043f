"""A codebook on disk and in memory are the same; every fault names its file and its code."""

from dataclasses import replace
from pathlib import Path

import pytest

from casecoding.codebooks import load_codebook, save_codebook
from casecoding.domain.codebook import Codebook, CueKind
from casecoding.errors import CodebookFault, CodebookMissing, DuplicateCode
from casecoding.settings import shipped_folder
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

    assert str(refused.value).startswith("[E121] kobling.toml: ")
    assert words in str(refused.value)


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

    assert str(refused.value).startswith("[E121] codebook.toml: ")
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
