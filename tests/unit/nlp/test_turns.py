"""Long sentences are cut at their joints; short ones stay as they are."""

import spacy
from spacy.tokens import Doc

from casecoding.nlp.turns import LONGEST_SENTENCE, cut_long_sentences, keep_signs_with_words

VOCAB = spacy.blank("da").vocab


def doc_of(words: list[str]) -> Doc:
    return Doc(VOCAB, words=words, sent_starts=[index == 0 for index in range(len(words))])


def lengths(doc: Doc) -> list[int]:
    return [len(sentence) for sentence in doc.sents]


def test_a_short_sentence_is_left_whole():
    doc = cut_long_sentences(doc_of(["ord"] * LONGEST_SENTENCE))

    assert lengths(doc) == [LONGEST_SENTENCE]


def test_no_sentence_is_longer_than_the_cap():
    doc = cut_long_sentences(doc_of(["ord"] * 500))

    assert max(lengths(doc)) <= LONGEST_SENTENCE
    assert sum(lengths(doc)) == 500


def test_a_long_sentence_is_cut_before_a_conjunction_with_a_subject():
    doc = cut_long_sentences(doc_of([*["ord"] * 40, "og", "vi", *["ord"] * 38]))

    assert lengths(doc) == [40, 40]


def test_a_full_stop_inside_is_the_best_joint():
    doc = cut_long_sentences(doc_of([*["ord"] * 20, ".", *["ord"] * 20, "og", "vi", *["ord"] * 30]))

    assert lengths(doc) == [21, 52]


def test_an_empty_doc_stays_empty():
    assert len(cut_long_sentences(doc_of([]))) == 0


def test_a_closing_quotation_mark_ends_its_sentence():
    words = ["Ja", ".", '"', "Så", "gik", "han"]
    doc = Doc(
        VOCAB, words=words, spaces=[False, False, True, True, True, False], sent_starts=[1, 0, 1, 0, 0, 0]
    )

    found = [sentence.text for sentence in keep_signs_with_words(doc).sents]

    assert found == ['Ja."', "Så gik han"]


def test_an_opening_quotation_mark_begins_its_sentence():
    words = ["Ja", ".", '"', "Så", "gik", "han"]
    doc = Doc(
        VOCAB, words=words, spaces=[False, True, False, True, True, False], sent_starts=[1, 0, 0, 1, 0, 0]
    )

    found = [sentence.text for sentence in keep_signs_with_words(doc).sents]

    assert found == ["Ja.", '"Så gik han']


def test_trailing_dots_end_their_sentence_where_a_new_one_opens():
    doc = Doc(VOCAB, words=["svært", "…", "Men", "det", "gik"], sent_starts=[1, 1, 0, 0, 0])

    found = [sentence.text for sentence in keep_signs_with_words(doc).sents]

    assert found == ["svært …", "Men det gik"]


def test_dots_inside_a_sentence_leave_it_whole():
    doc = doc_of(["vi", "…", "altså", "Svendborg"])

    found = [sentence.text for sentence in keep_signs_with_words(doc).sents]

    assert found == ["vi … altså Svendborg"]
