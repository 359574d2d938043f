"""What keeps a study safe: its log, its backups, its check."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.options import CoderName, CoderOption, OutArgument, StudyArgument
from casecoding.cli.talking import SETTINGS, complain, open_to_change, say, t, write_json
from casecoding.domain.history import Action, LogFilter
from casecoding.domain.trash import TrashKind
from casecoding.errors import NotInTrash
from casecoding.workbench import archiving, backing_up, mending, records, taking_back, telling
from casecoding.workbench import trash as trashing
from casecoding.workbench.bench import Bench, ensure_coder, open_bench
from casecoding.workbench.mending import remedy_key

ALL = 1_000_000  # entries
MOMENT_FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
STEPS = frozenset(Action) - taking_back.FOR_GOOD - {Action.UNDO, Action.REDO}
commands = typer.Typer()


Moment = Annotated[
    datetime | None, typer.Option(formats=MOMENT_FORMATS, metavar="TID", help=t("history.cli_moment"))
]
ActionOption = Annotated[list[Action] | None, typer.Option("--action", help=t("history.cli_action"))]


@commands.command("log", help=t("backups.cli_log"))
def show_log(
    study: StudyArgument,
    coder: CoderOption = None,
    action: ActionOption = None,
    since: Moment = None,
    until: Moment = None,
    about: Annotated[str, typer.Option(help=t("history.cli_about"))] = "",
    limit: Annotated[int, typer.Option(help=t("backups.cli_limit"))] = 200,
    changes: Annotated[bool, typer.Option("--changes", help=t("history.cli_changes"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json_lines"))] = False,
) -> None:
    bench = open_bench(study)
    wanted = taking_back.filter_of(
        bench, coders=coder or (), actions=action or (), since=since, until=until, about=about
    )
    if as_json:
        for record in records.log_records(bench, wanted, limit=limit, with_changes=changes):
            write_json(record)
        return
    for line in telling.tell_log(bench, wanted, t, limit=limit)[0]:
        typer.echo(shown(line))
        for told in telling.tell_changes(bench, line.entry.seq, t)[0] if changes else ():
            typer.echo(f"       {told.row}  {told.column}  {told.before} → {told.after}")


@commands.command(help=t("history.cli_revert"))
def revert(
    study: StudyArgument,
    numbers: Annotated[list[int] | None, typer.Argument(metavar="NR", help=t("history.cli_numbers"))] = None,
    run: Annotated[str, typer.Option(help=t("history.cli_run"))] = "",
    of_coder: Annotated[list[str] | None, typer.Option("--coder", help=t("history.cli_coder"))] = None,
    since: Moment = None,
    until: Moment = None,
    preview: Annotated[bool, typer.Option("--preview", help=t("history.cli_preview"))] = False,
    by: Annotated[str, typer.Option("--by", help=t("cli.coder"))] = SETTINGS.coder,
) -> None:
    if not (numbers or run or since):
        raise typer.BadParameter(t("history.cli_choose"))
    bench = open_bench(study) if preview else open_to_change(study)
    wanted = taking_back.filter_of(
        bench,
        coders=of_coder or (),
        actions=[Action.SUGGEST] if run else (),
        since=since,
        until=until,
        about=run,
        numbers=numbers or (),
    )
    if preview:
        for line in telling.tell_log(bench, replace(wanted, only_standing=True), t, limit=ALL)[0]:
            typer.echo(shown(line))
        return
    reversal = taking_back.revert(bench, wanted, coder_id=ensure_coder(bench, by).id)
    say("history.reverted", n=len(reversal.taken))
    for left in reversal.left:
        complain(left.reason)


@commands.command(help=t("history.cli_undo"))
def undo(study: StudyArgument, coder: CoderName = SETTINGS.coder) -> None:
    _step(taking_back.undo, study, coder, "history.undone_entry")


@commands.command(help=t("history.cli_redo"))
def redo(study: StudyArgument, coder: CoderName = SETTINGS.coder) -> None:
    _step(taking_back.redo, study, coder, "history.redone_entry")


def _step(take: Callable[..., taking_back.Reverted], study: str, coder: str, key: str) -> None:
    """Undo or redo the coder's newest step, whatever it did, and say which it was."""
    bench = open_to_change(study)
    entry = take(bench, coder_id=ensure_coder(bench, coder).id, actions=STEPS).entry
    line = _line_of(bench, entry.seq)
    if entry.action is Action.UNDO:  # doing again takes back the undoing; what was undone is what is told
        line = _line_of(bench, line.entry.takes_back[0])
    say(key, what=line.what, about=line.about)


def _line_of(bench: Bench, seq: int) -> telling.Line:
    (line,), _ = telling.tell_log(bench, LogFilter(numbers=(seq,)), t, limit=1)
    return line


def shown(line: telling.Line) -> str:
    """Return an entry as one line: number, when, who, what, what about; † where another took it back."""
    entry = line.entry
    at, fallen = f"{entry.at.astimezone():%Y-%m-%d %H:%M}", "" if entry.stands else " †"
    return f"{entry.seq:>5}  {at}  {line.who}  {line.what}{fallen}  {line.about}"


@commands.command(help=t("trash.cli_trash"))
def trash(
    study: StudyArgument,
    kind: Annotated[TrashKind, typer.Argument(help=t("trash.cli_kind"))] = TrashKind.CODING,
    restore_id: Annotated[str, typer.Option("--restore", metavar="ID", help=t("trash.cli_back"))] = "",
    coder: CoderName = SETTINGS.coder,
) -> None:
    bench = open_to_change(study) if restore_id else open_bench(study)
    taken = trashing.list_trash(bench, kind, t)
    if not restore_id:
        for one in taken:
            typer.echo(f"{one.id}  {one.at.astimezone():%Y-%m-%d %H:%M}  {one.name}  {one.text}".rstrip())
        return
    for one in taken:
        if one.id == restore_id:
            trashing.bring_back(bench, one, coder_id=ensure_coder(bench, coder).id)
            say("trash.brought_back", name=one.name)
            return
    raise NotInTrash(id=restore_id)


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


@commands.command(help=t("archives.cli_archive"))
def archive(study: StudyArgument, out: OutArgument) -> None:
    say("archives.made", file=archiving.make_archive(open_bench(study), out))


@commands.command(help=t("archives.cli_unpack"))
def unpack(
    file: Annotated[Path, typer.Argument(metavar="ARCHIVE", help=t("archives.cli_file"))],
    study: Annotated[Path, typer.Argument(metavar="STUDY", help=t("cli.study"))],
) -> None:
    archiving.open_archive(file, study).store.close()
    say("archives.opened", file=study)


@commands.command(help=t("cli.check"))
def check(
    study: StudyArgument,
    repairs: Annotated[bool, typer.Option("--repair", help=t("mending.cli_repair"))] = False,
    coder: CoderName = SETTINGS.coder,
) -> None:
    bench = open_bench(study)
    found = mending.diagnose(bench).repairs
    for one in found:
        typer.echo(f"{one.finding.fault.value}  {one.finding.id}  → {t(remedy_key(one.remedy))}")
    say("cli.checked", n=len(found))
    if not (repairs and found):
        sys.exit(1 if found else 0)
    mended = mending.repair(bench, coder_id=ensure_coder(bench, coder).id)
    say("mending.repaired", n=len(found) - len(mended.left), left=len(mended.left))
    sys.exit(1 if mended.left else 0)
