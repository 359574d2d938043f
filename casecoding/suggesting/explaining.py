"""How the pipeline reads words, as plain values."""

from dataclasses import dataclass

from spacy.tokens import Doc

from casecoding.suggesting.compounds import may_have_parts, parts_of


@dataclass(frozen=True, slots=True)
class WordRead:
    """A word with its lemma, its class and the parts of a compound, none for other words."""

    text: str
    lemma: str
    pos: str
    parts: tuple[str, ...]


def words_read(doc: Doc) -> tuple[WordRead, ...]:
    """Return the words and marks of the Doc, blanks left out."""
    return tuple(
        WordRead(
            token.text,
            token.lemma_,
            token.pos_,
            parts_of(token.text, token.lemma_) if may_have_parts(token.pos_, token.lemma_) else (),
        )
        for token in doc
        if not token.is_space
    )
