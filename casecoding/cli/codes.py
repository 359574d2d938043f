"""Codes: merge them, split them, take them out."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

from dataclasses import asdict
from typing import Annotated

import typer

from casecoding.cli.options import CoderName, StudyArgument
from casecoding.cli.talking import SETTINGS, open_to_change, say, t
from casecoding.domain.codebook import Name
from casecoding.workbench.bench import ensure_coder, open_bench
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.reshaping import merge_codes, split_code
from casecoding.workbench.trash import what_hangs_on

commands = typer.Typer()

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help=t("cli.code"))]


@commands.command(help=t("reshaping.cli_merge"))
def merge(
    study: StudyArgument,
    code: Annotated[str, typer.Argument(help=t("reshaping.cli_gone"))],
    into: Annotated[str, typer.Argument(help=t("reshaping.cli_into"))],
    coder: CoderName = SETTINGS.coder,
) -> None:
    bench = open_to_change(study)
    say("reshaping.merged", n=merge_codes(bench, code, into=into, coder_id=ensure_coder(bench, coder).id))


@commands.command(help=t("reshaping.cli_split"))
def split(
    study: StudyArgument,
    code: CodeArgument,
    codings: Annotated[list[str], typer.Argument(metavar="CODING", help=t("reshaping.cli_codings"))],
    into: Annotated[str, typer.Option(help=t("reshaping.cli_split_into"))] = "",
    new: Annotated[str, typer.Option(help=t("reshaping.cli_split_new"))] = "",
    coder: CoderName = SETTINGS.coder,
) -> None:
    if bool(into) == bool(new):
        raise typer.BadParameter(t("reshaping.cli_split_choose"))
    bench = open_to_change(study)
    target = into or Name(new, new)
    made = split_code(bench, code, codings, into=target, coder_id=ensure_coder(bench, coder).id)
    typer.echo(made.id)


@commands.command("remove-code", help=t("trash.cli_remove_code"))
def remove_code(
    study: StudyArgument,
    code: CodeArgument,
    sure: Annotated[bool, typer.Option("--yes", help=t("trash.cli_yes"))] = False,
    coder: CoderName = SETTINGS.coder,
) -> None:
    bench = open_to_change(study) if sure else open_bench(study)
    say("trash.code_hangs", **asdict(what_hangs_on(bench, code)))
    say("trash.code_note")
    if sure:
        retire_code(bench, code, coder_id=ensure_coder(bench, coder).id)
        say("trash.code_gone", code=code)
