"""Sentences inside long turns: speech without full stops is cut at its joints."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

LONGEST_SENTENCE = 60  # words; longer ones are cut
SHORTEST_PART = 8

LONG_TURNS = "casecoding_long_turns"

STOPS = frozenset({".", "!", "?", "…", "...", ";"})
PAUSES = frozenset({",", ":", "–", "—", "--", "-"})
HESITATIONS = frozenset({"øh", "øhm", "hm", "altså", "nå", "ja", "nej", "jo"})
JOINTS = frozenset({"og", "men", "så", "for", "fordi", "eller"})
SUBJECTS = frozenset({"jeg", "du", "han", "hun", "vi", "de", "det", "der", "man", "den", "så", "nu"})


@Language.component(LONG_TURNS)
def cut_long_sentences(doc: Doc) -> Doc:
    """Start a new sentence at the best joints of every sentence that is too long."""
    starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
    for start, end in pairwise([*starts, len(doc)]):
        for place in _cuts(doc, start, end):
            doc[place].is_sent_start = True
    return doc


def _cuts(doc: Doc, start: int, end: int) -> Iterator[int]:
    if end - start <= LONGEST_SENTENCE:
        return
    place = _best_joint(doc, start, end)
    yield from _cuts(doc, start, place)
    yield place
    yield from _cuts(doc, place, end)


def _best_joint(doc: Doc, start: int, end: int) -> int:
    """Return the word between `start` and `end` where a new sentence best begins."""
    middle = (start + end) / 2
    inside = range(start + SHORTEST_PART, end - SHORTEST_PART + 1)
    return max(inside, key=lambda place: (_joint(doc[place]), -abs(place - middle)))


def _joint(token: Token) -> int:
    """Return how well a sentence may begin at `token`: 5 after a full stop, 0 anywhere."""
    before = token.nbor(-1)
    word = token.lower_
    if before.text in STOPS or before.is_space:
        return 5
    subject_follows = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in SUBJECTS
    if word in JOINTS and subject_follows:
        return 4 if before.text in PAUSES else 3
    if word in HESITATIONS or before.text in PAUSES:
        return 2
    return 1 if word in JOINTS else 0
