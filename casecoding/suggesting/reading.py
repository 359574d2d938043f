"""Docs -> what the learned suggester reads of each segment, as plain values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from casecoding.domain.codebook import theme_of
from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Suggestion
from casecoding.suggesting.compounds import may_have_parts, parts_of
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.said import said_in
from casecoding.suggesting.segments import flags_of_all, span_of
from casecoding.suggesting.source_words import Vector

Chances = Mapping[Span, Mapping[str, float]]  # segment -> theme -> how likely it is


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a suggester proposes, and what it thinks of all segments, those without a proposal too."""

    suggestions: tuple[Suggestion, ...]
    chances: Chances = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SegmentRead:
    """A segment: its words, its telling words as matches, their mean vector, what the cues say of it.

    `cues` holds the suggestions that cues made here, `chances` how likely each theme was held to be
    before anything was learned; `flags` say how the segment as a whole is said.
    """

    source_id: str
    span: Span
    words: str
    telling: tuple[Match, ...]
    vector: Vector
    cues: tuple[Suggestion, ...] = ()
    flags: tuple[Flag, ...] = ()
    word_vectors: tuple[Vector, ...] = field(default=(), repr=False)
    chances: Mapping[str, float] = field(default_factory=dict)

    @property
    def theme_scores(self) -> dict[str, float]:
        """Return theme -> the highest score of its cues here."""
        scores: dict[str, float] = {}
        for one in self.cues:
            theme = theme_of(one.code_id)
            scores[theme] = max(one.score, scores.get(theme, 0.0))
        return scores

    @property
    def terms(self) -> list[str]:
        """Return lemmas and, marked with a plus, the parts of compounds."""
        lemmas = [lemma for match in self.telling for lemma in match.lemmas]
        return lemmas + [f"+{part}" for match in self.telling for part in match.parts]


def read_segments(
    source: Source, turns: Sequence[Turn], docs: Sequence[Doc], judgement: Judgement
) -> list[SegmentRead]:
    """Return the segments of these turns; `docs[i]` holds the words of `turns[i]`."""
    by_span: Mapping[Span, list[Suggestion]] = defaultdict(list)
    for one in judgement.suggestions:
        by_span[one.span].append(one)
    return [
        _segment(source, turn, sentence, by_span, judgement.chances)
        for turn, doc in zip(turns, docs, strict=True)
        for sentence in doc.sents
        if sentence.text.strip()
    ]


def _segment(
    source: Source,
    turn: Turn,
    sentence: TokenSpan,
    by_span: Mapping[Span, list[Suggestion]],
    chances: Chances,
) -> SegmentRead:
    said = said_in(sentence)
    span = span_of(source, turn, sentence)
    tokens = [token for token in sentence if token.is_alpha and not token.is_stop]
    vectors = tuple(_unit(token.vector) for token in tokens)
    return SegmentRead(
        source_id=source.id,
        span=span,
        words=sentence.text.strip(),
        telling=tuple(_telling(turn, sentence.doc, [token.i for token in tokens])),
        vector=_mean(vectors, sentence),
        cues=tuple(by_span.get(span, ())),
        flags=(*flags_of(sentence, (sentence.root.i,), words=said), *flags_of_all(source, turn, said)),
        word_vectors=vectors,
        chances=chances.get(span, {}),
    )


def _telling(turn: Turn, doc: Doc, places: Sequence[int]) -> Iterator[Match]:
    for place in places:
        token = doc[place]
        parts = parts_of(token.text, token.lemma_) if may_have_parts(token.pos_, token.lemma_) else ()
        span = Span(token.idx, token.idx + len(token)).shifted(turn.span.start)
        yield Match(span, token.text, (token.lemma_.lower(),), parts)


def _unit(vector: Any) -> Vector:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector, dtype=float) / length if length else np.asarray(vector, dtype=float)


def _mean(vectors: Sequence[Vector], doc: Doc | TokenSpan) -> Vector:
    if not vectors:
        return np.zeros(max(doc.vocab.vectors_length, 1))
    return np.asarray(np.mean(vectors, axis=0))
