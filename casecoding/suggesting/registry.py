"""The suggesters that a run asks: the cues, and those that other packages register.

A package registers one in its pyproject.toml, and a run asks it wherever the package is installed:

    [project.entry-points."casecoding.suggesters"]
    ours = "our_package:make_suggester"
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from itertools import chain
from typing import Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab

from casecoding.domain.codebook import Codebook
from casecoding.domain.source import Source, Turn
from casecoding.domain.suggestion import Suggestion
from casecoding.settings import shipped_folder
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.prior import digest_of
from casecoding.suggesting.suggesting import CueSuggester
from casecoding.suggesting.weighing import ExampleSuggester, read_prior

GROUP = "casecoding.suggesters"
CUES, EXAMPLES = "cues", "examples"
PRIOR = "examples.npz"
CODEBOOKS = 4  # whose cues are kept compiled


class Suggester(Protocol):
    """Proposes codes for the segments of a source.

    The same source, turns and Docs must always give the same suggestions. Nothing of the text
    may leave the machine, and a reason must name words of its quotation.
    """

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Sequence[Suggestion]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""


class MakeSuggester(Protocol):
    """What an entry point names: called once per run."""

    def __call__(self, *, codebook: Codebook, vocab: Vocab) -> Suggester: ...


class AllSuggesters:
    """Asks several suggesters; where two propose the same, the higher score stands."""

    def __init__(self, suggesters: Mapping[str, Suggester]) -> None:
        self._suggesters = suggesters

    @property
    def names(self) -> str:
        return "+".join(self._suggesters)

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        said = [one.suggest(source, turns, docs) for one in self._suggesters.values()]
        return strongest(chain.from_iterable(said))


def strongest(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return one suggestion per code and place, the one of the highest score, in the order of the text."""
    best: dict[str, Suggestion] = {}
    for one in suggestions:
        if one.id not in best or one.score > best[one.id].score:
            best[one.id] = one
    return tuple(sorted(best.values(), key=lambda one: (one.span.start, one.span.end)))


def all_suggesters(codebook: Codebook, vocab: Vocab) -> AllSuggesters:
    """Return our own suggester and every registered one, made for this codebook."""
    return AllSuggesters(dict([own_suggester(codebook, vocab)]) | registered_suggesters(codebook, vocab))


def registered_suggesters(codebook: Codebook, vocab: Vocab) -> dict[str, Suggester]:
    """Return the suggesters of other packages, by name, made for this codebook."""
    return {name: make(codebook=codebook, vocab=vocab) for name, make in sorted(_registered().items())}


@lru_cache(maxsize=CODEBOOKS)
def own_suggester(codebook: Codebook, vocab: Vocab) -> tuple[str, CueSuggester | ExampleSuggester]:
    """Return name and suggester: the cues, weighed by the shipped examples of themes that are shared.

    The name tells which examples, by the digest of what was learned of them. It is made once for a codebook,
    keeps the words that it has met, and several threads may ask it.
    """
    cues = CueSuggester(codebook, CueMatcher(codebook, vocab))
    file = shipped_folder("codebook") / PRIOR
    suggester = ExampleSuggester(cues, read_prior(file), codebook=codebook)
    if not suggester.themes:
        return CUES, cues
    return f"{CUES}+{EXAMPLES} {digest_of(file)}", suggester


def _registered() -> dict[str, MakeSuggester]:
    """Return name and version -> what makes the suggester."""
    return {_name(point): point.load() for point in _points(tuple(sys.path))}


@cache
def _points(_path: tuple[str, ...]) -> EntryPoints:
    """Return what packages on the path register; to look takes a while, and a path is looked through once."""
    return entry_points(group=GROUP)


def _name(point: EntryPoint) -> str:
    return f"{point.name} {point.dist.version}" if point.dist else point.name
