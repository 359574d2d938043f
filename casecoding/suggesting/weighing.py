"""The cues' suggestions weighed by the codebook's coded examples, and what those suggest without a cue."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
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
from casecoding.suggesting.compounds import parts_of
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.explaining import MADE_OF_PARTS
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.method_talk import speaks_of_the_study
from casecoding.suggesting.prior import Prior
from casecoding.suggesting.reading import Vector
from casecoding.suggesting.said import said_in
from casecoding.suggesting.suggesting import CueSuggester, span_of

LIKELY = 0.33  # chance from which a theme is suggested
DROPPED = 0.25  # chance below which a cue's proposal is not
FEWEST_WORDS = 3  # telling words of a segment that examples alone may suggest for
WORDS_SHOWN = 3
DIGITS = 4
Key = tuple[int, int, int]  # spaCy's numbers of a word's form, lemma and word class


@dataclass(frozen=True, slots=True)
class Heard:
    """A segment's telling words, by place in the Doc, what each says to the prior's themes, and its cues."""

    segment: TokenSpan
    span: Span
    places: Sequence[int]
    said: Vector
    cues: Sequence[Suggestion]


class ExampleSuggester:
    """Asks the cues, and weighs what they say; themes that the examples do not know keep their cues."""

    def __init__(self, cues: CueSuggester, prior: Prior, *, codebook: Codebook, vocab: Vocab) -> None:
        self._cues = cues
        self._prior = prior
        self._strings = vocab.strings
        self._known: dict[Key, Vector] = {}
        self._column = shared_themes(prior, codebook)
        self._ignored = {theme.id: frozenset(theme.ignored_flags) for theme in codebook.themes}

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        by_span: dict[Span, list[Suggestion]] = defaultdict(list)
        for one in self._cues.suggest(source, turns, docs):
            by_span[one.span].append(one)
        heard = [
            (turn, one)
            for turn, doc in zip(turns, docs, strict=True)
            for one in self._heard(turn, doc, by_span)
        ]
        if not heard:
            return ()
        scores = np.array([self._scores(one.cues) for _, one in heard])
        chances = self._prior.weighing.chances(np.array([_likeness(one) for _, one in heard]), scores)
        return tuple(
            suggestion
            for (turn, one), row, score in zip(heard, chances.round(DIGITS), scores, strict=True)
            for suggestion in self._in_segment(source, turn, one, chances=row, scores=score)
        )

    def _heard(self, turn: Turn, doc: Doc, by_span: Mapping[Span, list[Suggestion]]) -> Iterator[Heard]:
        rows = doc.to_array(["LOWER", "LEMMA", "POS", "IS_ALPHA", "IS_STOP"]).tolist()
        nothing = np.zeros((1, len(self._prior.themes)))
        for segment in doc.sents:
            places = [at for at in range(segment.start, segment.end) if rows[at][3] and not rows[at][4]]
            said = np.array([self._of_word((*rows[at][:3],)) for at in places]) if places else nothing
            span = span_of(turn, segment)
            yield Heard(segment, span, places, said, by_span.get(span, ()))

    def _of_word(self, key: Key) -> Vector:
        if key not in self._known:
            form, lemma, pos = (self._strings[number] for number in key)
            parts = parts_of(form, lemma) if pos in MADE_OF_PARTS else ()
            self._known[key] = self._prior.of_word(form, lemma.lower(), parts)
        return self._known[key]

    def _scores(self, cues: Sequence[Suggestion]) -> Sequence[float]:
        """Return the score of each theme's best cue, 0 where none has hit."""
        scores = [0.0] * len(self._prior.themes)
        for one in cues:
            column = self._column.get(theme_of(one.code_id))
            if column is not None:
                scores[column] = max(scores[column], one.score)
        return scores

    def _in_segment(
        self, source: Source, turn: Turn, heard: Heard, *, chances: Vector, scores: Vector
    ) -> Iterator[Suggestion]:
        for one in heard.cues:
            column = self._column.get(theme_of(one.code_id))
            if column is None:
                yield one
            elif chances[column] >= DROPPED or one.reason.rule not in self._prior.rules:
                yield replace(one, score=float(chances[column]))
        if len(heard.places) < FEWEST_WORDS:
            return
        for theme, column in self._column.items():
            if not scores[column] and chances[column] >= LIKELY:
                yield from self._new(source, turn, heard, theme, float(chances[column]))

    def _new(
        self, source: Source, turn: Turn, heard: Heard, theme: str, chance: float
    ) -> Iterator[Suggestion]:
        """Give what the examples suggest, unless how it is said is ignored for the theme."""
        flags = _flags(source, turn, heard.segment)
        if self._ignored[theme].intersection(flags):
            return
        matches = self._words(turn, heard, self._column[theme])
        rule = EXAMPLES_RULE + ", ".join(dict.fromkeys(match.lemmas[0] for match in matches))
        yield Suggestion(
            id=suggestion_id(source.id, heard.span, theme),
            source_id=source.id,
            span=heard.span,
            code_id=theme,
            score=chance,
            reason=Reason(rule, matches, flags=flags, suggester=Suggester.EXAMPLES),
        )

    def _words(self, turn: Turn, heard: Heard, column: int) -> tuple[Match, ...]:
        """Return the words that weighed most for the theme, in the order of the text."""
        said = heard.said[:, column]
        best = [int(at) for at in np.argsort(-said, kind="stable")[:WORDS_SHOWN]]
        telling = [at for at in best if said[at] > 0] or best[:1]
        tokens = [heard.segment.doc[heard.places[at]] for at in sorted(telling)]
        return tuple(
            Match(
                Span(token.idx, token.idx + len(token)).shifted(turn.span.start),
                token.text,
                (token.lemma_.lower(),),
                parts_of(token.text, token.lemma_) if token.pos_ in MADE_OF_PARTS else (),
            )
            for token in tokens
        )


def _likeness(heard: Heard) -> Vector:
    """Return what its words say together: a long segment says no more than a short one that says the same."""
    return np.asarray(heard.said.sum(axis=0) / len(heard.said) ** 0.5)


def _flags(source: Source, turn: Turn, segment: TokenSpan) -> tuple[Flag, ...]:
    who = source.participant(turn.label)
    spoken_by = (Flag.INTERVIEWER,) if who and who.interviewer else ()
    method = speaks_of_the_study(said_in(segment), by_its_authors=not turn.label)
    return (*flags_of(segment, (segment.root.i,)), *spoken_by, *((Flag.METHOD,) if method else ()))


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
