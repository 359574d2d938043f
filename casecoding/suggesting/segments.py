"""The segments of a source, each made when it is asked for: most have nothing to tell."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from spacy.tokens import Span as TokenSpan

from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match
from casecoding.suggesting.method_talk import speaks_of_the_study
from casecoding.suggesting.said import Said, said_in
from casecoding.suggesting.source_words import DocWords, SourceWords, Vector


class Segment:
    """A sentence of a turn: tokens [start, end) of its Doc, and where it stands in the source.

    `span` leaves out the space around it, unless there is nothing else.
    """

    def __init__(self, source: Source, turn: Turn, doc: DocWords, start: int, end: int) -> None:
        self.source = source
        self.turn = turn
        self.doc = doc
        self.start = start
        self.end = end
        self.tokens = doc.doc[start:end]
        self.said = said_in(self.tokens, words=doc)
        before = turn.span.start
        self.span = _stripped(before + doc.starts[start], before + doc.ends[end - 1], source.text)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What holds of all its words."""
        return flags_of_all(self.source, self.turn, self.said)

    def match(self, first: int, last: int, *, lemmas: tuple[str, ...], parts: tuple[str, ...]) -> Match:
        """Return the words from token `first` to `last` of the Doc as they stand in the source."""
        before = self.turn.span.start
        span = Span(before + self.doc.starts[first], before + self.doc.ends[last])
        return Match(span, span.of(self.source.text), lemmas, parts)


class Segments:
    """The sentences of a source's turns, in order; `words` are those of the turns' Docs."""

    def __init__(self, source: Source, turns: Sequence[Turn], words: SourceWords) -> None:
        self.words = words
        self._source = source
        self._turns = list(zip(turns, words.docs, strict=True))
        self._firsts = [*accumulate((len(own.sentences) for own in words.docs), initial=0)]
        self._made: dict[int, Segment] = {}

    def __len__(self) -> int:
        return self._firsts[-1]

    def __getitem__(self, number: int) -> Segment:
        segment = self._made.get(number)
        if segment is None:
            at = bisect_right(self._firsts, number) - 1
            turn, doc = self._turns[at]
            start, end = doc.sentences[number - self._firsts[at]]
            segment = self._made[number] = Segment(self._source, turn, doc, start, end)
        return segment

    def number_at(self, turn: int, token: int) -> int:
        """Return the number of the segment that holds a token of the Doc of the turn at this place."""
        return self._firsts[turn] + self.words.docs[turn].sentence_at(token)

    def neighbours(self) -> tuple[Vector, Vector]:
        """Return for each segment the range [first, last) of it and those before and after, within a turn."""
        turns = np.repeat(np.arange(len(self._turns)), np.diff(self._firsts))
        numbers = np.arange(len(turns))
        goes_on = turns[1:] == turns[:-1]
        before, after = np.append(False, goes_on), np.append(goes_on, False)
        return numbers - before[: len(turns)], numbers + 1 + after[: len(turns)]


def flags_of_all(source: Source, turn: Turn, said: Said) -> tuple[Flag, ...]:
    """Return what holds of all words of a segment: the interviewer says them, they are about method."""
    who = source.participant(turn.label)
    method = speaks_of_the_study(said, by_its_authors=not turn.label)
    spoken_by = (Flag.INTERVIEWER,) if who and who.interviewer else ()
    return (*spoken_by, Flag.METHOD) if method else spoken_by


def span_of(source: Source, turn: Turn, segment: TokenSpan) -> Span:
    """Return where a segment of a turn stands in its source, without the space around it."""
    before = turn.span.start
    return _stripped(before + segment.start_char, before + segment.end_char, source.text)


def _stripped(start: int, end: int, text: str) -> Span:
    """Return the place of the words between start and end; the whole where there are none."""
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return Span(start, end)
    start += words.index(bare)
    return Span(start, start + len(bare))
