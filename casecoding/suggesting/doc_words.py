"""A Doc's words as plain strings, read once: asking spaCy token by token is what costs time."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Doc
from spacy.vocab import Vocab

Key = tuple[int, int, int]  # spaCy's numbers of a word's form, lemma and word class


class WordReader:
    """Turns spaCy's numbers into strings, each word once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._known: dict[Key, tuple[str, str, frozenset[str]]] = {}

    def read(self, key: Key) -> tuple[str, str, frozenset[str]]:
        """Return form and lemma in lower case, and the forms by which the word is known.

        A verb's present is not taken for the noun that looks like it: "han leder efter" is
        about no "leder".
        """
        if key not in self._known:
            form, lemma, pos = self._strings[key[0]], self._strings[key[1]].lower(), self._strings[key[2]]
            is_present = form != lemma and form.endswith("er") and pos == "VERB"
            self._known[key] = (form, lemma, frozenset((lemma,) if is_present else (form, lemma)))
        return self._known[key]


class DocWords:
    """The words of one Doc, by token index, and where its sentences begin."""

    def __init__(self, doc: Doc, reader: WordReader) -> None:
        self._rows = doc.to_array(["LOWER", "LEMMA", "POS", "SENT_START"]).tolist()
        self.keys: Sequence[Key] = [(form, lemma, pos) for form, lemma, pos, _ in self._rows]
        words = [reader.read(key) for key in self.keys]
        self.written = [form for form, _, _ in words]
        self.lemmas = [lemma for _, lemma, _ in words]
        self.forms = [forms for _, _, forms in words]

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The sentences as token ranges [start, end), in order."""
        starts = [at for at, row in enumerate(self._rows) if row[3] == 1 or not at]
        return tuple(pairwise([*starts, len(self._rows)]))

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that holds this token."""
        return bisect_right(self.sentences, (token, len(self._rows) + 1)) - 1
