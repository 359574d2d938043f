"""The codebook and the demo corpus that ship with casecoding keep what they promise."""

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import CODE_ID, CueKind
from casecoding.domain.source import SourceKind
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.prior import Prior
from casecoding.suggesting.registry import PRIOR
from training.examples import EVERYDAY, NO_THEME

ROOT = Path(__file__).parents[2]
CODEBOOK = ROOT / "codebook"
CORPUS = ROOT / "corpus"
THEMES = [
    "kobling",
    "beboerdemokrati",
    "kernedrift",
    "ledelse",
    "projektleder",
    "monitorering",
    "bystrategi",
    "taktisk_niveau",
    "eksterne",
    "forankring",
    "finansiering",
]
PAPER, NIGHT = "#FBFAF7", "#15181C"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"

Table = dict[str, Any]


def read(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def theme(theme_id: str) -> Table:
    return read(CODEBOOK / "themes" / f"{theme_id}.toml")


def all_codes() -> Iterator[Table]:
    for theme_id in THEMES:
        yield theme(theme_id)
        yield from theme(theme_id).get("codes", [])


def sources() -> list[Table]:
    manifest = read(CORPUS / "manifest.toml")
    return list(manifest["sources"])


def luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


codes = pytest.mark.parametrize("code", list(all_codes()), ids=lambda code: code["id"])
cues = pytest.mark.parametrize(
    "cue",
    [
        pytest.param(cue, id=f"{code['id']}-{number}")
        for code in all_codes()
        for number, cue in enumerate(code["cues"], start=1)
    ],
)
shipped = pytest.mark.parametrize("source", sources(), ids=lambda source: source["file"])


def test_the_codebook_lists_the_eleven_themes_in_order_and_each_has_its_file() -> None:
    index = read(CODEBOOK / "codebook.toml")

    files = {path.stem for path in (CODEBOOK / "themes").glob("*.toml")}

    assert index["themes"] == THEMES
    assert files == set(THEMES)
    assert [theme(theme_id)["id"] for theme_id in THEMES] == THEMES


def test_the_levels_run_from_the_practical_end_to_the_board() -> None:
    levels = read(CODEBOOK / "codebook.toml")["levels"]

    assert [(level["order"], level["id"]) for level in levels] == [
        (1, "operationelt"),
        (2, "taktisk"),
        (3, "strategisk"),
    ]
    assert all(level["name"]["da"] and level["name"]["en"] for level in levels)


def test_code_ids_are_unique_and_sub_codes_belong_to_their_theme() -> None:
    ids = [code["id"] for code in all_codes()]

    assert len(ids) == len(set(ids))
    assert all(CODE_ID.fullmatch(code_id) for code_id in ids)
    for theme_id in THEMES:
        children = theme(theme_id).get("codes", [])
        assert all(child["id"].startswith(theme_id + ".") for child in children)


@pytest.mark.parametrize("theme_id", THEMES[:3])
def test_a_core_theme_has_sub_codes(theme_id: str) -> None:
    assert len(theme(theme_id)["codes"]) >= 3


def test_coupling_is_divided_into_vertical_horizontal_and_broken() -> None:
    children = [child["id"] for child in theme("kobling")["codes"]]

    assert children == ["kobling.vertikal", "kobling.horisontal", "kobling.brudt"]


@codes
def test_a_code_says_what_it_means_in_words(code: Table) -> None:
    texts = [code["name"]["da"], code["name"]["en"]]
    texts += [code[field] for field in ("definition", "include", "exclude", "example")]

    assert all(text.strip() for text in texts)


@codes
def test_a_color_can_be_told_from_its_background(code: Table) -> None:
    assert contrast(code["color"], PAPER) >= 3
    assert contrast(code["color_dark"], NIGHT) >= 3


@cues
def test_a_cue_has_a_known_kind_a_weight_and_something_to_look_for(cue: Table) -> None:
    kind = CueKind(cue["kind"])

    assert 0 < cue["weight"] <= 1
    assert bool(cue.get("pattern")) == kind.is_patterned
    assert bool(cue.get("terms")) != kind.is_patterned


@cues
def test_cue_terms_are_lower_case_and_lemmas_and_parts_hold_no_blanks(cue: Table) -> None:
    terms = cue.get("terms", [])
    conditions = [*cue.get("requires", []), *cue.get("unless", [])]

    assert all(word == word.lower().strip() for word in [*terms, *conditions])
    assert cue["kind"] in {CueKind.PHRASE, CueKind.WORD, CueKind.PARTICLE} or not any(
        " " in term for term in terms
    )
    assert cue["kind"] != CueKind.PHRASE or all(" " in term for term in terms)


def test_every_file_of_the_corpus_stands_in_the_manifest_and_the_other_way_round() -> None:
    listed = [source["file"] for source in sources()]

    present = [path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*")]

    assert sorted(listed) == sorted(present)


@shipped
def test_a_source_is_described_in_full(source: Table) -> None:
    levels = {level["id"] for level in read(CODEBOOK / "codebook.toml")["levels"]}

    assert SourceKind(source["kind"])
    assert source["name"]
    assert source["level"] in levels
    assert str(source["date"].year) == source["wave"]
    assert (CORPUS / source["file"]).stat().st_size > 0


@shipped
def test_participants_have_a_role_and_either_ask_or_speak_from_a_level(source: Table) -> None:
    for participant in source.get("participants", []):
        assert participant["label"]
        assert participant["name"]
        assert participant["role"]
        assert participant.get("interviewer", False) != ("level" in participant)


def test_the_corpus_has_every_kind_level_and_wave_and_three_cases_in_both_waves() -> None:
    seen = sources()

    case_waves = {(source["case"], source["wave"]) for source in seen}
    cases = {source["case"] for source in seen}

    assert len(seen) >= 14
    assert {source["kind"] for source in seen} == set(SourceKind)
    assert len(cases) == 3
    assert case_waves == set(product(cases, ["2018", "2020"]))


def test_the_only_hole_is_the_tactical_level_of_grydebaek_in_2018() -> None:
    there = {(source["case"], source["level"], source["wave"]) for source in sources()}
    cases = {source["case"] for source in sources()}

    wanted = set(product(cases, ["operationelt", "taktisk", "strategisk"], ["2018", "2020"]))

    assert wanted - there == {("Grydebæk", "taktisk", "2018")}


def test_the_plain_text_files_come_in_three_encodings() -> None:
    folder = CORPUS / "soelvinge"

    assert "ø" in (CORPUS / "grydebaek/2020_projektleder.txt").read_text(encoding="utf-8")
    assert (folder / "2018_styregruppens_sekretaer.txt").read_bytes()[:2] == b"\xff\xfe"
    with pytest.raises(UnicodeDecodeError):
        (folder / "2020_bestyrelsesformand.txt").read_text(encoding="utf-8")
    assert "ø" in (folder / "2020_bestyrelsesformand.txt").read_text(encoding="cp1252")


@pytest.mark.parametrize("folder", [CODEBOOK, CORPUS], ids=lambda folder: folder.name)
def test_the_licence_is_named_and_linked(folder: Path) -> None:
    notice = (folder / "LICENSE").read_text(encoding="utf-8")

    assert "CC BY 4.0" in notice
    assert CC_BY in notice


@pytest.mark.parametrize("file", sorted((CODEBOOK / "examples").glob("*.txt")), ids=lambda file: file.name)
def test_every_coded_example_has_themes_of_the_codebook_and_a_sentence(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        coded, bar, sentence = line.partition("|")
        assert bar, line
        assert sentence.strip() == sentence != "", line
        assert coded in {NO_THEME, EVERYDAY} or set(coded.split(",")) <= set(THEMES), line


def test_what_was_learned_of_the_examples_is_of_this_codebook():
    codebook = load_codebook(CODEBOOK)
    prior = Prior.read(CODEBOOK / PRIOR)

    assert dict(zip(prior.themes, prior.names, strict=True)) == {
        one.id: one.name.da for one in codebook.themes
    }
    assert prior.rules == rules_of(codebook), "run training.prior again"
