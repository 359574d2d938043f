"""The cues' suggestions weighed by the codebook's coded examples, and what those suggest without a cue."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from casecoding.domain.codebook import Codebook, theme_of
from casecoding.domain.source import Source, Turn
from casecoding.domain.suggestion import (
    EXAMPLES_RULE,
    Flag,
    Match,
    Reason,
    Suggester,
    Suggestion,
    suggestion_id,
)
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.prior import Asked, Prior
from casecoding.suggesting.reading import Judgement
from casecoding.suggesting.segment_words import SegmentWords, mean, together
from casecoding.suggesting.segments import Segment, Segments
from casecoding.suggesting.source_words import SourceWords, Vector
from casecoding.suggesting.suggesting import HIGHEST_SCORE, CueSuggester, Proposal
from casecoding.suggesting.taken_together import pairs_of
from casecoding.suggesting.words_met import WordsMet

LIKELY = 0.4  # chance from which a theme is suggested, and what its cues propose is kept: near half of
# the F1 that is reached, as is best for it (Lipton, Elkan and Narayanan 2014)
SURE = 0.65  # the same where a cue has hit in talk like everyday talk, which uses the same words
FEWEST_WORDS = 3  # telling words of a segment that examples alone may suggest for
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """A source's segments and words (rows), what those say, and the segments' chances of the themes.

    `likely` tells which of those are high enough, and `cues` what cues propose, by the segment's number.
    """

    segments: Segments
    read: SegmentWords
    asked: Asked
    chances: Vector
    likely: Vector
    cues: Mapping[int, Sequence[Proposal]]


class ExampleSuggester:
    """Asks the cues, and weighs what they say; themes that the examples do not know keep their cues."""

    def __init__(self, cues: CueSuggester, prior: Prior, *, codebook: Codebook) -> None:
        self._cues = cues
        self._prior = prior
        self._words = WordsMet(prior)
        self._column = shared_themes(prior, codebook)
        self._shared = np.array(list(self._column.values()), dtype=int)
        self._ignored = codebook.ignored_flags

    @property
    def themes(self) -> Collection[str]:
        """The themes that examples and codebook share."""
        return self._column.keys()

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        return tuple(self._suggestions(self._heard(source, turns, docs)))

    def judge(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Judgement:
        """Return the suggestions, and how likely each theme that the examples know is in every segment."""
        heard = self._heard(source, turns, docs)
        chances = {
            heard.segments[number].span: dict(zip(self._column, own, strict=True))
            for number, own in enumerate(heard.chances[:, self._shared].tolist())
        }
        return Judgement(tuple(self._suggestions(heard)), chances)

    def _heard(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Heard:
        segments = self._cues.read(source, turns, docs)
        read = SegmentWords.of(segments.words)
        asked, crossed = self._said_by(segments.words, read.edges)
        cues = self._cues.proposals(segments)
        scores = self._scores(cues, count=len(segments))
        return Heard(segments, read, asked, *self._chances(asked.said, crossed, segments, read, scores), cues)

    def _chances(
        self, said: Vector, crossed: Vector, segments: Segments, read: SegmentWords, scores: Vector
    ) -> tuple[Vector, Vector]:
        """Return segments' chances of the themes, and which are high enough to suggest.

        `said` is what their words say, `crossed` what those say together. Everyday talk is heard around
        a segment too, and what a cue has met there has to be likely of the segment and of what is
        around it.
        """
        weighing = self._prior.weighing
        firsts, lasts = segments.neighbours()
        alone = together(said, read.edges[:-1], read.edges[1:]) + crossed
        around = together(said, read.edges[firsts], read.edges[lasts]) + mean(crossed, firsts, lasts)
        own, all_around = np.diff(read.edges), read.edges[lasts] - read.edges[firsts]
        chances = weighing.chances(np.hstack([alone[:, :-1], around[:, -1:]]), scores, own)
        is_doubtful = weighing.is_everyday(around)[:, None] & (scores > 0)
        in_context = weighing.chances(around, scores, all_around)
        chances = np.where(is_doubtful, np.minimum(chances, in_context), chances)
        chances = np.minimum(chances.round(DIGITS), HIGHEST_SCORE)
        return chances, chances >= np.where(is_doubtful, SURE, LIKELY)

    def _suggestions(self, heard: Heard) -> Iterator[Suggestion]:
        """Give what is suggested in segments that cues have met or that examples find likely."""
        themes = list(self._column)
        likely: dict[int, list[str]] = defaultdict(list)
        for number, place in np.argwhere(heard.likely[:, self._shared]).tolist():
            likely[number].append(themes[place])
        for number in sorted({*likely, *heard.cues}):
            yield from self._in_segment(heard, number, likely.get(number, ()))

    def _said_by(self, words: SourceWords, edges: Vector) -> tuple[Asked, Vector]:
        """Return what a source's words (rows) and their pairs say, and what segments' words say together."""
        said_as = 2 * words.kinds + words.name_speakers
        met, kinds = np.unique(said_as[words.are_words], return_inverse=True)
        asked = self._words.ask([(words.words[one // 2], bool(one % 2)) for one in met.tolist()]).of(kinds)
        for pairs in pairs_of(words.lemmas, words.are_words & ~words.name_speakers, words.begin):
            self._prior.add_pairs(pairs[words.are_words], to=asked.said)
        count = len(edges) - 1
        segments = np.broadcast_to(np.repeat(np.arange(count), np.diff(edges))[:, None], asked.terms.shape)
        known = asked.terms >= 0
        return asked, self._prior.of_crosses(segments[known], asked.terms[known], count=count)

    def _scores(self, cues: Mapping[int, Sequence[Proposal]], *, count: int) -> Vector:
        """Return for each of `count` segments the score of each theme's best cue, 0 where none has hit."""
        scores = np.zeros((count, len(self._prior.themes)))
        for number, proposals in cues.items():
            for one in proposals:
                column = self._column.get(theme_of(one.code_id))
                if column is not None:
                    scores[number, column] = max(scores[number, column], one.score)
        return scores

    def _in_segment(self, heard: Heard, number: int, likely: Collection[str]) -> Iterator[Suggestion]:
        """Give what is suggested in a segment of which these themes are likely."""
        cued = set()
        for one in heard.cues.get(number, ()):
            theme = theme_of(one.code_id)
            column = self._column.get(theme)
            cued.add(theme)
            if column is None:
                yield one.suggestion()
            elif theme in likely or one.rule not in self._prior.rules:
                yield one.suggestion(score=float(heard.chances[number, column]))
        new = [theme for theme in likely if theme not in cued]
        if new and heard.read.telling[number] >= FEWEST_WORDS:
            yield from self._new(heard, number, new)

    def _new(self, heard: Heard, number: int, themes: Sequence[str]) -> Iterator[Suggestion]:
        """Give what the examples suggest, unless how it is said is ignored for the theme."""
        segment = heard.segments[number]
        of_all = flags_of(segment.tokens, (segment.tokens.root.i,), words=segment.said)
        flags = (*of_all, *segment.flags)
        for theme in themes:
            if not self._ignored[theme].intersection(flags):
                yield self._suggestion(heard, number, theme, flags=flags)

    def _suggestion(self, heard: Heard, number: int, theme: str, *, flags: tuple[Flag, ...]) -> Suggestion:
        segment, column = heard.segments[number], self._column[theme]
        matches = tuple(
            self._match(heard, segment, row) for row in heard.read.best(number, heard.asked.said[:, column])
        )
        rule = EXAMPLES_RULE + ", ".join(dict.fromkeys(match.lemmas[0] for match in matches))
        return Suggestion(
            id=suggestion_id(segment.source.id, segment.span, theme),
            source_id=segment.source.id,
            span=segment.span,
            code_id=theme,
            score=float(heard.chances[number, column]),
            reason=Reason(rule, matches, flags=flags, suggester=Suggester.EXAMPLES),
        )

    def _match(self, heard: Heard, segment: Segment, row: int) -> Match:
        at = heard.read.places[row]
        word = segment.doc.words[at]
        parts = self._prior.parts_of(word, known=int(heard.asked.known[row]))
        return segment.match(at, at, lemmas=(word.lemma,), parts=parts)


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
