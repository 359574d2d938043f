"""A Doc's words as plain strings, read once: asking spaCy token by token is what costs time."""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

from spacy.tokens import Doc
from spacy.vocab import Vocab

Key = tuple[int, int, int]  # spaCy's numbers of a word's form, lemma and word class


@dataclass(frozen=True, slots=True)
class Word:
    """Form and lemma in lower case, and the words by which it is met: as it is written, or as what it means.

    A verb's present is not taken for the noun that looks like it: "han leder efter" is
    about no "leder".
    """

    form: str
    lemma: str
    written: frozenset[str]
    forms: frozenset[str]

    @classmethod
    def of(cls, form: str, lemma: str, pos: str) -> Self:
        is_present = form != lemma and form.endswith("er") and pos == "VERB"
        return cls(form, lemma, frozenset((form,)), frozenset((lemma,) if is_present else (form, lemma)))


class WordReader:
    """Turns spaCy's numbers into words, each word once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._known: dict[Key, Word] = {}

    def read(self, key: Key) -> Word:
        known = self._known.get(key)
        if known is None:
            form, lemma, pos = (self._strings[one] for one in key)
            known = self._known[key] = Word.of(form, lemma.lower(), pos)
        return known


class DocWords:
    """The words of one Doc, by token index, and where its sentences begin."""

    def __init__(self, doc: Doc, reader: WordReader) -> None:
        self._rows = doc.to_array(["LOWER", "LEMMA", "POS", "SENT_START"]).tolist()
        self.keys: Sequence[Key] = [(form, lemma, pos) for form, lemma, pos, _ in self._rows]
        words = [reader.read(key) for key in self.keys]
        self.written = [word.form for word in words]
        self.lemmas = [word.lemma for word in words]
        self.as_written = [word.written for word in words]
        self.forms = [word.forms for word in words]

    @cached_property
    def said(self) -> AbstractSet[str]:
        """Every word of the Doc, as it is written or as it is known."""
        return set(self.written).union(*self.forms)

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The sentences as token ranges [start, end), in order."""
        starts = [at for at, row in enumerate(self._rows) if row[3] == 1 or not at]
        return tuple(pairwise([*starts, len(self._rows)]))

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that holds this token."""
        return bisect_right(self.sentences, (token, len(self._rows) + 1)) - 1
