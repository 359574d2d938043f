"""Scores are percentages by layer; a layer that nobody sets has none."""

import pytest
import spacy

from casecoding.nlp.evaluation import evaluate, score
from casecoding.nlp.pipeline import PLAIN_NAME, open_pipeline
from casecoding.nlp.treebank import Word, to_doc

KEYS = {"pos", "morph", "lemma", "uas", "las", "sent_f", "ner_f"}
VOCAB = spacy.blank("da").vocab


def sentence(*, lemma: str = "komme", entity: str = "B-PER") -> tuple[Word, ...]:
    return (
        Word("Mette", "Mette", "PROPN", "", 1, "nsubj", space_after=True, entity=entity),
        Word("kommer", lemma, "VERB", "Tense=Pres", -1, "root", space_after=False, entity="O"),
        Word(".", ".", "PUNCT", "", 1, "punct", space_after=True, entity="O"),
    )


def test_a_doc_scores_full_marks_against_itself():
    doc = to_doc(VOCAB, [sentence(), sentence()])

    assert score([doc], [doc]) == dict.fromkeys(KEYS, 100.0)


def test_a_wrong_lemma_and_a_missed_name_cost_their_layer_alone():
    found = to_doc(VOCAB, [sentence(lemma="kommer", entity="O")])

    scores = score([found], [to_doc(VOCAB, [sentence()])])

    assert scores["lemma"] == pytest.approx(66.67)
    assert scores["ner_f"] == 0.0
    assert scores["las"] == 100.0


def test_layers_that_the_pipeline_does_not_set_have_no_score(tmp_path):
    path = tmp_path / "prøve.conllu"
    rows = [
        f"{number}\t{word.form}\t{word.lemma}\t{word.pos}\t_\t_\t{word.head + 1}\t{word.dep}\t_\t_"
        for number, word in enumerate(sentence(), start=1)
    ]
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")

    scores = evaluate(open_pipeline(PLAIN_NAME), path)

    assert scores.keys() == KEYS | {"words_per_second"}
    assert (scores["pos"], scores["uas"], scores["ner_f"]) == (None, None, None)
    assert scores["lemma"] == 100.0
    assert scores["words_per_second"] > 0
