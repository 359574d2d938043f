"""A source's words as plain strings, read all at once: asking spaCy token by token is what costs time."""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from casecoding.suggesting.attributions import QUOTES, attributions

COLUMNS = ("LOWER", "LEMMA", "POS", "SENT_START", "IS_ALPHA", "IS_STOP", "IDX", "LENGTH")
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the order of two numbers counts

Row = tuple[int, int, int]  # spaCy's numbers of a word's form, lemma and word class
Vector = NDArray[Any]  # of numbers or of truths; one row or many
Told = TypeVar("Told")


class Word(NamedTuple):
    """Form and lemma in lower case, word class, and the words as which it is met.

    A verb's present is not taken for the noun that looks like it: "han leder efter" is about no "leder".
    """

    form: str
    lemma: str
    pos: str
    met_as: tuple[str, ...]

    @classmethod
    def of(cls, form: str, lemma: str, pos: str) -> Self:
        is_present = form != lemma and form.endswith("er") and pos == "VERB"
        return cls(form, lemma, pos, (lemma,) if is_present else (form, lemma))


class DocWords:
    """The words of one Doc, by token index: where each starts and ends in its text, which begin a sentence.

    `classes` are spaCy's word classes, `sentences` token ranges [start, end).
    """

    written: tuple[str, ...]
    lemmas: tuple[str, ...]
    classes: tuple[str, ...]
    met_as: tuple[tuple[str, ...], ...]

    def __init__(
        self, doc: Doc, words: Sequence[Word], *, starts: Sequence[int], ends: Sequence[int], begin: Vector
    ) -> None:
        self.doc = doc
        self.words = words
        columns: Any = zip(*words, strict=True) if words else [()] * len(Word._fields)
        self.written, self.lemmas, self.classes, self.met_as = columns
        self.starts = starts
        self.ends = ends
        self.sentences = tuple(pairwise([*np.flatnonzero(begin).tolist(), len(words)]))

    @cached_property
    def as_written(self) -> Sequence[tuple[str, ...]]:
        return [(form,) for form in self.written]

    @cached_property
    def said(self) -> AbstractSet[str]:
        """Every word of the Doc, as a form and as a lemma."""
        return {*self.written, *self.lemmas}

    @cached_property
    def attributions(self) -> frozenset[int]:
        """The tokens that name who says a quotation."""
        if QUOTES.isdisjoint(self.written):
            return frozenset()
        closing = {
            at
            for at, word in enumerate(self.written)
            if word in QUOTES and at and not self.doc[at - 1].whitespace_
        }
        named = attributions(self.written, self.lemmas, self.classes, self.sentences, closing=closing)
        return frozenset(named)

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that holds this token."""
        return bisect_right(self.sentences, (token, len(self.words) + 1)) - 1


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The Docs of a source one after another, and the words that there are, each once.

    What follows has a row per token: which of `words` it is, which token of its Doc, spaCy's number of its
    lemma, and whether it is a word, names who says a quotation, tells something (a stop word does not) or
    begins a sentence. `firsts` tells where each Doc begins, and at last how many tokens there are.
    """

    docs: Sequence[DocWords]
    firsts: Vector
    words: Sequence[Word]
    kinds: Vector
    places: Vector
    lemmas: Vector
    are_words: Vector
    name_speakers: Vector
    tell: Vector
    begin: Vector

    def told(self, known: Sequence[Sequence[Told]]) -> list[list[tuple[int, Sequence[Told]]]]:
        """Return for each Doc the tokens of whose words there is something to tell, and what; in order.

        `known[i]` is what there is to tell of `words[i]`.
        """
        at = np.flatnonzero(np.array([bool(one) for one in known], dtype=bool)[self.kinds])
        all_told = [
            (place, known[kind])
            for place, kind in zip(self.places[at].tolist(), self.kinds[at].tolist(), strict=True)
        ]
        return [all_told[start:end] for start, end in pairwise(np.searchsorted(at, self.firsts).tolist())]


class WordReader:
    """Reads Docs of one vocabulary, and makes each word once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings
        self._known: dict[Row, Word] = {}

    def read(self, docs: Sequence[Doc]) -> SourceWords:
        """Return the words of a source's Docs."""
        none = np.zeros((0, len(COLUMNS)), dtype=np.uint64)
        rows = np.concatenate([none, *(one.to_array(list(COLUMNS)) for one in docs)])
        lengths = np.array([len(one) for one in docs], dtype=int)
        firsts = np.cumsum([0, *lengths])
        begin = rows[:, 3] == 1
        begin[firsts[:-1][lengths > 0]] = True
        _, met, kinds = np.unique(
            (rows[:, 0] * MIX + rows[:, 1]) * MIX + rows[:, 2], return_index=True, return_inverse=True
        )
        words = [self._word((form, lemma, pos)) for form, lemma, pos in rows[met, :3].tolist()]
        said = [words[kind] for kind in kinds.tolist()]
        starts, ends = rows[:, 6].tolist(), (rows[:, 6] + rows[:, 7]).tolist()
        doc_words = [
            DocWords(doc, said[own], starts=starts[own], ends=ends[own], begin=begin[own])
            for doc, own in zip(docs, map(slice, firsts[:-1].tolist(), firsts[1:].tolist()), strict=True)
        ]
        name_speakers = np.zeros(len(rows), dtype=bool)
        for first, one in zip(firsts[:-1].tolist(), doc_words, strict=True):
            name_speakers[[first + at for at in one.attributions]] = True
        return SourceWords(
            docs=doc_words,
            firsts=firsts,
            words=words,
            kinds=kinds,
            places=np.arange(len(rows)) - np.repeat(firsts[:-1], lengths),
            lemmas=rows[:, 1],
            are_words=rows[:, 4] == 1,
            name_speakers=name_speakers,
            tell=rows[:, 5] == 0,
            begin=begin,
        )

    def _word(self, row: Row) -> Word:
        known = self._known.get(row)
        if known is None:
            strings, (form, lemma, pos) = self._strings, row
            known = self._known[row] = Word.of(strings[form], strings[lemma].lower(), strings[pos])
        return known
