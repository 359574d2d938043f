"""Codings: make and list."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.given import lines_of
from casecoding.cli.options import CoderName, StudyArgument
from casecoding.cli.talking import SETTINGS, open_to_change, say, t, write_json
from casecoding.workbench import coding as workbench
from casecoding.workbench import records
from casecoding.workbench.bench import ensure_coder, open_bench
from casecoding.workbench.bulk import read_markings

commands = typer.Typer()


@commands.command(help=t("cli.code_command"))
def code(
    study: StudyArgument,
    source: Annotated[str | None, typer.Argument(help=t("cli.source"))] = None,
    start: Annotated[int | None, typer.Argument(help=t("cli.start"))] = None,
    end: Annotated[int | None, typer.Argument(help=t("cli.end"))] = None,
    code_id: Annotated[str | None, typer.Argument(metavar="CODE", help=t("cli.code"))] = None,
    coder: CoderName = SETTINGS.coder,
    jsonl: Annotated[Path | None, typer.Option(help=t("cli.code_jsonl"))] = None,
) -> None:
    bench = open_to_change(study)
    if jsonl:
        stored = workbench.apply_many(bench, read_markings(lines_of(jsonl), coder=coder))
        say("cli.coded", n=stored)
    elif source is None or start is None or end is None or code_id is None:
        raise typer.BadParameter(t("cli.code_usage"))
    else:
        coder_id = ensure_coder(bench, coder).id
        marking = workbench.Marking(source=source, start=start, end=end, code=code_id)
        typer.echo(workbench.apply_code(bench, marking, coder_id=coder_id).id)


@commands.command(help=t("cli.codings"))
def codings(
    study: StudyArgument, jsonl: Annotated[bool, typer.Option("--jsonl", help=t("cli.jsonl"))] = False
) -> None:
    for record in records.coding_records(open_bench(study)):
        if jsonl:
            write_json(record)
        else:
            typer.echo(f"{record['id']}  {record['code']}  {record['coder']}  {record['quote']}")
