"""The command line: the same words as the workbench, and no logic of its own."""

import sys
from io import TextIOWrapper

import typer

from casecoding.cli import (
    analysis,
    codes,
    coding,
    findings,
    material,
    models,
    reports,
    studies,
    suggestions,
    trust,
)
from casecoding.cli.talking import complain, t
from casecoding.errors import CaseCodingError

app = typer.Typer(
    help=t("cli.app"),
    callback=studies.start,
    invoke_without_command=True,
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
)
for part in (studies, material, suggestions, coding, codes, analysis, findings, reports, trust):
    app.add_typer(part.commands)
app.add_typer(models.commands, name="model")


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit code 1."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what reads our JSON and CSV expects it, on Windows too
    try:
        app()
    except CaseCodingError as fault:
        complain(fault)
        sys.exit(1)
