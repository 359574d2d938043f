"""Every text for people has Danish and English, and stands somewhere on screen or paper."""

import re
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casecoding.i18n.translating import Translator, all_texts, texts_of

PACKAGE = Path(__file__).parents[3] / "casecoding"
FORMS = {"da", "en", "da_one", "en_one"}
BUILT = {
    "aggregating.kind_": "named by SourceKind",
    "aggregating.measure_": "named by Measure",
    "aggregating.dimension_": "named by Dimension",
    "exporting.column_": "named by COLUMNS",
    "exporting.stance_": "named by Stance",
    "word.filter_": "named by the fields of Selection",
    "cli.export_": "named by the command",
    "history.": "named by Action",
    "reader.": "given to the browser whole, by texts_of",
    "import.": "named by Doubt",
}


def sources() -> str:
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


SOURCES = sources()
LITERALS = set(re.findall(r"""\bt\(\s*f?["']([a-z_]+\.[a-z0-9_]+)["']""", SOURCES))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", all_texts())
def test_a_text_has_both_languages_with_the_same_values(key):
    texts = all_texts()[key]

    assert {"da", "en"} <= set(texts) <= FORMS
    assert all(text.strip() for text in texts.values())
    assert ("da_one" in texts) == ("en_one" in texts)
    assert fields(texts["da"]) == fields(texts["en"])
    assert fields(texts.get("da_one", "")) <= fields(texts["da"])


@pytest.mark.parametrize("key", sorted(LITERALS))
def test_a_key_in_the_code_exists(key):
    assert key in all_texts()


@pytest.mark.parametrize("key", all_texts())
def test_a_text_is_used(key):
    if not key.startswith(tuple(BUILT)):
        assert f'"{key}"' in SOURCES or f"'{key}'" in SOURCES


@pytest.mark.parametrize("lead", [lead for lead in BUILT if lead not in {"reader.", "import."}])
def test_a_built_key_is_built_somewhere(lead):
    assert f'f"{lead}{{' in SOURCES or f"f'{lead}{{" in SOURCES


def test_one_and_many_have_their_own_words():
    t = Translator("da")

    assert t("cli.coded", n=1) != t("cli.coded", n=2)
    assert t("cli.coded", n=0) == t("cli.coded", n=2).replace("2", "0")


def test_an_area_is_given_without_its_name():
    texts = texts_of("cli", "en")

    assert texts["json"] == Translator("en")("cli.json")


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        Translator("da")("findes.ikke")


def test_numbers_and_dates_are_written_as_each_language_does():
    da, en = Translator("da"), Translator("en")

    assert (da.number(1234.5, decimals=1), en.number(1234.5, decimals=1)) == ("1.234,5", "1,234.5")
    assert da.date(date(2026, 5, 7)) == "7. maj 2026"
    assert "2026" in en.moment(datetime(2026, 5, 7, 12, tzinfo=UTC))
