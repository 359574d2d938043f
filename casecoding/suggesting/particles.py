"""Particle verbs that stand apart: "knytter projektet an", "bygger langsomt bro"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

REACH = 12  # tokens between a verb and its particle
GOVERNING = frozenset({"case", "mark", "cc", "punct", "det", "nsubj", "nummod", "amod"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})


def particle_after(doc: Doc, verb: int, particle: str) -> int | None:
    """Return where the particle of the verb at `verb` stands, None where it has none.

    A preposition before its noun is no particle: "kobler sit arbejde på mandag" holds no "koble på".
    """
    if doc[verb].pos_ not in {"VERB", "AUX"}:
        return None
    return next(
        (
            token.i
            for token in _clause_after(doc, verb)
            if particle in {token.lower_, token.lemma_.lower()} and _belongs_to(token, doc[verb])
        ),
        None,
    )


def _clause_after(doc: Doc, verb: int) -> Iterator[Token]:
    """Give the words behind the verb up to the next verb, the end of the sentence or the reach."""
    for token in doc[verb + 1 : verb + 1 + REACH]:
        if token.is_sent_start or token.pos_ == "VERB" or token.text in {";", ":"}:
            return
        yield token


def _belongs_to(token: Token, verb: Token) -> bool:
    if not token.doc.has_annotation("DEP"):
        follower = token.doc[token.i + 1 : token.i + 2]
        return not any(after.pos_ in NOMINAL for after in follower)
    governs = token.dep_.split(":")[0] in GOVERNING
    return not governs and (token.head == verb or verb.i < token.head.i < token.i)
