"""Scores a pipeline on a treebank, as spaCy's own models are scored."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from spacy.training import Example

from casecoding.nlp.pipeline import Pipeline
from casecoding.nlp.treebank import group, read_treebank, to_doc

SCORES = {
    "pos": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sent_f": "sents_f",
    "ner_f": "ents_f",
}
LAYERS = {
    "pos": "POS",
    "morph": "MORPH",
    "lemma": "LEMMA",
    "uas": "DEP",
    "las": "DEP",
    "sent_f": "SENT_START",
    "ner_f": "ENT_IOB",
}
NOT_SCORED = ("p", "punct")
WARM_UP = 5  # texts read once before the clock starts, as a corpus is longer than any start-up


def evaluate(pipeline: Pipeline, path: Path) -> dict[str, float | None]:
    """Return the pipeline's scores on the CoNLL-U file at `path`.

    All in percent, but `words_per_second`; None where the file or the pipeline has no
    such layer. Sentences are scored in documents of ten, trees without punctuation.
    Raises MissingFile and TreebankFault.
    """
    references = [to_doc(pipeline.nlp.vocab, part) for part in group(read_treebank(path))]
    texts = [doc.text for doc in references]
    list(pipeline.annotate(texts[:WARM_UP]))
    started = perf_counter()
    predicted = list(pipeline.annotate(texts))
    seconds = perf_counter() - started
    scores = score(predicted, references)
    return {**scores, "words_per_second": round(sum(map(len, predicted)) / seconds, 1)}


def score(predicted: Sequence[Doc], references: Sequence[Doc]) -> dict[str, float | None]:
    """Return the scores of SCORES, in percent with two decimals."""
    examples = [Example(found, wanted) for found, wanted in zip(predicted, references, strict=True)]
    results = {
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "morph"),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=NOT_SCORED),
        **Scorer.score_spans(examples, "sents", getter=_sentences, has_annotation=_has_sentences),
        **Scorer.score_spans(examples, "ents"),
    }
    made = {key for key, layer in LAYERS.items() if any(doc.has_annotation(layer) for doc in predicted)}
    return {key: _percent(results.get(theirs)) if key in made else None for key, theirs in SCORES.items()}


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)


def _label(token: Token, attr: str) -> str:
    del attr
    return token.dep_.lower()


def _sentences(doc: Doc, attr: str) -> list[TokenSpan]:
    del attr
    return list(doc.sents)


def _has_sentences(doc: Doc) -> bool:
    return doc.has_annotation("SENT_START")
