"""The study's own lexicon: lemmas that a person has set, over those of any pipeline."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc


def apply_lexicon(docs: Iterable[Doc], lexicon: Mapping[str, str]) -> None:
    """Set the lemma of every word that `lexicon` has; its keys are forms in lower case."""
    for doc in docs:
        for token in doc:
            lemma = lexicon.get(token.lower_)
            if lemma is not None:
                token.lemma_ = lemma
