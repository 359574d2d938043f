"""Learning from a study's decisions: who taught what, the learned suggester, and how well it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np

from casecoding.domain.codebook import Codebook
from casecoding.domain.suggestion import Suggestion
from casecoding.store.decisions import count_decisions_since, list_decisions
from casecoding.store.runs import newest_run
from casecoding.suggesting.examples import Teaching, examples_from
from casecoding.suggesting.learned import VERSION, Example, Learned, enough_to_learn
from casecoding.suggesting.proposing import LearnedSuggester
from casecoding.suggesting.reading import SegmentRead
from casecoding.suggesting.source_words import Vector
from casecoding.suggesting.vectors import SentenceVectors, encode_kept, installed_vectors
from casecoding.workbench.bench import Bench

FEWEST_DECISIONS = 20
DECISIONS_BETWEEN = 25  # new decisions after which the queue learns anew by itself
MOST_ENCODED = 6000  # segments; a larger study is learned by its words' own vectors, as sentences take long


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a run is to learn from; without teachings it learns nothing."""

    teachings: tuple[Teaching, ...] = ()
    segments: dict[str, list[SegmentRead]] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that were decided in."""
        return tuple(dict.fromkeys(one.source_id for one in self.teachings))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The suggestions after learning, and what is needed to repeat it."""

    suggestions: tuple[Suggestion, ...]
    settings: Mapping[str, object]


def is_learning_due(bench: Bench) -> bool:
    """Tell whether so much was decided since the latest run that there is something new to learn."""
    with bench.store.reading() as session:
        run = newest_run(session)
        return run is not None and count_decisions_since(session, run.started) >= DECISIONS_BETWEEN


def prepare_lesson(bench: Bench, codebook: Codebook) -> Lesson:
    """Return the study's decisions on its themes; an empty lesson where they are too few to learn from."""
    with bench.store.reading() as session:
        decisions = list_decisions(session)
    themes = codebook.without_structure()
    teachings = tuple(
        Teaching(
            source_id=one.source_id,
            span=one.span,
            code_id=one.code_id,
            coding_id=one.coding_id,
            by_hand=one.by_hand,
        )
        for one in decisions
        if one.code_id in themes
    )
    return Lesson(teachings) if len(teachings) >= FEWEST_DECISIONS else Lesson()


def suggest_learned(
    lesson: Lesson,
    wanted: Sequence[str],
    *,
    codebook: Codebook,
    kept_in: Path | None,
    everywhere: bool = False,
) -> Outcome | None:
    """Return what is suggested in the sources `wanted` after learning, None where too little was decided."""
    read = [segment for _, own in sorted(lesson.segments.items()) for segment in own]
    examples = examples_from(read, lesson.teachings)
    if not enough_to_learn(examples):
        return None
    themes = [theme.id for theme in codebook.without_structure().themes]
    vectors = installed_vectors() if len(read) <= MOST_ENCODED else None
    encode = _encoder(vectors, lesson.segments, kept_in=kept_in) if vectors else _word_vectors
    learned = Learned(examples, themes, encode)
    suggester = LearnedSuggester(learned, everywhere=everywhere, ignored=codebook.ignored_flags)
    found = [one for source_id in wanted for one in suggester.suggest(lesson.segments[source_id])]
    return Outcome(tuple(found), _settings(learned, vectors))


def _settings(learned: Learned, vectors: SentenceVectors | None) -> dict[str, object]:
    return {
        "version": VERSION,
        "vectors": vectors.name if vectors else "words",
        "examples": len(learned.examples),
        "decisions": _digest(learned.examples),
        "themes": dict(zip(learned.themes, learned.trusted.tolist(), strict=True)),
    }


def _digest(examples: Sequence[Example]) -> str:
    told = "\n".join(
        f"{one.segment.source_id} {one.segment.span.start} {one.segment.span.end} {one.weight:.3f} "
        f"{sorted(one.themes)} {sorted(one.undecided)}"
        for one in examples
    )
    return sha256(told.encode()).hexdigest()


def _word_vectors(segments: Sequence[SegmentRead]) -> Vector:
    return np.array([one.vector for one in segments])


def _encoder(
    vectors: SentenceVectors,
    segments: Mapping[str, Sequence[SegmentRead]],
    *,
    kept_in: Path | None,
) -> Callable[[Sequence[SegmentRead]], Vector]:
    """Return what looks a segment's vector up; each source's vectors are made once and kept."""
    known: dict[str, Vector] = {}
    for key, own in segments.items():
        words = [one.words for one in own]
        known |= dict(zip(words, encode_kept(vectors, words, folder=kept_in, key=key), strict=True))

    def encode(wanted: Sequence[SegmentRead]) -> Vector:
        return np.array([known[one.words] for one in wanted])

    return encode
