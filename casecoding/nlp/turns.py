"""Sentence starts mended: signs go with their words, long turns are cut at their joints."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

LONGEST_SENTENCE = 60  # words; longer ones are cut
SHORTEST_PART = 8

LONG_TURNS = "casecoding_long_turns"
QUOTES = "casecoding_quotes"

QUOTATION_MARKS = frozenset({'"', "”", "“", "''", "»", "«"})

STOPS = frozenset({".", "!", "?", "…", "...", ";"})
PAUSES = frozenset({",", ":", "–", "—", "--", "-"})
HESITATIONS = frozenset({"øh", "øhm", "hm", "altså", "nå", "ja", "nej", "jo"})
JOINTS = frozenset({"og", "men", "så", "for", "fordi", "eller"})
SUBJECTS = frozenset({"jeg", "du", "han", "hun", "vi", "de", "det", "der", "man", "den", "så", "nu"})
DOTS = frozenset({"…", "..."})
OPENERS = JOINTS | SUBJECTS | HESITATIONS


@Language.component(QUOTES)
def keep_signs_with_words(doc: Doc) -> Doc:
    """Move each sentence start off a closing quotation mark or a pause, or back onto an opening mark."""
    for token in doc[1:]:
        if _goes_on_anew(token):
            token.is_sent_start = True
        elif token.is_sent_start and token.text in DOTS:
            token.is_sent_start = False
        elif token.is_sent_start and _closes(token):
            _move_start(token, token.i + 1)
        elif token.is_sent_start and _opens(token.nbor(-1)):
            _move_start(token, token.i - 1)
    return doc


def _goes_on_anew(token: Token) -> bool:
    """Return whether a new sentence begins after trailing dots, as in "det var svært … Men det gik"."""
    return token.nbor(-1).text in DOTS and token.is_title and token.lower_ in OPENERS


def _closes(token: Token) -> bool:
    """Return whether a quotation mark touches the word before it and not the one after."""
    return token.text in QUOTATION_MARKS and bool(token.whitespace_) and not token.nbor(-1).whitespace_


def _opens(token: Token) -> bool:
    """Return whether a quotation mark touches the word after it and not the one before."""
    touches_before = token.i > 0 and not token.nbor(-1).whitespace_
    return token.text in QUOTATION_MARKS and not token.whitespace_ and not touches_before


def _move_start(token: Token, place: int) -> None:
    token.is_sent_start = False
    if place < len(token.doc):
        token.doc[place].is_sent_start = True


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
