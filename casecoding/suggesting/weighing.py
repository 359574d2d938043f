"""The cues' suggestions weighed by the codebook's coded examples, and what those suggest without a cue."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.vocab import Vocab

from casecoding.domain.codebook import Codebook, theme_of
from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import (
    EXAMPLES_RULE,
    Flag,
    Match,
    Reason,
    Suggester,
    Suggestion,
    suggestion_id,
)
from casecoding.suggesting.compounds import may_have_parts, parts_of
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.prior import Prior, pairs_of
from casecoding.suggesting.reading import Judgement, Vector
from casecoding.suggesting.said import said_in
from casecoding.suggesting.suggesting import HIGHEST_SCORE, CueSuggester, flags_of_all, span_of

LIKELY = 0.33  # chance from which a theme is suggested, and what its cues propose is kept
FEWEST_WORDS = 3  # telling words of a segment that examples alone may suggest for
WORDS_SHOWN = 3
DIGITS = 4
COLUMNS = ("LOWER", "LEMMA", "POS", "IS_ALPHA", "IS_STOP", "SENT_START")
_NO_PAIRS = np.zeros((0, 2), dtype=np.uint64)
Key = tuple[int, int, int]  # spaCy's numbers of a word's form, lemma and word class


@dataclass(frozen=True, slots=True)
class SegmentWords:
    """Tokens [start, end) of a turn's Doc, where they begin in the source, and the words there.

    `pairs` are the numbers of `pairs_of`, a row for each word; `tells` says which words are no stop words.
    """

    turn: Turn
    doc: Doc
    start: int
    end: int
    begins: int
    places: Vector
    keys: Sequence[Key]
    pairs: Vector
    tells: Vector

    @property
    def words(self) -> TokenSpan:
        return self.doc[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Heard:
    """What words (rows) say to the prior's columns, segments' chances of the themes, what cues propose there.

    The words of segment i are the rows [edges[i], edges[i + 1]).
    """

    segments: Sequence[SegmentWords]
    said: Vector
    edges: Vector
    chances: Vector
    cues: Mapping[int, Sequence[Suggestion]]


class ExampleSuggester:
    """Asks the cues, and weighs what they say; themes that the examples do not know keep their cues."""

    def __init__(self, cues: CueSuggester, prior: Prior, *, codebook: Codebook, vocab: Vocab) -> None:
        self._cues = cues
        self._prior = prior
        self._strings = vocab.strings
        self._row: dict[Key, int] = {}
        self._said = np.zeros((0, prior.columns))
        self._column = shared_themes(prior, codebook)
        self._shared = np.array(list(self._column.values()), dtype=int)
        self._ignored = {theme.id: frozenset(theme.ignored_flags) for theme in codebook.themes}

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        return tuple(self._suggestions(source, self._heard(source, turns, docs)))

    def judge(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Judgement:
        """Return the suggestions, and how likely each theme that the examples know is in every segment."""
        heard = self._heard(source, turns, docs)
        chances = {
            span_of(segment.turn, segment.words): dict(zip(self._column, own, strict=True))
            for segment, own in zip(heard.segments, heard.chances[:, self._shared].tolist(), strict=True)
        }
        return Judgement(tuple(self._suggestions(source, heard)), chances)

    def _heard(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Heard:
        segments = list(_segments(turns, docs))
        edges = np.cumsum([0, *(len(one.places) for one in segments)])
        said = self._said_by([key for one in segments for key in one.keys])
        for pairs in np.concatenate([_NO_PAIRS, *(one.pairs for one in segments)]).T:
            said += self._prior.of_pairs(pairs)
        cues = _by_segment([one.begins for one in segments], self._cues.suggest(source, turns, docs))
        scores = np.array([self._scores(cues.get(number, ())) for number in range(len(segments))])
        chances = self._prior.weighing.chances(
            _likeness(said, edges, turns=np.array([one.turn.number for one in segments])),
            scores.reshape(len(segments), len(self._prior.themes)),
        )
        return Heard(segments, said, edges, np.minimum(chances.round(DIGITS), HIGHEST_SCORE), cues)

    def _suggestions(self, source: Source, heard: Heard) -> Iterator[Suggestion]:
        """Give what is suggested in segments that cues have met or that examples find likely."""
        likely = (heard.chances[:, self._shared] >= LIKELY).any(axis=1)
        met = np.isin(np.arange(len(heard.segments)), list(heard.cues))
        for number in np.flatnonzero(np.logical_or(likely, met)).tolist():
            yield from self._in_segment(source, heard, number)

    def _said_by(self, keys: Sequence[Key]) -> Vector:
        """Return what words (rows) say to the prior's columns; each word is weighed once."""
        new = [key for key in dict.fromkeys(keys) if key not in self._row]
        if new:
            self._row |= {key: len(self._row) + at for at, key in enumerate(new)}
            self._said = np.vstack([self._said, self._prior.of_words([self._word(key) for key in new])])
        return np.asarray(self._said[[self._row[key] for key in keys]])

    def _word(self, key: Key) -> tuple[str, str, Sequence[str]]:
        """Return a word's form, its lemma in lower case, and the parts of a compound."""
        form, lemma, pos = (self._strings[number] for number in key)
        return form, lemma.lower(), parts_of(form, lemma) if may_have_parts(pos, lemma) else ()

    def _scores(self, cues: Sequence[Suggestion]) -> Sequence[float]:
        """Return the score of each theme's best cue, 0 where none has hit."""
        scores = [0.0] * len(self._prior.themes)
        for one in cues:
            column = self._column.get(theme_of(one.code_id))
            if column is not None:
                scores[column] = max(scores[column], one.score)
        return scores

    def _in_segment(self, source: Source, heard: Heard, number: int) -> Iterator[Suggestion]:
        chances, cues = heard.chances[number], heard.cues.get(number, ())
        for one in cues:
            column = self._column.get(theme_of(one.code_id))
            if column is None:
                yield one
            elif chances[column] >= LIKELY or one.reason.rule not in self._prior.rules:
                yield replace(one, score=float(chances[column]))
        if heard.segments[number].tells.sum() < FEWEST_WORDS:
            return
        cued = {theme_of(one.code_id) for one in cues}
        likely = [theme for theme, column in self._column.items() if chances[column] >= LIKELY]
        if not cued.issuperset(likely):
            yield from self._new(source, heard, number, [theme for theme in likely if theme not in cued])

    def _new(self, source: Source, heard: Heard, number: int, themes: Sequence[str]) -> Iterator[Suggestion]:
        """Give what the examples suggest, unless how it is said is ignored for the theme."""
        segment = heard.segments[number]
        words = segment.words
        said = said_in(words)
        flags = (*flags_of(words, (words.root.i,), words=said), *flags_of_all(source, segment.turn, said))
        span = span_of(segment.turn, words)
        for theme in themes:
            if not self._ignored[theme].intersection(flags):
                yield self._suggestion(source, heard, number, theme, span=span, flags=flags)

    def _suggestion(
        self, source: Source, heard: Heard, number: int, theme: str, *, span: Span, flags: tuple[Flag, ...]
    ) -> Suggestion:
        column = self._column[theme]
        said = heard.said[heard.edges[number] : heard.edges[number + 1], column]
        matches = _telling(heard.segments[number], said)
        rule = EXAMPLES_RULE + ", ".join(dict.fromkeys(match.lemmas[0] for match in matches))
        return Suggestion(
            id=suggestion_id(source.id, span, theme),
            source_id=source.id,
            span=span,
            code_id=theme,
            score=float(heard.chances[number, column]),
            reason=Reason(rule, matches, flags=flags, suggester=Suggester.EXAMPLES),
        )


def _segments(turns: Sequence[Turn], docs: Sequence[Doc]) -> Iterator[SegmentWords]:
    """Give the turns' sentences; asking for the words of all of them at once is what keeps this cheap."""
    lengths = [len(doc) for doc in docs]
    if not any(lengths):
        return
    rows = np.concatenate([doc.to_array(list(COLUMNS)) for doc in docs])
    firsts = np.cumsum([0, *lengths])
    are_words, begin = rows[:, 3] == 1, rows[:, 5] == 1
    begin[firsts[:-1][np.array(lengths) > 0]] = True
    words = np.flatnonzero(are_words)
    keys = list(map(tuple, rows[words, :3].tolist()))
    pairs = np.stack(pairs_of(rows[:, 1], are_words, begin), axis=1)[words]
    tells = rows[words, 4] == 0
    starts = np.flatnonzero(begin)
    owners = (np.searchsorted(firsts, starts, side="right") - 1).tolist()
    edges = [*np.searchsorted(words, starts).tolist(), len(words)]
    within = words - firsts[np.searchsorted(firsts, words, side="right") - 1]
    for owner, (start, end), (low, high) in zip(
        owners, pairwise([*starts.tolist(), len(rows)]), pairwise(edges), strict=True
    ):
        turn, doc, first, own = turns[owner], docs[owner], int(firsts[owner]), slice(low, high)
        begins = turn.span.start + doc[start - first].idx
        yield SegmentWords(
            turn, doc, start - first, end - first, begins, within[own], keys[own], pairs[own], tells[own]
        )


def _by_segment(begins: Sequence[int], cues: Sequence[Suggestion]) -> Mapping[int, Sequence[Suggestion]]:
    """Return segment number -> the cues' suggestions there; `begins` is where each begins in the source."""
    met: dict[int, list[Suggestion]] = defaultdict(list)
    for one in cues:
        met[bisect_right(begins, one.span.start) - 1].append(one)
    return met


def _telling(segment: SegmentWords, said: Vector) -> tuple[Match, ...]:
    """Return the words that weighed most for a theme, in the order of the text."""
    shown = np.where(segment.tells, said, -np.inf)
    best = [int(at) for at in np.argsort(-shown, kind="stable")[:WORDS_SHOWN]]
    telling = [at for at in best if said[at] > 0] or best[:1]
    tokens = [segment.doc[int(segment.places[at])] for at in sorted(telling)]
    return tuple(
        Match(
            Span(token.idx, token.idx + len(token)).shifted(segment.turn.span.start),
            token.text,
            (token.lemma_.lower(),),
            parts_of(token.text, token.lemma_) if may_have_parts(token.pos_, token.lemma_) else (),
        )
        for token in tokens
    )


def _likeness(said: Vector, edges: Vector, *, turns: Vector) -> Vector:
    """Return what the words between two edges say together: a long segment says no more than a short one.

    Everyday talk, the last column, is heard in the sentences before and after too, within a turn.
    """
    summed = np.vstack([np.zeros((1, said.shape[1])), np.cumsum(said, axis=0)])
    starts, ends = edges[:-1], edges[1:]
    goes_on = turns[1:] == turns[:-1]
    around_starts = np.concatenate([starts[:1], np.where(goes_on, starts[:-1], starts[1:])])
    around_ends = np.concatenate([np.where(goes_on, ends[1:], ends[:-1]), ends[-1:]])
    return np.hstack(
        [
            _together(summed[:, :-1], starts, ends),
            _together(summed[:, -1:], around_starts, around_ends),
        ]
    )


def _together(summed: Vector, starts: Vector, ends: Vector) -> Vector:
    counts = np.maximum(ends - starts, 1)
    return np.asarray((summed[ends] - summed[starts]) / np.sqrt(counts)[:, None])


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
