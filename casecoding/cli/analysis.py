"""What the codings show: matrices."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

from typing import Annotated

import typer

from casecoding.cli.filters import Filters, with_filters
from casecoding.cli.options import StudyArgument
from casecoding.cli.talking import t
from casecoding.exporting.excerpt_rows import harmless
from casecoding.workbench import analysis
from casecoding.workbench.bench import open_bench
from casecoding.workbench.views import list_views, open_view

commands = typer.Typer()


@commands.command(help=t("cli.matrix"))
@with_filters
def matrix(
    study: StudyArgument,
    filters: Filters,
    rows: Annotated[str, typer.Option(help=t("cli.rows"))] = "theme",
    columns: Annotated[str, typer.Option(help=t("cli.columns"))] = "case",
    measure: Annotated[str, typer.Option(help=t("cli.measure"))] = "codings",
    panels: Annotated[str, typer.Option(help=t("cli.panels"))] = "",
    view: Annotated[str, typer.Option(help=t("cli.view"))] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help=t("cli.csv"))] = False,
) -> None:
    bench = open_bench(study)
    question = analysis.Question(
        rows=analysis.axis_named(bench, rows),
        columns=analysis.axis_named(bench, columns),
        panels=analysis.axis_named(bench, panels) if panels else None,
        measure=analysis.measure_named(measure),
        selection=filters.selection(bench),
    )
    table = analysis.read_panels(bench, open_view(bench, view) if view else question).table()
    if as_csv:
        safe = table.rename(index=harmless, columns=harmless)
        typer.echo(safe.to_csv(lineterminator="\n"), nl=False)
    else:
        typer.echo(table.to_string(na_rep="-"))


@commands.command(help=t("cli.views"))
def views(study: StudyArgument) -> None:
    for name in list_views(open_bench(study)):
        typer.echo(name)
