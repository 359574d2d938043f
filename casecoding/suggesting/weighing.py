"""The cues' suggestions weighed by the codebook's coded examples, and what those suggest without a cue."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from casecoding.domain.codebook import Codebook, theme_of
from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import (
    EXAMPLES_RULE,
    Flag,
    Reason,
    Suggester,
    Suggestion,
    suggestion_id,
)
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.prior import MOST_TERMS, Prior
from casecoding.suggesting.reading import Judgement
from casecoding.suggesting.segment_words import SegmentWords, mean, together
from casecoding.suggesting.source_words import SourceWords, Vector, Word
from casecoding.suggesting.suggesting import HIGHEST_SCORE, CueSuggester, flags_of_all, span_of
from casecoding.suggesting.taken_together import pairs_of

LIKELY = 0.4  # chance from which a theme is suggested, and what its cues propose is kept: near half of
# the F1 that is reached, as is best for it (Lipton, Elkan and Narayanan 2014)
SURE = 0.65  # the same where a cue has hit in talk like everyday talk, which uses the same words
FEWEST_WORDS = 3  # telling words of a segment that examples alone may suggest for
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read, what its words (rows) say to the prior's columns, and segments' chances of the themes.

    `likely` tells which of those are high enough, and `cues` what cues propose, by the segment's number.
    """

    read: SegmentWords
    said: Vector
    chances: Vector
    likely: Vector
    cues: Mapping[int, Sequence[Suggestion]]


class ExampleSuggester:
    """Asks the cues, and weighs what they say; themes that the examples do not know keep their cues."""

    def __init__(self, cues: CueSuggester, prior: Prior, *, codebook: Codebook) -> None:
        self._cues = cues
        self._prior = prior
        self._row: dict[tuple[Word, bool], int] = {}  # True: it names who says a quotation
        self._said = np.zeros((0, prior.columns))
        self._terms = np.zeros((0, MOST_TERMS), dtype=int)
        self._column = shared_themes(prior, codebook)
        self._shared = np.array(list(self._column.values()), dtype=int)
        self._ignored = codebook.ignored_flags

    @property
    def themes(self) -> Collection[str]:
        """The themes that examples and codebook share."""
        return self._column.keys()

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        return tuple(self._suggestions(source, self._heard(source, turns, docs)))

    def judge(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Judgement:
        """Return the suggestions, and how likely each theme that the examples know is in every segment."""
        heard = self._heard(source, turns, docs)
        chances = {
            span_of(source, segment.turn, segment.tokens): dict(zip(self._column, own, strict=True))
            for segment, own in zip(heard.read.segments, heard.chances[:, self._shared].tolist(), strict=True)
        }
        return Judgement(tuple(self._suggestions(source, heard)), chances)

    def _heard(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Heard:
        words = self._cues.read(docs)
        read = SegmentWords.of(turns, words)
        said, crossed = self._said_by(words, read.edges)
        cues = _by_segment([one.begins for one in read.segments], self._cues.suggest_of(source, turns, words))
        scores = np.array([self._scores(cues.get(number, ())) for number in range(len(read.segments))])
        scores = scores.reshape(len(read.segments), len(self._prior.themes))
        return Heard(read, said, *self._chances(said, crossed, read, scores), cues)

    def _chances(
        self, said: Vector, crossed: Vector, read: SegmentWords, scores: Vector
    ) -> tuple[Vector, Vector]:
        """Return segments' chances of the themes, and which are high enough to suggest.

        `said` is what their words say, `crossed` what those say together. Everyday talk is heard around
        a segment too, and what a cue has met there has to be likely of the segment and of what is
        around it.
        """
        weighing = self._prior.weighing
        firsts, lasts = read.neighbours()
        alone = together(said, read.edges[:-1], read.edges[1:]) + crossed
        around = together(said, read.edges[firsts], read.edges[lasts]) + mean(crossed, firsts, lasts)
        own, all_around = np.diff(read.edges), read.edges[lasts] - read.edges[firsts]
        chances = weighing.chances(np.hstack([alone[:, :-1], around[:, -1:]]), scores, own)
        is_doubtful = weighing.is_everyday(around)[:, None] & (scores > 0)
        in_context = weighing.chances(around, scores, all_around)
        chances = np.where(is_doubtful, np.minimum(chances, in_context), chances)
        chances = np.minimum(chances.round(DIGITS), HIGHEST_SCORE)
        return chances, chances >= np.where(is_doubtful, SURE, LIKELY)

    def _suggestions(self, source: Source, heard: Heard) -> Iterator[Suggestion]:
        """Give what is suggested in segments that cues have met or that examples find likely."""
        likely = heard.likely[:, self._shared].any(axis=1)
        met = np.isin(np.arange(len(heard.chances)), list(heard.cues))
        for number in np.flatnonzero(np.logical_or(likely, met)).tolist():
            yield from self._in_segment(source, heard, number)

    def _said_by(self, words: SourceWords, edges: Vector) -> tuple[Vector, Vector]:
        """Return what a source's words (rows) and their pairs say, and what segments' words say together."""
        said_as = 2 * words.kinds + words.name_speakers
        met, kinds = np.unique(said_as[words.are_words], return_inverse=True)
        wanted = [(words.words[one // 2], bool(one % 2)) for one in met.tolist()]
        new = [one for one in wanted if one not in self._row]
        if new:
            self._row |= {one: len(self._row) + at for at, one in enumerate(new)}
            said, terms = self._prior.asked(new)
            self._said, self._terms = np.vstack([self._said, said]), np.vstack([self._terms, terms])
        rows = np.array([self._row[one] for one in wanted], dtype=int)[kinds]
        said = self._said[rows]
        for pairs in pairs_of(words.lemmas, words.are_words & ~words.name_speakers, words.begin):
            said += self._prior.of_pairs(pairs[words.are_words])
        terms, count = self._terms[rows], len(edges) - 1
        segments = np.broadcast_to(np.repeat(np.arange(count), np.diff(edges))[:, None], terms.shape)
        known = terms >= 0
        return np.asarray(said), self._prior.of_crosses(segments[known], terms[known], count=count)

    def _scores(self, cues: Sequence[Suggestion]) -> Sequence[float]:
        """Return the score of each theme's best cue, 0 where none has hit."""
        scores = [0.0] * len(self._prior.themes)
        for one in cues:
            column = self._column.get(theme_of(one.code_id))
            if column is not None:
                scores[column] = max(scores[column], one.score)
        return scores

    def _in_segment(self, source: Source, heard: Heard, number: int) -> Iterator[Suggestion]:
        chances, likely, cues = heard.chances[number], heard.likely[number], heard.cues.get(number, ())
        for one in cues:
            column = self._column.get(theme_of(one.code_id))
            if column is None:
                yield one
            elif likely[column] or one.reason.rule not in self._prior.rules:
                yield replace(one, score=float(chances[column]))
        start, end = heard.read.edges[number : number + 2]
        if heard.read.tells[start:end].sum() < FEWEST_WORDS:
            return
        cued = {theme_of(one.code_id) for one in cues}
        new = [theme for theme, column in self._column.items() if likely[column] and theme not in cued]
        if new:
            yield from self._new(source, heard, number, new)

    def _new(self, source: Source, heard: Heard, number: int, themes: Sequence[str]) -> Iterator[Suggestion]:
        """Give what the examples suggest, unless how it is said is ignored for the theme."""
        segment = heard.read.segments[number]
        said = segment.said
        flags = (
            *flags_of(said.tokens, (said.tokens.root.i,), words=said),
            *flags_of_all(source, segment.turn, said),
        )
        span = span_of(source, segment.turn, said.tokens)
        for theme in themes:
            if not self._ignored[theme].intersection(flags):
                yield self._suggestion(source, heard, number, theme, span=span, flags=flags)

    def _suggestion(
        self, source: Source, heard: Heard, number: int, theme: str, *, span: Span, flags: tuple[Flag, ...]
    ) -> Suggestion:
        column = self._column[theme]
        matches = heard.read.telling(number, heard.said[:, column], parts_of=self._prior.parts_of)
        rule = EXAMPLES_RULE + ", ".join(dict.fromkeys(match.lemmas[0] for match in matches))
        return Suggestion(
            id=suggestion_id(source.id, span, theme),
            source_id=source.id,
            span=span,
            code_id=theme,
            score=float(heard.chances[number, column]),
            reason=Reason(rule, matches, flags=flags, suggester=Suggester.EXAMPLES),
        )


def _by_segment(begins: Sequence[int], cues: Sequence[Suggestion]) -> Mapping[int, Sequence[Suggestion]]:
    """Return segment number -> the cues' suggestions there; `begins` is where each begins in the source."""
    met: dict[int, list[Suggestion]] = defaultdict(list)
    for one in cues:
        met[bisect_right(begins, one.span.start) - 1].append(one)
    return met


def shared_themes(prior: Prior, codebook: Codebook) -> Mapping[str, int]:
    """Return theme -> its column in the prior, for those that both mean.

    They go by the same id and Danish name, and the theme has some of the cues that were weighed:
    who took them away wants nothing suggested, and who wrote others may mean something else.
    """
    meant = {
        theme.id: theme.name.da
        for theme in codebook.themes
        if not prior.rules.isdisjoint(rules_of(codebook.with_children(theme.id)))
    }
    return {
        theme: column
        for column, (theme, name) in enumerate(zip(prior.themes, prior.names, strict=True))
        if meant.get(theme) == name
    }


@cache
def read_prior(file: Path) -> Prior:
    """Return what a file of `training.prior` holds, read once."""
    return Prior.read(file)
