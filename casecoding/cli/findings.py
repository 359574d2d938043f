"""What the pages of analysis show, on a terminal: one line, or one JSON object, for each thing found."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

from typing import Annotated

import typer

from casecoding.aggregating.cooccurrence import Unit
from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.aggregating.saturation import Rule
from casecoding.cli.filters import Filters, with_filters
from casecoding.cli.options import StudyArgument
from casecoding.cli.talking import t, write_records
from casecoding.workbench import analysis, findings
from casecoding.workbench.bench import open_bench
from casecoding.workbench.cooccurring import AXES
from casecoding.workbench.saturating import SourceOrder

commands = typer.Typer()
USUAL = Rule()

LinesOption = Annotated[bool, typer.Option("--jsonl", help=t("cli.json_lines"))]
OfOption = Annotated[Dimension, typer.Option(help=t("findings.of"))]
SideArgument = Annotated[str, typer.Argument(help=t("findings.side"))]


@commands.command(help=t("findings.contrast"))
@with_filters
def contrast(
    study: StudyArgument,
    first: SideArgument,
    second: SideArgument,
    filters: Filters,
    by: Annotated[str, typer.Option(help=t("findings.by"))] = Dimension.LEVEL,
    measure: Annotated[str, typer.Option(help=t("cli.measure"))] = Measure.SHARE_OF_TURNS,
    as_jsonl: LinesOption = False,
) -> None:
    bench = open_bench(study)
    found = findings.contrast_records(
        bench,
        filters.selection(bench),
        first,
        second,
        by=analysis.dimension_named(by),
        measure=analysis.measure_named(measure),
    )
    write_records(found, as_jsonl=as_jsonl)


@commands.command(help=t("findings.cooccurrence"))
@with_filters
def cooccurrence(
    study: StudyArgument,
    filters: Filters,
    of: OfOption = AXES[0],
    unit: Annotated[Unit, typer.Option(help=t("findings.unit"))] = Unit.TURN,
    as_jsonl: LinesOption = False,
) -> None:
    bench = open_bench(study)
    found = findings.together_records(bench, filters.selection(bench), of=of, unit=unit)
    write_records(found, as_jsonl=as_jsonl)


@commands.command(help=t("findings.coverage"))
@with_filters
def coverage(study: StudyArgument, filters: Filters, as_jsonl: LinesOption = False) -> None:
    bench = open_bench(study)
    write_records(findings.coverage_records(bench, filters.selection(bench)), as_jsonl=as_jsonl)


@commands.command(help=t("findings.saturation"))
@with_filters
def saturation(
    study: StudyArgument,
    filters: Filters,
    of: OfOption = Dimension.CODE,
    order: Annotated[SourceOrder, typer.Option(help=t("saturation.order"))] = SourceOrder.HELD,
    base: Annotated[int, typer.Option(min=1, help=t("saturation.base"))] = USUAL.base,
    run: Annotated[int, typer.Option(min=1, help=t("saturation.run"))] = USUAL.run,
    as_jsonl: LinesOption = False,
) -> None:
    bench = open_bench(study)
    found = findings.saturation_records(
        bench, filters.selection(bench), of=of, order=order, rule=Rule(base, run)
    )
    write_records(found, as_jsonl=as_jsonl)


@commands.command(help=t("findings.balance"))
def balance(study: StudyArgument, as_jsonl: LinesOption = False) -> None:
    write_records(findings.balance_records(open_bench(study)), as_jsonl=as_jsonl)


@commands.command(help=t("findings.footing"))
def footing(study: StudyArgument, as_jsonl: LinesOption = False) -> None:
    write_records(findings.footing_records(open_bench(study)), as_jsonl=as_jsonl)


@commands.command(help=t("findings.framework"))
def framework(study: StudyArgument, as_jsonl: LinesOption = False) -> None:
    write_records(findings.framework_records(open_bench(study)), as_jsonl=as_jsonl)
