"""The suggesters that a run asks: the cues, and those that other packages register.

A package registers one in its pyproject.toml, and a run asks it wherever the package is installed:

    [project.entry-points."casecoding.suggesters"]
    ours = "our_package:make_suggester"
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab

from casecoding.domain.codebook import Codebook
from casecoding.domain.source import Source, Turn
from casecoding.domain.suggestion import Suggestion
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.suggesting import CueSuggester

GROUP = "casecoding.suggesters"
CUES = "cues"


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
        best: dict[str, Suggestion] = {}
        for suggester in self._suggesters.values():
            for one in suggester.suggest(source, turns, docs):
                if one.id not in best or one.score > best[one.id].score:
                    best[one.id] = one
        return tuple(sorted(best.values(), key=lambda one: (one.span.start, one.span.end)))


def all_suggesters(codebook: Codebook, vocab: Vocab) -> AllSuggesters:
    """Return the cues and every registered suggester, by name, made for this codebook."""
    made: dict[str, Suggester] = {CUES: CueSuggester(codebook, CueMatcher(codebook, vocab))}
    for name, make in sorted(_registered().items()):
        made[name] = make(codebook=codebook, vocab=vocab)
    return AllSuggesters(made)


def _registered() -> dict[str, MakeSuggester]:
    """Return name and version -> what makes the suggester."""
    return {_name(point): point.load() for point in entry_points(group=GROUP)}


def _name(point: EntryPoint) -> str:
    return f"{point.name} {point.dist.version}" if point.dist else point.name
