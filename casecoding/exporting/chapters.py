"""Excerpts under headings in any order of dimensions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.ordering import KeyOrder
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading at a depth from 1: a key of a dimension."""

    depth: int
    dimension: Dimension
    key: str


def in_chapters(
    excerpts: Iterable[Excerpt], order: Sequence[Dimension], *, codebook: Codebook
) -> Iterator[Chapter | Excerpt]:
    """Give headings and excerpts as they stand on paper; excerpts under one heading keep their order."""
    places = KeyOrder(codebook)
    told = [(tuple(key_of(one, by) for by in order), one) for one in excerpts]
    told.sort(key=lambda one: [places.place(by, key) for by, key in zip(order, one[0], strict=True)])
    open_path: tuple[str, ...] = ()
    for path, excerpt in told:
        for depth in range(_shared(open_path, path), len(order)):
            yield Chapter(depth + 1, order[depth], path[depth])
        open_path = path
        yield excerpt


def key_of(excerpt: Excerpt, dimension: Dimension) -> str:  # noqa: C901, PLR0911 - one branch per dimension
    """Return the key under which an excerpt is counted; "" is not stated."""
    match dimension:
        case Dimension.THEME:
            return excerpt.coding.code_id.partition(".")[0]
        case Dimension.CODE | Dimension.QUESTION:
            return excerpt.coding.code_id
        case Dimension.CASE:
            return excerpt.case
        case Dimension.LEVEL:
            return excerpt.level or ""
        case Dimension.WAVE:
            return excerpt.wave
        case Dimension.KIND:
            return excerpt.kind.value
        case Dimension.SOURCE:
            return excerpt.source_name
        case Dimension.PARTICIPANT:
            return excerpt.speaker
        case Dimension.ROLE:
            return excerpt.role
        case Dimension.CODER:
            return excerpt.coder


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many keys two paths begin with alike."""
    alike = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        alike += 1
    return alike
