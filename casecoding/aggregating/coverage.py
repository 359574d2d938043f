"""Coverage: which material there is by case, level, wave and kind, and how far it is coded, by whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casecoding.domain.source import SourceKind

Row = tuple[str, str]  # case, level
Column = tuple[str, SourceKind]  # wave, kind


class Covered(StrEnum):
    """What a place of the grid says."""

    SOURCES = "sources"
    TURNS = "turns"
    WORDS = "words"
    CODED = "coded"  # the share of turns that hold a coding
    CODINGS = "codings"
    CODERS = "coders"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A source as far as it speaks from one level; `coders` -> their codings.

    `suggested` and `decided` are the whole source's suggestions, and those of them that are decided.
    """

    source_id: str
    source: str
    case: str
    level: str
    wave: str
    kind: SourceKind
    turns: int
    words: int
    coded_turns: int = 0
    codings: int = 0
    coders: Mapping[str, int] | None = None
    suggested: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at one case and level, wave and kind."""

    stretches: tuple[Stretch, ...]

    @property
    def sources(self) -> int:
        return len({one.source_id for one in self.stretches})

    @property
    def turns(self) -> int:
        return sum(one.turns for one in self.stretches)

    @property
    def words(self) -> int:
        return sum(one.words for one in self.stretches)

    @property
    def coded_turns(self) -> int:
        return sum(one.coded_turns for one in self.stretches)

    @property
    def codings(self) -> int:
        return sum(one.codings for one in self.stretches)

    @property
    def coders(self) -> Counter[str]:
        """Each coder's codings."""
        counted = Counter[str]()
        for one in self.stretches:
            counted.update(one.coders or {})
        return counted

    @property
    def suggestions(self) -> tuple[int, int]:
        """The suggestions that are decided, and all of them, in the sources that are here."""
        sources = {one.source_id: (one.decided, one.suggested) for one in self.stretches}
        return sum(one[0] for one in sources.values()), sum(one[1] for one in sources.values())

    def value(self, of: Covered) -> float:
        """Return a number; the share is a fraction of 1."""
        match of:
            case Covered.SOURCES:
                return self.sources
            case Covered.TURNS:
                return self.turns
            case Covered.WORDS:
                return self.words
            case Covered.CODED:
                return self.coded_turns / self.turns if self.turns else 0.0
            case Covered.CODINGS:
                return self.codings
            case Covered.CODERS:
                return len(self.coders)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Places by case and level (down) and wave and kind (across); one that is not there has no material."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    places: Mapping[tuple[Row, Column], Place]

    @property
    def whole(self) -> Place:
        return Place(tuple(one for place in self.places.values() for one in place.stretches))

    @property
    def by_source(self) -> Mapping[str, Place]:
        """Return source id -> its stretches."""
        found: dict[str, list[Stretch]] = {}
        for one in self.whole.stretches:
            found.setdefault(one.source_id, []).append(one)
        return {source: Place(tuple(stretches)) for source, stretches in found.items()}


NOTHING = Coverage((), (), {})


def lay_out_coverage(
    stretches: Iterable[Stretch], *, cases: Sequence[str], levels: Sequence[str]
) -> Coverage:
    """Return the grid: a row per case and level, be there material or not, and a column where there is some.

    A level that the codebook does not list comes last in its case.
    """
    found: dict[tuple[Row, Column], list[Stretch]] = {}
    for one in stretches:
        found.setdefault(((one.case, one.level), (one.wave, one.kind)), []).append(one)
    rows = dict.fromkeys((case, level) for case in cases for level in levels)
    unlisted = sorted({row for row, _ in found} - rows.keys())
    ordered = sorted((*rows, *unlisted), key=lambda row: row[0])
    kinds = list(SourceKind)
    columns = sorted({column for _, column in found}, key=lambda one: (one[0], kinds.index(one[1])))
    places = {key: Place(tuple(here)) for key, here in found.items()}
    return Coverage(tuple(ordered), tuple(columns), places)
