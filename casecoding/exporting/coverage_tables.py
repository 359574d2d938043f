"""Coverage in a report: what material there is, what of it is coded, by whom and how far.

The numbers are those of the page Coverage: both print what `Coverage` says.
"""

from collections.abc import Iterator, Mapping
from math import ceil

from casecoding.aggregating.coverage import Column, Covered, Place
from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Dimension
from casecoding.exporting.appendix_tables import Table
from casecoding.exporting.report import SourceLine
from casecoding.exporting.wording import Wording

Value = str | int | float  # a float is a share
PLACE_COLUMNS = {  # with their widths
    "case": 24,
    "level": 25,
    "wave": 15,
    "kind": 25,
    "sources": 14,
    "words": 14,
    "turns": 20,
    "codings": 21,
    "coded": 14,
    "coded_by": 22,
}
SOURCE_COLUMNS = {
    "code": 10,
    "source": 44,
    "case": 24,
    "level": 26,
    "wave": 15,
    "words": 14,
    "turns": 20,
    "codings": 21,
    "coded": 14,
}
NUMBERS = ("sources", "words", "turns", "codings", "coded")


def coverage_tables(wording: Wording) -> Iterator[tuple[str, Table]]:
    """Give the tables under their headings: each wave's grid, then every cell and every source."""
    yield from _wave_tables(wording)
    yield wording.t("report.coverage_places"), _table(place_rows(wording), PLACE_COLUMNS, wording)
    yield wording.t("report.coverage_sources"), _table(source_rows(wording), source_columns(wording), wording)


def _wave_tables(wording: Wording) -> Iterator[tuple[str, Table]]:
    """Give each wave's grid of cases and levels by kinds; "–" is no material."""
    coverage = wording.report.coverage
    for wave in dict.fromkeys(wave for wave, _ in coverage.columns):
        columns = [column for column in coverage.columns if column[0] == wave]
        rows = [
            [case, wording.level(level or None)]
            + [_place_in_words(coverage.places.get(((case, level), column)), wording) for column in columns]
            for case, level in coverage.rows
        ]
        head = [
            wording.t("report.case"),
            wording.t("report.level"),
            *(_kind(one, wording) for one in columns),
        ]
        widths = (2, 2, *[ceil(6 / len(columns))] * len(columns))
        heading = wording.t("report.wave_named", wave=_wave(wave, wording))
        yield heading, Table(head, rows, numbers=len(columns), widths=widths)


def _place_in_words(place: Place | None, wording: Wording) -> str:
    """Return how many sources there are, how far they are coded and by whom, a line each."""
    if place is None:
        return "–"
    t = wording.t
    lines = (
        t("report.n_sources", n=place.sources),
        t("coverage.so_far", share=t.percent(place.value(Covered.CODED))),
        ", ".join(sorted(place.coders)),
    )
    return "\n".join(line for line in lines if line)


def place_rows(wording: Wording) -> Iterator[Mapping[str, Value]]:
    """Give every place that has material, in the order of PLACE_COLUMNS."""
    coverage = wording.report.coverage
    for row in coverage.rows:
        for column in coverage.columns:
            place = coverage.places.get((row, column))
            if place:
                case, level = row
                yield {
                    "case": case,
                    "level": wording.level(level or None),
                    "wave": _wave(column[0], wording),
                    "kind": _kind(column, wording),
                    "sources": place.sources,
                    **_numbers(place),
                    "coded_by": _coders(place, wording),
                }


def source_rows(wording: Wording) -> Iterator[Mapping[str, Value]]:
    """Give every source with how far it is coded; without names where the report is anonymous."""
    material = wording.report.coverage.by_source
    for line in wording.report.material:
        place = material.get(line.id, Place(()))
        told = {
            "code": line.code,
            "source": line.name,
            "case": line.case,
            "level": ", ".join(map(wording.level, _levels(line, place))),
            "wave": line.wave,
            **_numbers(place),
        }
        yield {name: told[name] for name in source_columns(wording)}


def source_columns(wording: Wording) -> Mapping[str, int]:
    """Return the columns of `source_rows` with their widths."""
    anonymous = wording.report.plan.anonymous
    return {name: width for name, width in SOURCE_COLUMNS.items() if name != "source" or not anonymous}


def column_name(name: str, wording: Wording) -> str:
    return wording.t(f"report.{name}")


def _table(rows: Iterator[Mapping[str, Value]], columns: Mapping[str, int], wording: Wording) -> Table:
    return Table(
        head=[column_name(name, wording) for name in columns],
        rows=[[_shown(value, wording) for value in row.values()] for row in rows],
        centred=frozenset(at for at, name in enumerate(columns) if name in NUMBERS),
        widths=list(columns.values()),
    )


def _shown(value: Value, wording: Wording) -> str:
    match value:
        case str():
            return value
        case int():
            return wording.t.number(value)
        case float():
            return wording.t.percent(value)


def _numbers(place: Place) -> Mapping[str, Value]:
    """Return what is there and how far it is coded; the share of nothing is no data."""
    return {
        "words": place.words,
        "turns": place.turns,
        "codings": place.codings,
        "coded": place.value(Covered.CODED) if place.turns else "–",
    }


def _coders(place: Place, wording: Wording) -> str:
    """Return the coders with their codings, who coded most first."""
    return ", ".join(f"{name} ({wording.t.number(number)})" for name, number in place.coders.most_common())


def _levels(line: SourceLine, place: Place) -> list[str | None]:
    return list(dict.fromkeys(one.level or None for one in place.stretches)) or [line.level]


def _wave(wave: str, wording: Wording) -> str:
    return wave or wording.t("aggregating.unstated")


def _kind(column: Column, wording: Wording) -> str:
    return key_label(Dimension.KIND, column[1].value, codebook=wording.report.codebook, t=wording.t)
