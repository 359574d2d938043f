"""Pipeline components of ours, registered with spaCy by importing this module."""

import simplemma
from spacy.language import Language
from spacy.tokens import Doc, Token

LEMMAS_WITHOUT_MODEL = "casecoding_plain_lemmas"


@Language.component(LEMMAS_WITHOUT_MODEL)
def set_plain_lemmas(doc: Doc) -> Doc:
    """Give each token a dictionary lemma without knowing its word class."""
    for token in doc:
        token.lemma_ = _plain_lemma(token)
    return doc


def _plain_lemma(token: Token) -> str:
    if not token.is_alpha:
        return token.text
    return simplemma.lemmatize(token.text, lang="da")
