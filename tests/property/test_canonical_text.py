"""Whatever a file holds, its canonical text is stable and its turns tile the words."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casecoding.errors import EmptyFile, UndecodableText
from casecoding.importing.canonical import canonical
from casecoding.importing.composing import compose
from casecoding.importing.paragraphs import Paragraph, tidy
from casecoding.importing.reading import read_file
from casecoding.importing.speakers import attribute

odd = st.text(
    st.sampled_from("aåÅ e\u0301\u030a\r\n\t\x00\x0b\x85\u2028\ufeff😀:I-[]0189.?|\ud800"), max_size=60
)
texts = st.text(max_size=80) | odd
lines = st.lists(
    st.sampled_from(["I: ", "Mette: ", "", "[00:01:02] ", "Dagsorden: ", "Bo\t"]).flatmap(
        lambda lead: odd.map(lambda words: lead + words)
    ),
    max_size=12,
)


@given(texts)
def test_canonical_text_is_canonical_already(text):
    once = canonical(text)

    assert canonical(once) == once


@given(texts)
def test_canonical_text_holds_no_control_characters_and_is_nfc(text):
    result = canonical(text)

    assert unicodedata.is_normalized("NFC", result)
    assert not [sign for sign in result if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"]
    assert not {"\ufeff", "\u2028"} & set(result)


@given(lines)
def test_turns_are_numbered_ordered_disjoint_and_hold_every_word_of_paragraphs_without_labels(found):
    attribution = attribute(tidy(tuple(map(Paragraph, found))))

    text, turns = compose(attribution.utterances)

    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    assert all(before.span.end <= after.span.start for before, after in pairwise(turns))
    assert all(turn.span.of(text) == turn.span.of(text).strip() for turn in turns)
    assert " ".join(turn.words for turn in attribution.utterances).split() == " ".join(
        turn.span.of(text) for turn in turns
    ).split() or any(turn.label for turn in attribution.utterances)
    assert canonical(text) == text


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=8))
def test_a_text_file_gives_back_its_words_in_order(found):
    content = "\n".join(found)

    try:
        draft = read_file("a.txt", content.encode("utf-8-sig"))
    except (EmptyFile, UndecodableText):
        return

    assert draft.text.split() == canonical(content).split()
