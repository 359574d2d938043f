"""Whatever the text, its words tile it."""

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from casecoding.nlp.tokenizing import make_tokenizer

NLP = spacy.blank("da")
NLP.tokenizer = make_tokenizer(NLP)

PIECES = st.sampled_from(
    [
        "[uhørligt]",
        "#00:01:23-4#",
        "–",
        "--",
        "…",
        "...",
        "bl.a.",
        "ikk'",
        "😀",
        "a\u0301",
        "\r\n",
        "  ",
        "[",
        "#",
        "æøå",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_and_blanks_tile_the_text(text):
    doc = NLP.make_doc(text)

    assert doc.text == text
    assert "".join(token.text_with_ws for token in doc) == text


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_offsets_are_code_points(text):
    for token in NLP.make_doc(text):
        assert text[token.idx : token.idx + len(token)] == token.text
