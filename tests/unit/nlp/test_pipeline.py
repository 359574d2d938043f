"""The shipped pipeline works offline, keeps texts exactly and says what it is."""

import socket

import pytest
import spacy

import casecoding.nlp.pipeline as choosing
from casecoding.errors import ModelMissing, ModelUnfit
from casecoding.nlp.pipeline import (
    BATCH,
    LONGEST_PIECE,
    PLAIN_NAME,
    SHIPPED_NAME,
    ModelOrigin,
    known_models,
    open_pipeline,
)

TURN = "Øh, altså beboerne i Gellerup kom til mødet. Vi savnede Mette Hansen, ikk'… [uhørligt] #00:01:23-4#"


def one(pipeline, text):
    (doc,) = pipeline.annotate([text])
    return doc


def test_every_word_has_lemma_class_and_sentence(pipeline):
    doc = one(pipeline, TURN)

    assert doc.text == TURN
    assert all(token.lemma_ and token.pos_ for token in doc)
    assert doc.has_annotation("SENT_START")
    assert {"beboer", "møde", "komme"} <= {token.lemma_ for token in doc}


def test_units_of_transcripts_stay_whole(pipeline):
    found = {token.text for token in one(pipeline, TURN)}

    assert {"[uhørligt]", "#00:01:23-4#", "ikk'"} <= found


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "😀", "ǻ combining", "  to  blanke \t og\nlinjer  ", "a" * 3000]
)
def test_the_text_is_never_changed(pipeline, text):
    assert one(pipeline, text).text == text


def test_docs_come_in_the_order_of_the_texts(pipeline):
    texts = [f"Møde nummer {number}." for number in range(150)]

    assert [doc.text for doc in pipeline.annotate(texts)] == texts


def test_about_as_many_characters_are_read_at_a_time_however_long_the_turns_are(monkeypatch):
    plain, read = open_pipeline(PLAIN_NAME), []
    piped = plain.nlp.pipe

    def pipe(texts, **rest):
        read.append(sum(map(len, texts)))
        return piped(texts, **rest)

    monkeypatch.setattr(plain.nlp, "pipe", pipe)
    texts = ["Ja."] * 400 + ["", "Vi talte om husleje. " * 300] + ["Vi talte om husleje. " * 60] * 40

    docs = [doc.text for doc in plain.annotate(texts)]

    assert docs == texts
    assert min(read[:-1]) > BATCH / 2
    assert max(read) <= BATCH + max(map(len, texts))


def test_a_text_longer_than_a_piece_is_one_doc():
    text = "Vi talte om husleje. " * (LONGEST_PIECE // 20)
    plain = open_pipeline(PLAIN_NAME)

    doc = one(plain, text)

    assert len(text) > LONGEST_PIECE
    assert doc.text == text


def test_a_long_turn_without_full_stops_has_short_sentences(pipeline):
    doc = one(pipeline, "og så sagde vi at det var godt nok " * 60)

    assert max(len(sentence) for sentence in doc.sents) <= 60


def test_a_person_of_the_lists_is_found(pipeline):
    found = {(entity.text, entity.label_) for entity in one(pipeline, "Vi savnede Mette Hansen.").ents}

    assert ("Mette Hansen", "PER") in found


def test_it_loads_without_a_network(monkeypatch):
    def refused(*_args, **_kwargs):
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refused)
    choosing._opened.cache_clear()

    assert one(open_pipeline(SHIPPED_NAME), "Vi holdt møde.")[2].lemma_ == "møde"


def test_a_pipeline_is_opened_once():
    assert open_pipeline(PLAIN_NAME) is open_pipeline(PLAIN_NAME)


def test_the_shipped_model_comes_first_and_says_its_scores():
    first, *_, last = known_models()

    assert (first.name, first.origin) == (SHIPPED_NAME, ModelOrigin.SHIPPED)
    assert first.licence == "CC BY-SA 4.0"
    assert first.scores["pos"] > 90
    assert (last.name, last.origin) == (PLAIN_NAME, ModelOrigin.FALLBACK)


def test_an_unknown_model_is_missing():
    with pytest.raises(ModelMissing, match=SHIPPED_NAME):
        open_pipeline("da_findes_ikke")


def test_a_model_of_another_language_is_unfit(tmp_path):
    spacy.blank("sv").to_disk(tmp_path / "sv")

    with pytest.raises(ModelUnfit, match="sv"):
        open_pipeline(str(tmp_path / "sv"))


def test_a_damaged_model_is_unfit(tmp_path):
    spacy.blank("da").to_disk(tmp_path / "da")
    (tmp_path / "da" / "config.cfg").write_text("[nlp]\nlang = 5", encoding="utf-8")

    with pytest.raises(ModelUnfit):
        open_pipeline(str(tmp_path / "da"))


def test_the_plain_pipeline_has_lemmas_and_sentences_but_no_classes():
    doc = one(open_pipeline(PLAIN_NAME), "Beboerne kom. Vi talte.")

    assert [token.lemma_ for token in doc] == ["beboer", "komme", ".", "vi", "tale", "."]
    assert len(list(doc.sents)) == 2
    assert not doc.has_annotation("POS")


@pytest.mark.parametrize(
    ("spoken", "lemma"), [("ikk'", "ikke"), ("Sku'", "skulle"), ("ta'", "tage"), ("ku'", "kunne")]
)
def test_spoken_short_forms_have_the_lemmas_of_the_written_ones(pipeline, spoken, lemma):
    doc = next(pipeline.annotate([f"{spoken} vi have en snak"]))

    assert (doc[0].text, doc[0].lemma_) == (spoken, lemma)
