"""A source's segments and the words in them as rows, and sums over ranges of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from spacy.tokens import Span as TokenSpan

from casecoding.domain.source import Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match
from casecoding.suggesting.said import Said, said_in
from casecoding.suggesting.source_words import DocWords, SourceWords, Vector, Word

WORDS_SHOWN = 3
PartsOf = Callable[[Sequence[Word]], Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens [start, end) of a turn's Doc, and where they begin in the source."""

    turn: Turn
    doc: DocWords
    start: int
    end: int
    begins: int

    @property
    def tokens(self) -> TokenSpan:
        return self.doc.doc[self.start : self.end]

    @property
    def said(self) -> Said:
        return said_in(self.tokens, words=self.doc)


@dataclass(frozen=True, slots=True)
class SegmentWords:
    """The segments of a source, and its words (rows): which token of its Doc each is, whether it tells much.

    The words of segment i are the rows [edges[i], edges[i + 1]); a stop word tells little.
    """

    segments: Sequence[Segment]
    edges: Vector
    places: Vector
    tells: Vector

    @classmethod
    def of(cls, turns: Sequence[Turn], words: SourceWords) -> Self:
        """Return the sentences of the turns and their words; marks are none."""
        stands = iter(words.stands[words.begin].tolist())
        segments = [
            Segment(turn, own, start, end, turn.span.start + next(stands))
            for turn, own in zip(turns, words.docs, strict=True)
            for start, end in own.sentences
        ]
        rows = np.flatnonzero(words.are_words)
        edges = np.append(np.searchsorted(rows, np.flatnonzero(words.begin)), len(rows))
        return cls(segments, edges, words.places[rows], words.tell[rows])

    def telling(self, number: int, said: Vector, *, parts_of: PartsOf) -> tuple[Match, ...]:
        """Return a segment's words that weighed most for a theme, in the order of the text.

        `said` is what the words (rows) say to it, `parts_of` gives the parts of words.
        """
        segment, rows = self.segments[number], range(*self.edges[number : number + 2])
        best = sorted((row for row in rows if self.tells[row]), key=lambda row: -said[row])[:WORDS_SHOWN]
        telling = [row for row in best if said[row] > 0] or best[:1]
        places = sorted(self.places[telling].tolist())
        words = [segment.doc.words[at] for at in places]
        return tuple(
            Match(
                Span(token.idx, token.idx + len(token)).shifted(segment.turn.span.start),
                token.text,
                (word.lemma,),
                parts,
            )
            for token, word, parts in zip(
                (segment.doc.doc[at] for at in places), words, parts_of(words), strict=True
            )
        )

    def neighbours(self) -> tuple[Vector, Vector]:
        """Return for each segment the range [first, last) of it and those before and after, within a turn."""
        turns = np.array([one.turn.number for one in self.segments])
        numbers = np.arange(len(turns))
        goes_on = turns[1:] == turns[:-1]
        before, after = np.append(False, goes_on), np.append(goes_on, False)
        return numbers - before[: len(turns)], numbers + 1 + after[: len(turns)]


def together(said: Vector, starts: Vector, ends: Vector) -> Vector:
    """Return what the words between starts and ends say: many of them say no more than few."""
    return np.asarray(_sums(said, starts, ends) / np.sqrt(np.maximum(ends - starts, 1))[:, None])


def mean(values: Vector, starts: Vector, ends: Vector) -> Vector:
    return np.asarray(_sums(values, starts, ends) / (ends - starts)[:, None])


def _sums(values: Vector, starts: Vector, ends: Vector) -> Vector:
    """Return the sums of the rows in ranges [start, end)."""
    summed = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    return np.asarray(summed[ends] - summed[starts])
