"""Sources and what is said about them: import, look at, correct, mend."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from casecoding.carrying import Fit
from casecoding.cli.given import bytes_of, date_said, kind_named
from casecoding.cli.options import CoderName, FurnitureOption, JsonOption, StudyArgument, WhoOption
from casecoding.cli.talking import (
    SETTINGS,
    STOPPED_BY_KEY,
    complain,
    open_to_change,
    progress_bar,
    say,
    t,
    who_changes,
    write_json,
)
from casecoding.domain.source import ReadingChoices
from casecoding.workbench import correcting, metadata, reading, records, repairing
from casecoding.workbench.bench import ensure_coder, open_bench
from casecoding.workbench.importing import ImportOutcome, Said, import_files, pattern_from
from casecoding.workbench.jobs import Stopped

commands = typer.Typer()


@commands.command("import", help=t("cli.import"))
def import_sources(
    study: StudyArgument,
    files: Annotated[list[Path], typer.Argument(help=t("cli.files"))],
    manifest: Annotated[Path | None, typer.Option(help=t("cli.manifest"))] = None,
    case: Annotated[str, typer.Option(help=t("cli.case"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.kind"))] = "",
    level: Annotated[str | None, typer.Option(help=t("cli.level"))] = None,
    wave: Annotated[str, typer.Option(help=t("cli.wave"))] = "",
    held: Annotated[str | None, typer.Option("--date", help=t("cli.date"))] = None,
    pattern: Annotated[str, typer.Option(help=t("metadata.pattern_help"))] = "",
    comments: Annotated[bool, typer.Option("--comments", help=t("reading.comments_help"))] = False,
    furniture: FurnitureOption = None,
    password: Annotated[str, typer.Option(help=t("reading.password_flag"))] = "",
    ask_password: Annotated[bool, typer.Option("--ask-password", help=t("reading.password_ask"))] = False,
    coder: WhoOption = "",
) -> None:
    bench = open_to_change(study)
    told_kind, names = kind_named(kind) if kind else None, pattern_from(pattern)
    said = Said(case=case, kind=told_kind, level=level, wave=wave, held=date_said(held), pattern=names)
    if ask_password:
        password = typer.prompt(t("reading.password"), hide_input=True, err=True)
    choices = ReadingChoices(comments=comments, page_furniture=furniture, password=password)
    with progress_bar() as report:
        outcomes = import_files(
            bench,
            files,
            manifest=manifest,
            said=said,
            choices=choices,
            coder_id=who_changes(bench, coder),
            progress=report,
        )
    _tell_import(outcomes, len(files))


@commands.command(help=t("metadata.cli_attributes"))
def attributes(
    study: StudyArgument,
    table: Annotated[Path | None, typer.Argument(help=t("metadata.cli_table"))] = None,
    as_json: JsonOption = False,
    coder: WhoOption = "",
) -> None:
    bench = open_to_change(study) if table else open_bench(study)
    if table:
        preview = metadata.preview_table(bench, table.name, bytes_of(table))
        stored = metadata.import_table(bench, preview, coder_id=who_changes(bench, coder))
        say("metadata.values_stored", n=stored)
    for record in records.attribute_records(bench):
        if as_json:
            write_json(record)
        elif not table:
            typer.echo(f"{record['holder']}  {record['of']}  {record['attribute']}  {record['value']}")


@commands.command(help=t("metadata.cli_figures"))
def figures(
    study: StudyArgument,
    table: Annotated[Path | None, typer.Argument(help=t("metadata.cli_figures_table"))] = None,
    as_json: JsonOption = False,
    coder: WhoOption = "",
) -> None:
    bench = open_to_change(study) if table else open_bench(study)
    if table:
        stored = metadata.import_figures(
            bench, table.name, bytes_of(table), coder_id=who_changes(bench, coder)
        )
        say("metadata.figures_stored", n=stored)
    for record in records.figure_records(bench):
        if as_json:
            write_json(record)
        elif not table:
            typer.echo("  ".join(str(value) for value in record.values() if value is not None))


@commands.command(help=t("cli.sources"))
def sources(study: StudyArgument, as_json: JsonOption = False) -> None:
    found = list(records.source_records(open_bench(study)))
    if as_json:
        write_json(found)
        return
    for record in found:
        typer.echo(
            f"{record['id']}  {record['case']}  {record['level'] or '-'}  {record['wave']}  {record['name']}"
        )


@commands.command(help=t("cli.text"))
def text(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    imported: Annotated[bool, typer.Option("--as-imported", help=t("cli.as_imported"))] = False,
) -> None:
    read = correcting.read_imported_text if imported else reading.read_text
    sys.stdout.buffer.write(read(open_bench(study), source).encode("utf-8"))
    sys.stdout.buffer.flush()


@commands.command(help=t("cli.correct"))
def correct(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    words: Annotated[str, typer.Argument(help=t("cli.new_words"))],
    turn: Annotated[int | None, typer.Option(help=t("cli.turn"))] = None,
    start: Annotated[int | None, typer.Option(help=t("cli.start"))] = None,
    end: Annotated[int | None, typer.Option(help=t("cli.end"))] = None,
    cut: Annotated[str, typer.Option(help=t("cli.cut"))] = "",
    preview: Annotated[bool, typer.Option("--preview", help=t("cli.preview"))] = False,
    coder: CoderName = SETTINGS.coder,
) -> None:
    if (turn is None) == (start is None or end is None) or cut not in {"", *Fit}:
        raise typer.BadParameter(t("cli.correct_usage"))
    bench = open_to_change(study)
    edit = correcting.read_edit(bench, source, words, turn=turn, start=start, end=end)
    seen = correcting.preview_correction(bench, source, edit)
    fits = {one.coding.id: Fit(cut) for one in seen.cuts if cut}
    if not preview:
        coder_id = ensure_coder(bench, coder).id
        seen = correcting.correct_text(bench, source, edit, coder_id=coder_id, fits=fits)
    write_json(correcting.correction_record(seen))


@commands.command(help=t("cli.repair"))
def repair(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    accept: Annotated[list[str] | None, typer.Option(help=t("cli.accept_repairs"))] = None,
    quotations: Annotated[bool, typer.Option("--quotations", help=t("cli.repair_quotations"))] = False,
    names: Annotated[bool, typer.Option("--names", help=t("cli.repair_names"))] = False,
    as_json: JsonOption = False,
    coder: CoderName = SETTINGS.coder,
) -> None:
    bench, scope = open_to_change(study), repairing.Scope(quotations=quotations, names=names)
    if accept:
        coder_id = ensure_coder(bench, coder).id
        done = repairing.accept_repairs(bench, source, accept, coder_id=coder_id, scope=scope)
        say("cli.repaired", n=len(done.made), left=len(done.left))
        return
    try:
        with progress_bar() as report:
            read = repairing.read_repair(bench, source, scope, progress=report)
    except Stopped:
        sys.exit(STOPPED_BY_KEY)
    found = list(repairing.repair_records(read))
    if as_json:
        write_json(found)
        return
    for one in found:
        context = f"{one['before']}[{one['old']} → {one['new']}]{one['after']}"
        typer.echo(f"{one['id']}  {one['class']:6}  {one['share']:.2f}  {context}")


def _tell_import(outcomes: Sequence[ImportOutcome], wanted: int) -> None:
    refused = 0
    for outcome in outcomes:
        if outcome.refusal:
            refused += 1
            complain(outcome.refusal)
        else:
            typer.echo(f"{outcome.source_id}  {outcome.name}")
    if wanted > 1:
        say("cli.imported", n=len(outcomes) - refused, refused=refused)
    if len(outcomes) < wanted:
        say("cli.import_stopped", n=wanted - len(outcomes))
        sys.exit(STOPPED_BY_KEY)
    sys.exit(1 if refused else 0)
