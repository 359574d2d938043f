"""Start, open and make a study."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.options import StudyArgument
from casecoding.cli.talking import say, t, warn_of_place
from casecoding.workbench.bench import create_bench
from casecoding.workbench.codebook import read_codebook
from casecoding.workbench.launching import open_workbench

commands = typer.Typer()


def start(context: typer.Context) -> None:
    """Open the workbench with the demo study when no command is given."""
    if context.invoked_subcommand is None:
        open_workbench(None, port=None)


@commands.command("open", help=t("cli.open"))
def open_study(
    study: Annotated[str | None, typer.Argument(help=t("cli.study"))] = None,
    port: Annotated[int | None, typer.Option(help=t("cli.port"))] = None,
) -> None:
    if study:
        warn_of_place(study)
    sys.exit(open_workbench(study, port=port))


@commands.command(help=t("cli.init"))
def init(
    study: StudyArgument,
    codebook: Annotated[Path | None, typer.Option(help=t("cli.codebook"))] = None,
    title: Annotated[str, typer.Option(help=t("cli.title"))] = "",
) -> None:
    chosen = read_codebook(codebook) if codebook else None
    bench = create_bench(study, title=title, codebook=chosen)
    say("cli.created", place=bench.store.place)
    warn_of_place(study)
