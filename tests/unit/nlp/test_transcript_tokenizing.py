"""The tokenizer keeps the units of transcripts whole and never changes the text."""

import pytest
import spacy
from spacy.language import Language

from casecoding.nlp.tokenizing import make_tokenizer


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("da")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


def words(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp.make_doc(text)]


@pytest.mark.parametrize(
    "unit",
    [
        "[uhørligt]",
        "#00:01:23-4#",
        "#12:05#",
        "[00:12:33]",
        "bl.a.",
        "ifm.",
        "mht.",
        "jf.",
        "fx",
        "ikk'",
        "ka'",
    ],
)
def test_a_unit_of_transcripts_is_one_word(blank, unit):
    found = words(blank, f"ja {unit} altså")

    assert found == ["ja", unit, "altså"]


def test_a_unit_is_kept_whole_beside_punctuation(blank):
    found = words(blank, "mødet [uhørligt], #00:01:23-4#.")

    assert found == ["mødet", "[uhørligt]", ",", "#00:01:23-4#", "."]


def test_dashes_part_words_and_hyphens_do_not(blank):
    found = words(blank, "jeg –det—ja -- SID-huset bebo- 2018–2020")

    assert found == ["jeg", "–", "det", "—", "ja", "--", "SID-huset", "bebo-", "2018", "–", "2020"]


def test_dots_of_hesitation_stand_alone(blank):
    found = words(blank, "Øh… det...")

    assert found == ["Øh", "…", "det", "..."]
