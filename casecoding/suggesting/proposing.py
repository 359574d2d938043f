"""Likelihoods -> Suggestions, with the words and the earlier codings that weighed most."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from casecoding.domain.codebook import theme_of
from casecoding.domain.suggestion import (
    LEARNED_RULE,
    Flag,
    Match,
    Reason,
    Suggester,
    Suggestion,
    suggestion_id,
)
from casecoding.suggesting.learned import FEWEST_WITH_THEME, GUESSES, Learned, kept
from casecoding.suggesting.reading import SegmentRead
from casecoding.suggesting.source_words import Vector
from casecoding.suggesting.suggesting import HIGHEST_SCORE

LOWEST_SCORE = 0.01
DIGITS = 3
WORDS_SHOWN = 3
CODINGS_SHOWN = 2
MOST_OF_THEM = 0.5  # share of what spoke for a theme that a sub-code needs to be suggested


class LearnedSuggester:
    """Suggests what is likely: the cues' proposals weighed anew, and segments that no cue met.

    Where a person has decided nothing is added to the cues' proposals, unless it is to be
    measured `everywhere`. `ignored` maps a code to the flags with which nothing new is suggested for it.
    """

    def __init__(
        self,
        learned: Learned,
        *,
        everywhere: bool = False,
        ignored: Mapping[str, frozenset[Flag]] = MappingProxyType({}),
    ) -> None:
        self._learned = learned
        self._weights = learned.space.term_weights(learned.placed, learned.says)
        self._decided = set() if everywhere else {one.place for one in learned.examples if one.was_read}
        self._likings = _likings(learned)
        self._finer = _finer_codes(learned)
        self._ignored = ignored

    def suggest(self, segments: Sequence[SegmentRead]) -> tuple[Suggestion, ...]:
        """Return the suggestions of these segments in their order."""
        if not segments:
            return ()
        likelihood = self._learned.likelihood(segments)
        guesses = self._are_strange(segments)
        return tuple(
            suggestion
            for row, segment in enumerate(segments)
            for suggestion in self._in_segment(
                segment, likelihood.chances[row], likelihood.nearness[row], guesses=guesses
            )
        )

    def _are_strange(self, segments: Sequence[SegmentRead]) -> bool:
        """Tell whether the cues know the words here less than half as well as those of the examples.

        Where people speak in other words nothing is ever very likely; there the likeliest theme
        of a segment is worth a look.
        """
        share = sum(1 for one in segments if one.cues) / len(segments)
        return share < self._learned.cued_share / 2

    def _in_segment(
        self, segment: SegmentRead, chances: Vector, near: Vector, *, guesses: bool
    ) -> Iterator[Suggestion]:
        learned = self._learned
        cued: dict[str, list[Suggestion]] = {}
        for one in segment.cues:
            cued.setdefault(theme_of(one.code_id), []).append(one)
        wanted = self._wanted(cued, chances, guesses=guesses)
        for at, theme in enumerate(learned.themes):
            if theme not in wanted:
                continue
            if not learned.trusted[at]:
                yield from cued.get(theme, ())
            elif theme in cued:
                yield from (self._weighed(one, chances[at], at, near) for one in cued[theme])
            elif segment.telling and (segment.source_id, segment.span) not in self._decided:
                found = self._new(segment, theme, at, chances[at], near)
                if not self._ignored.get(found.code_id, frozenset()).intersection(segment.flags):
                    yield found

    def _wanted(self, cued: Mapping[str, object], chances: Vector, *, guesses: bool) -> set[str]:
        """Return the themes to suggest; where there are none and it `guesses`, the likeliest."""
        learned = self._learned
        by_cue = np.array([theme in cued for theme in learned.themes])
        wanted = np.where(learned.trusted, kept(chances, by_cue), by_cue)
        if guesses and not wanted.any():
            likely = np.where(learned.trusted, chances, 0.0)
            best = np.argsort(-likely, kind="stable")[: len(GUESSES)]
            wanted[best] = likely[best] >= GUESSES
        return {theme for theme, is_wanted in zip(learned.themes, wanted, strict=True) if is_wanted}

    def _weighed(self, suggestion: Suggestion, chance: float, at: int, near: Vector) -> Suggestion:
        reason = replace(suggestion.reason, suggester=Suggester.LEARNED, codings=self._codings(at, near))
        return replace(suggestion, score=_score(chance), reason=reason)

    def _new(self, segment: SegmentRead, theme: str, at: int, chance: float, near: Vector) -> Suggestion:
        matches = self._words(segment, at)
        code_id = self._finest(theme, at, near)
        reason = Reason(
            rule=LEARNED_RULE + ", ".join(dict.fromkeys(match.lemmas[0] for match in matches)),
            matches=matches,
            flags=segment.flags,
            suggester=Suggester.LEARNED,
            codings=self._codings(at, near),
        )
        return Suggestion(
            id=suggestion_id(segment.source_id, segment.span, code_id),
            source_id=segment.source_id,
            span=segment.span,
            code_id=code_id,
            score=_score(chance),
            reason=reason,
        )

    def _words(self, segment: SegmentRead, at: int) -> tuple[Match, ...]:
        """Return the telling words that weighed most for the theme, in the order of the text.

        A word weighs what its lemma and parts have weighed in examples, and how near its
        vector is to the words of those with the theme.
        """
        weights, liking = self._weights[at], self._likings[at]
        said = [
            _weight(match, weights) + 0.1 * float(vector @ liking)
            for match, vector in zip(segment.telling, segment.word_vectors, strict=True)
        ]
        order = sorted(range(len(said)), key=lambda place: (-said[place], place))
        best = [place for place in order[:WORDS_SHOWN] if said[place] > 0] or order[:1]
        return tuple(segment.telling[place] for place in sorted(best))

    def _codings(self, at: int, near: Vector) -> tuple[str, ...]:
        """Return the codings whose segments spoke most for the theme here."""
        theme = self._learned.themes[at]
        found = (self._learned.examples[row].themes[theme] for row, _ in self._spoke_for(at, near))
        return tuple(dict.fromkeys(found))[:CODINGS_SHOWN]

    def _finest(self, theme: str, at: int, near: Vector) -> str:
        """Return the sub-code that most of what spoke for the theme has, else the theme itself."""
        votes: dict[str, float] = defaultdict(float)
        for row, weight in self._spoke_for(at, near):
            votes[self._learned.examples[row].finer.get(theme, theme)] += weight
        best = max(votes, key=lambda code_id: (votes[code_id], code_id), default=theme)
        is_sure = best in self._finer and votes[best] > MOST_OF_THEM * sum(votes.values())
        return best if is_sure else theme

    def _spoke_for(self, at: int, near: Vector) -> list[tuple[int, float]]:
        """Return the examples with the theme that spoke for it here, and how loud; the loudest first."""
        says = (near * self._learned.says[:, at]).round(6)
        theme = self._learned.themes[at]
        order = np.lexsort((np.arange(len(says)), -says))
        return [
            (int(row), float(says[row]))
            for row in order
            if says[row] > 0 and theme in self._learned.examples[row].themes
        ]


def _likings(learned: Learned) -> list[Vector]:
    """Return per theme where the words of its examples lie, as seen from those of all."""
    rows = np.array([one.segment.vector for one in learned.examples])
    middle = rows.mean(axis=0)
    having = [[theme in one.themes for one in learned.examples] for theme in learned.themes]
    return [rows[held].mean(axis=0) - middle if any(held) else 0 * middle for held in having]


def _finer_codes(learned: Learned) -> frozenset[str]:
    """Return the sub-codes that were used often enough to be learned."""
    used = Counter(code_id for one in learned.examples for code_id in one.finer.values())
    return frozenset(code_id for code_id, times in used.items() if times >= FEWEST_WITH_THEME)


def _weight(match: Match, weights: Mapping[str, float]) -> float:
    own = sum(weights.get(lemma, 0.0) for lemma in match.lemmas)
    return own + sum(weights.get(f"+{part}", 0.0) for part in match.parts)


def _score(chance: float) -> float:
    return round(min(max(float(chance), LOWEST_SCORE), HIGHEST_SCORE), DIGITS)
