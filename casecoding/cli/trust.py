"""What keeps a study safe: its log, its backups, its check."""

import sys
from typing import Annotated

import typer

from casecoding.cli.options import CoderOption, StudyArgument
from casecoding.cli.talking import say, t, write_json
from casecoding.workbench import backing_up, reading, records
from casecoding.workbench.bench import open_bench

commands = typer.Typer()


@commands.command("log", help=t("backups.cli_log"))
def show_log(
    study: StudyArgument,
    coder: CoderOption = None,
    limit: Annotated[int, typer.Option(help=t("backups.cli_limit"))] = 200,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json_lines"))] = False,
) -> None:
    for record in records.log_records(open_bench(study), coders=coder or (), limit=limit):
        if as_json:
            write_json(record)
        else:
            about = " · ".join(str(value) for value in record["subject"].values())
            typer.echo(f"{record['at'][:19]}  {record['coder']}  {record['action']}  {about}")


@commands.command(help=t("backups.cli_backup"))
def backup(study: StudyArgument) -> None:
    say("backups.made", name=backing_up.back_up(open_bench(study)).name)


@commands.command(help=t("backups.cli_backups"))
def backups(study: StudyArgument) -> None:
    for one in backing_up.backups_at(study):
        typer.echo(f"{one.name}  {one.size / 1e6:.1f} MB")


@commands.command(help=t("backups.cli_restore"))
def restore(study: StudyArgument, name: Annotated[str, typer.Argument(help=t("backups.cli_name"))]) -> None:
    before = backing_up.restore(study, name)
    if before:
        say("backups.restored_from", name=name, before=before.name)
    else:
        say("backups.set_aside", name=name)


@commands.command(help=t("cli.check"))
def check(study: StudyArgument) -> None:
    findings = reading.check(open_bench(study))
    for finding in findings:
        typer.echo(f"{finding.fault.value}  {finding.id}")
    say("cli.checked", n=len(findings))
    sys.exit(1 if findings else 0)
