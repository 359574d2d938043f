"""The words of a source's Docs, read all at once."""

from casecoding.suggesting.source_words import WordReader
from tests.builders import BLANK, make_doc


def test_each_word_is_read_once_however_many_docs_it_stands_in():
    reader = WordReader(BLANK.vocab)

    words = reader.read([make_doc("huset ligger her"), make_doc("her ligger huset")])
    again = reader.read([make_doc("huset")])

    assert sorted(word.form for word in words.words) == ["her", "huset", "ligger"]
    assert again.words[0] in words.words
    assert [own.written for own in words.docs] == [("huset", "ligger", "her"), ("her", "ligger", "huset")]


def test_what_there_is_to_tell_of_a_word_is_told_by_token_of_each_doc():
    words = WordReader(BLANK.vocab).read(
        [make_doc("se huset og huset"), make_doc(""), make_doc("ingen"), make_doc("huset")]
    )

    told = words.told([("et hus",) if word.form == "huset" else () for word in words.words])

    assert told == [[(1, ("et hus",)), (3, ("et hus",))], [], [], [(0, ("et hus",))]]


def test_sentences_are_token_ranges_of_each_doc_and_a_doc_always_begins_one():
    words = WordReader(BLANK.vocab).read(
        [make_doc("et to tre fire", starts=(2,)), make_doc("fem", starts=())]
    )

    assert [own.sentences for own in words.docs] == [((0, 2), (2, 4)), ((0, 1),)]
    assert [words.docs[0].sentence_at(token) for token in range(4)] == [0, 0, 1, 1]
    assert words.begin.tolist() == [True, False, True, False, True]
    assert words.places.tolist() == [0, 1, 2, 3, 0]


def test_words_that_differ_in_lemma_are_two_words():
    words = WordReader(BLANK.vocab).read(
        [make_doc("drift"), make_doc("drift", lemmas={"drift": "drive"}), make_doc("Drift")]
    )

    assert sorted(word.lemma for word in words.words) == ["drift", "drive"]


def test_no_docs_hold_no_words():
    words = WordReader(BLANK.vocab).read([])

    assert (list(words.docs), list(words.words), words.kinds.tolist()) == ([], [], [])
