"""Holding kinds of material against each other, and themes against what speaks against them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casecoding.aggregating.matrix import Cell, Count, Matrix
from casecoding.domain.attributes import Figure
from casecoding.domain.coding import Stance

MOSTLY = 0.8  # share of a code's codings from which one speaker carries it


class Pattern(StrEnum):
    """How the kinds of material in a case agree on a theme."""

    EVERYWHERE = "everywhere"  # in every kind that there is, two at least
    PARTLY = "partly"  # in some kinds, and not in others that there are
    ALONE = "alone"  # in the only kind that there is
    NOWHERE = "nowhere"  # in none, though there is material
    NO_MATERIAL = "no-material"


@dataclass(frozen=True, slots=True)
class JointRow:
    """What one case says of a theme: a cell per kind of material, and what surveys found."""

    case: str
    cells: tuple[Cell, ...]
    figures: tuple[Figure, ...]

    @property
    def found(self) -> tuple[str, ...]:
        """The kinds of material in which the theme is."""
        return tuple(cell.column for cell in self.cells if cell.count.codings)

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of which there is material, without the theme."""
        return tuple(cell.column for cell in self.cells if cell.material and not cell.count.codings)

    @property
    def pattern(self) -> Pattern:
        match len(self.found), len(self.missing):
            case 0, 0:
                return Pattern.NO_MATERIAL
            case 0, _:
                return Pattern.NOWHERE
            case 1, 0:
                return Pattern.ALONE
            case _, 0:
                return Pattern.EVERYWHERE
            case _:
                return Pattern.PARTLY


@dataclass(frozen=True, slots=True)
class Balance:
    """What speaks for and against a theme. `by_case` holds the codings with a stance alone.

    `silent` are the cases with material in which the theme is not.
    """

    theme: str
    codings: int
    by_case: Mapping[str, Mapping[Stance, int]]
    silent: tuple[str, ...]

    def total(self, stance: Stance) -> int:
        return sum(stances.get(stance, 0) for stances in self.by_case.values())

    @property
    def against(self) -> tuple[str, ...]:
        """The cases in which more speaks against the theme than for it."""
        return tuple(
            case
            for case, stances in self.by_case.items()
            if stances.get(Stance.CONTRADICTS, 0) > stances.get(Stance.SUPPORTS, 0)
        )


@dataclass(frozen=True, slots=True)
class Footing:
    """What a code rests on. `speakers` are those who are named: minutes have none.

    `top` is who says most, as (case, name), with how many of the code's codings.
    """

    code: str
    codings: int
    speakers: int
    sources: int
    top: tuple[str, str] | None
    top_codings: int

    @property
    def top_share(self) -> float:
        return self.top_codings / self.codings

    @property
    def is_narrow(self) -> bool:
        """Tell whether one speaker or one source carries the code."""
        return self.sources == 1 or self.top_share >= MOSTLY


def joint_rows(
    by_kind: Matrix, figures: Iterable[Figure], *, kinds: Sequence[str], measures: Sequence[str]
) -> tuple[JointRow, ...]:
    """Return a row per case of a matrix of cases by kinds, with the figures of these measures."""
    of_case: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure in measures:
            of_case[figure.case].append(figure)
    return tuple(
        JointRow(case, tuple(by_kind.cell(case, kind) for kind in kinds), tuple(of_case[case]))
        for case in by_kind.rows
    )


def balances(by_case: Matrix, stances: Mapping[tuple[str, str, Stance], int]) -> tuple[Balance, ...]:
    """Return the balance of each theme of a matrix of themes by cases, those most spoken against first."""
    told: defaultdict[str, defaultdict[str, dict[Stance, int]]] = defaultdict(lambda: defaultdict(dict))
    for (theme, case, stance), number in stances.items():
        told[theme][case][stance] = number
    found = [
        Balance(
            theme=theme,
            codings=sum(by_case.cell(theme, case).count.codings for case in by_case.columns),
            by_case=told[theme],
            silent=tuple(case for case in by_case.columns if _is_silent(by_case.cell(theme, case))),
        )
        for theme in by_case.rows
    ]
    against = [-(one.total(Stance.CONTRADICTS) + one.total(Stance.MIXED)) for one in found]
    return tuple(one for _, one in sorted(zip(against, found, strict=True), key=lambda pair: pair[0]))


def footings(by_speaker: Iterable[Count], by_code: Iterable[Count]) -> tuple[Footing, ...]:
    """Return what each code rests on, the narrowest first.

    `by_speaker` counts codes by participants with a panel per case, `by_code` codes alone.
    """
    sources = {one.row: one.sources for one in by_code}
    spoken: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in by_speaker:
        spoken[one.row][one.panel, one.column] += one.codings
    found = [_footing(code, counted, sources[code]) for code, counted in spoken.items()]
    return tuple(sorted(found, key=lambda one: (-one.top_share, one.sources, one.code)))


def _footing(code: str, spoken: Counter[tuple[str, str]], sources: int) -> Footing:
    named = Counter({who: number for who, number in spoken.items() if who[1]})
    top, most = named.most_common(1)[0] if named else (None, 0)
    return Footing(code, spoken.total(), len(named), sources, top, most)


def _is_silent(cell: Cell) -> bool:
    return cell.material is not None and not cell.count.codings
