"""Docs come from the cache when they fit, and are made again when they do not."""

from collections.abc import Iterator, Sequence

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from casecoding.nlp.docs import annotate_turns, cache_name
from casecoding.nlp.pipeline import ModelCard, ModelOrigin, Pipeline

CARD = ModelCard(name="da_prøve", version="1", origin=ModelOrigin.FALLBACK, digest="a")
TEXTS = ("Vi holdt møde.", "", "Beboerne 😀 kom.")


class CountingPipeline(Pipeline):
    """A blank pipeline that counts the texts it was given."""

    seen = 0

    def annotate(self, texts: Sequence[str]) -> Iterator[Doc]:
        self.seen += len(texts)
        return super().annotate(texts)


@pytest.fixture
def counting() -> CountingPipeline:
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    return CountingPipeline(CARD, nlp)


def test_the_second_time_nothing_is_annotated(counting, tmp_path):
    first = annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    second = annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    assert counting.seen == len(TEXTS)
    assert [doc.to_json() for doc in second] == [doc.to_json() for doc in first]
    assert [doc.text for doc in second] == list(TEXTS)


def test_another_machine_reads_every_word_of_the_file_as_it_was_annotated(pipeline, tmp_path):
    texts = ["Peter Holm knytter beboerne an 😀.", "", "Hvem siger, at A\u030arhus Kommune ikke er med?"]
    docs = annotate_turns(pipeline, texts, cache=tmp_path, key="k")

    (file,) = tmp_path.iterdir()
    read = list(DocBin().from_bytes(file.read_bytes()).get_docs(Vocab()))

    assert [doc.text for doc in read] == texts
    assert [doc.to_json() for doc in read] == [doc.to_json() for doc in docs]
    assert {token.ent_type_ for doc in read for token in doc} >= {"", "PER"}


def test_without_a_folder_nothing_is_kept(counting, tmp_path):
    annotate_turns(counting, TEXTS, cache=None, key="k")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"ikke en fil", None])
def test_a_damaged_file_is_made_again(counting, tmp_path, damage):
    annotate_turns(counting, TEXTS, cache=tmp_path, key="k")
    file = next(tmp_path.iterdir())
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    docs = annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    assert [doc.text for doc in docs] == list(TEXTS)
    assert file.read_bytes() == whole


def test_other_turns_of_the_same_source_are_annotated(counting, tmp_path):
    annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    docs = annotate_turns(counting, ["Noget andet."], cache=tmp_path, key="k")

    assert [doc.text for doc in docs] == ["Noget andet."]


def test_the_file_is_named_by_text_and_model_alone():
    other = ModelCard(name="da_prøve", version="2", origin=ModelOrigin.FALLBACK, digest="a")

    assert cache_name(CARD, key="k") == cache_name(CARD, key="k")
    assert len({cache_name(CARD, key="k"), cache_name(CARD, key="m"), cache_name(other, key="k")}) == 3


def test_no_part_file_is_left(counting, tmp_path):
    annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    assert [file.name for file in tmp_path.iterdir()] == [cache_name(CARD, key="k")]


def test_the_lexicon_of_the_study_goes_over_the_kept_lemmas(counting, tmp_path):
    annotate_turns(counting, TEXTS, cache=tmp_path, key="k")

    docs = annotate_turns(counting, TEXTS, cache=tmp_path, key="k", lexicon={"beboerne": "beboer"})

    assert docs[2][0].lemma_ == "beboer"
    assert annotate_turns(counting, TEXTS, cache=tmp_path, key="k")[2][0].lemma_ != "beboer"
