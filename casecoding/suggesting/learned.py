"""A suggester that learns each theme from a person's decisions, starting from what was thought before.

Kernel ridge regression says how much a segment is like those that have a theme; its
left-out values for the decided segments are exact and cost nothing. One logistic
regression over all themes weighs that against how likely the theme was held to be before
anything was learned, with corrections per theme that are drawn towards none. So few
decisions change little, and what comes out is a calibrated probability. Where learning
does worse than its start on the person's own decisions, the start decides alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from casecoding.domain.span import Span
from casecoding.suggesting.features import Encoder, Placed, Space
from casecoding.suggesting.reading import SegmentRead
from casecoding.suggesting.source_words import Vector

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

VERSION = "6"
FEWEST_EXAMPLES = 20
FEWEST_WITH_THEME = 5
RIDGE = 1.0
LEAST_SHARE = 0.02
OWN_SHARE = 0.6  # how freely a theme departs from what holds for all; 1 is as freely as it may
LEAST_CHANCE, MOST_CHANCE = 0.01, 0.995  # of a theme before anything was learned
FOLDS = 5
LIKELY = 0.4  # probability from which a theme is suggested
DROPPED = 0.3  # what was proposed before is dropped below this probability
WORSE = 0.05  # loss of F1 among the decided segments with which a theme is left to its start
GUESSES = (0.12, 0.16)  # where the cues know few of the words, the likeliest themes are suggested


@dataclass(frozen=True, slots=True)
class Example:
    """A segment that a person has read or passed over: its themes, each with a coding that says so.

    `finer` holds a theme's sub-code where one was used. `undecided` are themes that were
    suggested there and still wait. `weight` is how sure it is that no other theme holds: 1
    where she read it, less where she passed it over.
    """

    segment: SegmentRead
    themes: Mapping[str, str] = field(default_factory=dict)
    finer: Mapping[str, str] = field(default_factory=dict)
    undecided: frozenset[str] = frozenset()
    weight: float = 1.0

    @property
    def was_read(self) -> bool:
        return self.weight >= 1

    @property
    def place(self) -> tuple[str, Span]:
        return self.segment.source_id, self.segment.span


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely each theme is in each segment (rows), and what each example (columns) says to it."""

    chances: Vector
    nearness: Vector


@dataclass(frozen=True, slots=True)
class Track:
    """How a theme is found among the decided segments: by learning (left out in turn) and before it."""

    examples: int
    learned_f1: float
    before_f1: float

    @property
    def gain(self) -> float:
        return self.learned_f1 - self.before_f1

    @property
    def is_trusted(self) -> bool:
        return self.examples >= FEWEST_WITH_THEME and self.gain >= -WORSE


class Learned:
    """What was learned of some themes from examples; made anew from the same, it says the same."""

    def __init__(self, examples: Sequence[Example], themes: Sequence[str], encode: Encoder) -> None:
        self.themes = tuple(themes)
        self.examples = tuple(examples)
        self._segments = [one.segment for one in examples]
        self.space = Space(self._segments, encode)
        self.placed: Placed = self.space.place(self._segments)
        self._fit_nearness()
        self._fit_chances()

    def likelihood(self, segments: Sequence[SegmentRead]) -> Likelihood:
        """Return the chances of each theme; for examples themselves as if they had been left out."""
        placed = self.space.place(segments)
        nearness = placed.nearness(self.placed)
        likeness = nearness @ self.says
        known = {one.place: row for row, one in enumerate(self.examples)}
        for row, segment in enumerate(segments):
            at = known.get((segment.source_id, segment.span))
            if at is not None:
                likeness[row] = self._left_out[at]
        return Likelihood(_chances(self._model, self._features(segments, likeness)), nearness)

    def _fit_nearness(self) -> None:
        """Solve the ridge regression: `says[i, c]` is what example i says to theme c."""
        kernel = self.placed.nearness(self.placed)
        holds = np.array([[_degree(one, theme) for theme in self.themes] for one in self.examples])
        weights = np.array([one.weight for one in self.examples])
        self._shares = np.clip(np.average(holds, axis=0, weights=weights), LEAST_SHARE, 1 - LEAST_SHARE)
        inverse = np.linalg.inv(kernel + np.diag(RIDGE / weights))
        self.says = inverse @ (holds - self._shares)
        self._left_out = (holds - self._shares) - self.says / np.diag(inverse)[:, None]

    def _fit_chances(self) -> None:
        features = self._features(self._segments, self._left_out)
        holds = np.array([[theme in one.themes for theme in self.themes] for one in self.examples])
        weights = np.array(
            [
                [0.0 if theme in one.undecided else one.weight for theme in self.themes]
                for one in self.examples
            ]
        )
        self._model = _fitted(features, holds, weights)
        self._keep_track(_cross_fitted(features, holds, weights), holds, weights)

    def _keep_track(self, chances: Vector, holds: Vector, weights: Vector) -> None:
        """Note how well each theme is found by chances that left the segment out, and which to trust.

        Where all in all they find the themes worse than before, none is.
        """
        proposed = np.array([[theme in one.theme_scores for theme in self.themes] for one in self._segments])
        found = kept(chances, proposed)
        self.track = {
            theme: Track(
                examples=int(holds[:, at].sum()),
                learned_f1=_f1(holds[:, at], found[:, at], weights[:, at]),
                before_f1=_f1(holds[:, at], proposed[:, at], weights[:, at]),
            )
            for at, theme in enumerate(self.themes)
        }
        better = sum(one.gain for one in self.track.values()) >= 0
        self.trusted = np.array([better and self.track[theme].is_trusted for theme in self.themes])
        self.cued_share = float(
            np.average(proposed.any(axis=1), weights=[one.weight for one in self.examples])
        )

    def _features(self, segments: Sequence[SegmentRead], likeness: Vector) -> Vector:
        """Return segments x themes x features: what the logistic regression weighs."""
        before = np.array([[_before(one, theme) for theme in self.themes] for one in segments])
        proposed = np.array([[theme in one.theme_scores for theme in self.themes] for one in segments])
        others = proposed.sum(axis=1, keepdims=True) > proposed
        spread = np.sqrt(self._shares * (1 - self._shares))
        shared = np.stack([np.log(before / (1 - before)), proposed, likeness / spread, others], axis=-1)
        own = np.broadcast_to(np.eye(len(self.themes)), (*before.shape, len(self.themes)))
        return np.concatenate([shared, OWN_SHARE * own], axis=-1)


def kept(chances: Vector, proposed: Vector) -> Vector:
    """Return what is suggested: what is likely, and what was proposed before and is not too unlikely."""
    return np.asarray((chances >= LIKELY) | (proposed & (chances >= DROPPED)))


def enough_to_learn(examples: Sequence[Example]) -> bool:
    """Tell whether there is something to learn from: segments that were read, themes among them."""
    having = sum(1 for one in examples if one.themes)
    return len(examples) >= FEWEST_EXAMPLES and having >= FEWEST_WITH_THEME


def _degree(example: Example, theme: str) -> float:
    """Return how far the theme holds: yes, no, or where it waits what its cues say."""
    if theme in example.themes:
        return 1.0
    return example.segment.theme_scores.get(theme, 0.0) if theme in example.undecided else 0.0


def _before(segment: SegmentRead, theme: str) -> float:
    """Return how likely the theme was held to be before anything was learned."""
    chance = max(segment.chances.get(theme, 0.0), segment.theme_scores.get(theme, 0.0))
    return min(max(chance, LEAST_CHANCE), MOST_CHANCE)


def _fitted(features: Vector, holds: Vector, weights: Vector) -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - 70 MB that only learning needs

    size = features.shape[-1]
    told = weights.reshape(-1) > 0
    model = LogisticRegression(C=1.0, max_iter=500)
    return model.fit(
        features.reshape(-1, size)[told], holds.reshape(-1)[told], sample_weight=weights.reshape(-1)[told]
    )


def _chances(model: "LogisticRegression", features: Vector) -> Vector:
    if not len(features):
        return np.zeros(features.shape[:2])
    flat = model.predict_proba(features.reshape(-1, features.shape[-1]))[:, 1]
    return np.asarray(flat.reshape(features.shape[:2]))


def _cross_fitted(features: Vector, holds: Vector, weights: Vector) -> Vector:
    """Return each segment's chances from a regression that did not see it."""
    chances = np.zeros(holds.shape)
    fold = np.arange(len(holds)) % FOLDS
    for one in range(FOLDS):
        seen, left = fold != one, fold == one
        if not holds[seen].any():
            continue
        chances[left] = _chances(_fitted(features[seen], holds[seen], weights[seen]), features[left])
    return chances


def _f1(holds: Vector, said: Vector, weights: Vector) -> float:
    both = float((weights * (holds & said)).sum())
    either = float((weights * holds).sum() + (weights * said).sum())
    return 2 * both / either if either else 1.0
