"""What the pages of analysis show, as plain records, one JSON object each; shares are of 1."""

from collections.abc import Iterator, Sequence
from typing import Any

from casecoding.aggregating.comparing import COMPARED, COMPARED_BY, Side
from casecoding.aggregating.cooccurrence import Unit
from casecoding.aggregating.intervals import Estimate
from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.aggregating.saturation import Rule
from casecoding.domain.coding import Stance
from casecoding.domain.selection import Selection
from casecoding.errors import UnknownDimension, UnknownMeasure
from casecoding.workbench.analysis import read_matrix
from casecoding.workbench.bench import Bench
from casecoding.workbench.contrasting import compare_columns, question_of
from casecoding.workbench.cooccurring import AXES, read_together
from casecoding.workbench.covering import read_coverage
from casecoding.workbench.framework import read_framework
from casecoding.workbench.saturating import SourceOrder, read_saturation
from casecoding.workbench.triangulating import read_balances, read_footings

Records = Iterator[dict[str, Any]]


def contrast_records(
    bench: Bench, selection: Selection, first: str, second: str, *, by: Dimension, measure: Measure
) -> Records:
    """Give one record per theme: both sides and their difference.

    Raises UnknownDimension or UnknownMeasure, with those that can be compared.
    """
    _refuse_other(by, COMPARED_BY)
    if measure not in COMPARED:
        raise UnknownMeasure(id=measure.value, known=", ".join(COMPARED))
    question = question_of(by, measure, selection)
    matrix = read_matrix(bench, question)
    for key in (first, second):
        _refuse_other(key, matrix.columns)
    for one in compare_columns(bench, question, matrix, first=first, second=second).contrasts:
        yield (
            {"theme": one.theme}
            | _side("first", one.first)
            | _side("second", one.second)
            | _estimate("difference", one.difference)
        )


def together_records(bench: Bench, selection: Selection, *, of: Dimension, unit: Unit) -> Records:
    """Give one record per pair that stands together, the most frequent first; raises UnknownDimension."""
    _refuse_other(of, AXES)
    counted = read_together(bench, of, unit, selection).counted
    for one, other in counted.pairs():
        yield {
            "one": one,
            "other": other,
            "together": counted.count(one, other),
            "one_alone": counted.count(one, one),
            "other_alone": counted.count(other, other),
            "jaccard": counted.jaccard(one, other),
            "npmi": counted.npmi(one, other),
        }


def coverage_records(bench: Bench, selection: Selection) -> Records:
    """Give one record per place of the grid with material, by case and level."""
    coverage = read_coverage(bench, selection)
    for row in coverage.rows:
        for column in coverage.columns:
            place = coverage.places.get((row, column))
            if place:
                yield {
                    "case": row[0],
                    "level": row[1],
                    "wave": column[0],
                    "kind": column[1].value,
                    "sources": place.sources,
                    "turns": place.turns,
                    "words": place.words,
                    "coded_turns": place.coded_turns,
                    "codings": place.codings,
                    "coders": ", ".join(sorted(place.coders)),
                }


def saturation_records(
    bench: Bench, selection: Selection, *, of: Dimension, order: SourceOrder, rule: Rule
) -> Records:
    """Give one record per coded source in the order: what it adds, and the band over random orders.

    Raises UnknownDimension.
    """
    _refuse_other(of, AXES)
    for step in read_saturation(bench, of, selection, rule, order=order).saturation.steps:
        yield {
            "source": step.source.source_id,
            "source_name": step.source.name,
            "new": len(step.new),
            "so_far": step.so_far,
            "low": step.low,
            "high": step.high,
            "ratio": step.ratio,
            "new_codes": ", ".join(sorted(step.new)),
        }


def balance_records(bench: Bench) -> Records:
    """Give one record per theme: what speaks for and against it, those most spoken against first."""
    for one in read_balances(bench):
        yield {
            "theme": one.theme,
            "codings": one.codings,
            **{stance.value: one.total(stance) for stance in Stance},
            "cases_against": ", ".join(one.against),
            "silent_cases": ", ".join(one.silent),
        }


def footing_records(bench: Bench) -> Records:
    """Give one record per code: what it rests on, the narrowest first."""
    for one in read_footings(bench):
        case, name = one.top or ("", "")
        yield {
            "code": one.code,
            "codings": one.codings,
            "speakers": one.speakers,
            "sources": one.sources,
            "top_case": case,
            "top_speaker": name,
            "top_share": one.top_share,
            "narrow": one.is_narrow,
        }


def framework_records(bench: Bench, *, ordered_by: str = "") -> Records:
    """Give one record per case and theme: its codings, what is written of it, whether that is stale."""
    for row in read_framework(bench, ordered_by=ordered_by):
        for cell in row.cells:
            yield {
                "case": row.case,
                "theme": cell.theme,
                "codings": cell.codings,
                "summary": cell.summary.text if cell.summary else "",
                "coder": cell.summary.coder if cell.summary else "",
                "stale": bool(cell.summary and cell.summary.is_stale),
            }


def _refuse_other(asked: str, known: Sequence[str]) -> None:
    if asked not in known:
        raise UnknownDimension(id=str(asked), known=", ".join(known))


def _side(name: str, side: Side) -> dict[str, Any]:
    stances = {f"{name}_{stance}": number for stance, number in side.stances.items()}
    return _estimate(name, side.estimate) | {f"{name}_codings": side.cell.count.codings} | stances


def _estimate(name: str, of: Estimate | None) -> dict[str, Any]:
    parts = (of.value, of.low, of.high) if of else (None, None, None)
    return dict(zip((name, f"{name}_low", f"{name}_high"), parts, strict=True))
