"""The command line: the same words as the workbench, and no logic of its own."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casecoding.domain.selection import Selection
from casecoding.domain.source import ReadingChoices, SourceKind
from casecoding.domain.suggestion import Flag, Grounds
from casecoding.errors import CaseCodingError, InvalidDate, MissingFile, UndecodableText, UnknownKind
from casecoding.i18n.translating import Translator
from casecoding.recoding import Fit
from casecoding.settings import Settings
from casecoding.workbench import (
    analysis,
    backing_up,
    coding,
    comparing,
    correcting,
    evaluating,
    explaining,
    metadata,
    model,
    reading,
    records,
    repairing,
    reporting,
    reviewing,
)
from casecoding.workbench.bench import MACHINE, Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.bulk import read_markings
from casecoding.workbench.codebook import read_codebook
from casecoding.workbench.importing import ImportOutcome, Said, import_files, pattern_from
from casecoding.workbench.jobs import Stopped
from casecoding.workbench.launching import open_workbench
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.suggesting import suggest as run_suggesters

SETTINGS = Settings.from_environment()
t = Translator(SETTINGS.language)
app = typer.Typer(help=t("cli.app"), no_args_is_help=False, add_completion=False, rich_markup_mode=None)
model_app = typer.Typer(help=t("cli.model"), no_args_is_help=True)
app.add_typer(model_app, name="model")
console = Console(stderr=True)
MEASURES = ("precision", "recall", "f1", "kappa")
STOPPED_BY_KEY = 130  # what a shell expects of a command that Ctrl+C ended

StudyArgument = Annotated[str, typer.Argument(help=t("cli.study"))]
CodeOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_code"))]
CaseOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_case"))]
LevelOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_level"))]
WaveOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_wave"))]
KindOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_kind"))]
CoderOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_coder"))]
InterviewerOption = Annotated[bool, typer.Option("--with-interviewer", help=t("cli.with_interviewer"))]
FurnitureOption = Annotated[
    bool | None, typer.Option("--page-furniture/--no-page-furniture", help=t("reading.furniture_help"))
]
OutArgument = Annotated[Path, typer.Argument(help=t("cli.out"))]


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit code 1."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what reads our JSON and CSV expects it, on Windows too
    try:
        app()
    except CaseCodingError as fault:
        console.print(
            fault.sentence(SETTINGS.language), style="red", markup=False, highlight=False, soft_wrap=True
        )
        sys.exit(1)


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Open the workbench with the demo study when no command is given."""
    if context.invoked_subcommand is None:
        open_workbench(None, port=None)


@app.command("open", help=t("cli.open"))
def open_study(
    study: Annotated[str | None, typer.Argument(help=t("cli.study"))] = None,
    port: Annotated[int | None, typer.Option(help=t("cli.port"))] = None,
) -> None:
    sys.exit(open_workbench(study, port=port))


@app.command(help=t("cli.init"))
def init(
    study: StudyArgument,
    codebook: Annotated[Path | None, typer.Option(help=t("cli.codebook"))] = None,
    title: Annotated[str, typer.Option(help=t("cli.title"))] = "",
) -> None:
    chosen = read_codebook(codebook) if codebook else None
    bench = create_bench(study, title=title, codebook=chosen)
    say("cli.created", place=bench.store.place)


@app.command("import", help=t("cli.import"))
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
) -> None:
    bench = open_bench(study)
    told_kind, names = _kind(kind) if kind else None, pattern_from(pattern)
    said = Said(case=case, kind=told_kind, level=level, wave=wave, held=_date(held), pattern=names)
    if ask_password:
        password = typer.prompt(t("reading.password"), hide_input=True, err=True)
    choices = ReadingChoices(comments=comments, page_furniture=furniture, password=password)
    with progress_bar() as report:
        outcomes = import_files(bench, files, manifest=manifest, said=said, choices=choices, progress=report)
    _tell_import(outcomes, len(files))


@app.command(help=t("metadata.cli_attributes"))
def attributes(
    study: StudyArgument,
    table: Annotated[Path | None, typer.Argument(help=t("metadata.cli_table"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    bench = open_bench(study)
    if table:
        preview = metadata.preview_table(bench, table.name, _bytes(table))
        stored = metadata.import_table(bench, preview, coder_id=MACHINE)
        say("metadata.values_stored", n=stored)
    for record in records.attribute_records(bench):
        if as_json:
            write_json(record)
        elif not table:
            typer.echo(f"{record['holder']}  {record['of']}  {record['attribute']}  {record['value']}")


@app.command(help=t("metadata.cli_figures"))
def figures(
    study: StudyArgument,
    table: Annotated[Path | None, typer.Argument(help=t("metadata.cli_figures_table"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    bench = open_bench(study)
    if table:
        stored = metadata.import_figures(bench, table.name, _bytes(table), coder_id=MACHINE)
        say("metadata.figures_stored", n=stored)
    for record in records.figure_records(bench):
        if as_json:
            write_json(record)
        elif not table:
            typer.echo("  ".join(str(value) for value in record.values() if value is not None))


@app.command(help=t("cli.sources"))
def sources(
    study: StudyArgument, as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False
) -> None:
    found = list(records.source_records(open_bench(study)))
    if as_json:
        write_json(found)
        return
    for record in found:
        typer.echo(
            f"{record['id']}  {record['case']}  {record['level'] or '-'}  {record['wave']}  {record['name']}"
        )


@app.command(help=t("cli.text"))
def text(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    imported: Annotated[bool, typer.Option("--as-imported", help=t("cli.as_imported"))] = False,
) -> None:
    read = correcting.read_imported_text if imported else reading.read_text
    sys.stdout.buffer.write(read(open_bench(study), source).encode("utf-8"))
    sys.stdout.buffer.flush()


@app.command(help=t("cli.correct"))
def correct(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    words: Annotated[str, typer.Argument(help=t("cli.new_words"))],
    turn: Annotated[int | None, typer.Option(help=t("cli.turn"))] = None,
    start: Annotated[int | None, typer.Option(help=t("cli.start"))] = None,
    end: Annotated[int | None, typer.Option(help=t("cli.end"))] = None,
    cut: Annotated[str, typer.Option(help=t("cli.cut"))] = "",
    preview: Annotated[bool, typer.Option("--preview", help=t("cli.preview"))] = False,
    coder: Annotated[str, typer.Option(help=t("cli.coder"))] = SETTINGS.coder,
) -> None:
    if (turn is None) == (start is None or end is None) or cut not in {"", *Fit}:
        raise typer.BadParameter(t("cli.correct_usage"))
    bench = open_bench(study)
    edit = correcting.read_edit(bench, source, words, turn=turn, start=start, end=end)
    seen = correcting.preview_correction(bench, source, edit)
    fits = {one.coding.id: Fit(cut) for one in seen.cuts if cut}
    if not preview:
        coder_id = ensure_coder(bench, coder).id
        seen = correcting.correct_text(bench, source, edit, coder_id=coder_id, fits=fits)
    write_json(correcting.correction_record(seen))


@app.command(help=t("cli.repair"))
def repair(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    accept: Annotated[list[str] | None, typer.Option(help=t("cli.accept_repairs"))] = None,
    quotations: Annotated[bool, typer.Option("--quotations", help=t("cli.repair_quotations"))] = False,
    names: Annotated[bool, typer.Option("--names", help=t("cli.repair_names"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    coder: Annotated[str, typer.Option(help=t("cli.coder"))] = SETTINGS.coder,
) -> None:
    bench, scope = open_bench(study), repairing.Scope(quotations=quotations, names=names)
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


@app.command(help=t("cli.suggest"))
def suggest(
    study: StudyArgument,
    source: Annotated[list[str] | None, typer.Option(help=t("cli.source"))] = None,
    with_interviewer: InterviewerOption = False,
    cues_only: Annotated[bool, typer.Option("--cues-only", help=t("learning.cli_cues_only"))] = False,
) -> None:
    bench = open_bench(study)
    try:
        with progress_bar() as report:
            run = run_suggesters(
                bench,
                source_ids=source or (),
                with_interviewer=with_interviewer,
                learned=not cues_only,
                progress=report,
            )
    except Stopped:
        say("cli.suggest_stopped")
        sys.exit(STOPPED_BY_KEY)
    say(
        "cli.suggested", n=run.suggestions, sources=run.sources, model=f"{run.model_name} {run.model_version}"
    )


@app.command(help=t("learning.cli_evaluate"))
def evaluate(
    study: StudyArgument,
    gold: Annotated[str, typer.Option(help=t("learning.cli_gold"))],
    against: Annotated[str, typer.Option(help=t("learning.cli_against"))] = evaluating.SUGGESTIONS,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    with progress_bar() as report:
        found = evaluating.evaluate(open_bench(study), gold=gold, against=against, progress=report)
    record = evaluating.evaluation_record(found)
    if as_json:
        write_json(record)
        return
    for row in record["codes"]:
        typer.echo(t("learning.line", code=row["code"], **{name: _estimate(row[name]) for name in MEASURES}))
    say("learning.summary", n=found.segments, sources=len(found.sources), macro=_number(found.macro_f1))


@app.command(help=t("comparing.cli_compare"))
def compare(
    study: StudyArgument,
    codebook: Annotated[Path | None, typer.Option(help=t("comparing.cli_codebook"))] = None,
    run: Annotated[list[str] | None, typer.Option(help=t("comparing.cli_run"))] = None,
    show_runs: Annotated[bool, typer.Option("--list", help=t("comparing.cli_list"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    bench = open_bench(study)
    known = comparing.runs_to_compare(bench)
    if show_runs:
        for one in known:
            typer.echo(f"{one.id}  {one.started.isoformat()}  {one.codebook_version}  {one.suggestions}")
        return
    chosen = run or [one.id for one in known[-2:]]
    if codebook:
        found = comparing.compare_codebooks(bench, read_codebook(codebook))
    elif len(chosen) == 2:  # noqa: PLR2004
        found = comparing.compare_runs(bench, *chosen)
    else:
        raise typer.BadParameter(
            t("comparing.cli_usage") if run else t("comparing.cli_need_runs", n=len(known))
        )
    _tell_comparison(found, as_json=as_json)


@app.command(help=t("methods.cli_methods"))
def methods(
    study: StudyArgument,
    language: Annotated[str, typer.Option(help=t("methods.cli_language"))] = SETTINGS.language,
) -> None:
    chosen = Translator("en" if language == "en" else "da")
    typer.echo(methods_paragraph(open_bench(study), t=chosen) or t("methods.none"))


@app.command("explain", help=t("cli.explain"))
def explain_lines(
    study: Annotated[str | None, typer.Argument(help=t("cli.study_or_none"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json_lines"))] = False,
) -> None:
    codebook = explaining.codebook_of(open_bench(study) if study else None)
    lines = (line.rstrip("\r\n") for line in sys.stdin)
    for explanation in explaining.explain(lines, codebook, model=SETTINGS.model):
        if as_json:
            typer.echo(json.dumps(explaining.explanation_record(explanation), ensure_ascii=False))
        else:
            _show_explanation(explanation)


@app.command(help=t("cli.suggestions"))
def suggestions(
    study: StudyArgument,
    flag: Annotated[list[Flag] | None, typer.Option(help=t("cues.cli_flag"))] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help=t("cli.jsonl"))] = False,
) -> None:
    for record in records.suggestion_records(open_bench(study)):
        if flag and not set(flag).intersection(record["reason"]["flags"]):
            continue
        if jsonl:
            write_json(record)
        else:
            head = f"{record['id']}  {record['score']:.2f}  {record['code']}  {record['verdict']}"
            typer.echo(f"{head}  {record['quote']}")


@app.command(help=t("cli.review"))
def review(
    study: StudyArgument,
    suggestion: Annotated[str, typer.Argument(help=t("cli.suggestion"))],
    verdict: Annotated[str, typer.Argument(help=t("cli.verdict"))],
    grounds: Annotated[Grounds | None, typer.Option(help=t("learning.cli_grounds"))] = None,
    coder: Annotated[str, typer.Option(help=t("cli.coder"))] = SETTINGS.coder,
) -> None:
    if verdict not in {"accept", "reject"}:
        raise typer.BadParameter(t("cli.verdict"))
    bench = open_bench(study)
    coder_id = ensure_coder(bench, coder).id
    if verdict == "accept":
        typer.echo(reviewing.accept(bench, suggestion, coder_id=coder_id).id)
    else:
        reviewing.reject(bench, suggestion, coder_id=coder_id, grounds=grounds)


@app.command(help=t("cli.code_command"))
def code(
    study: StudyArgument,
    source: Annotated[str | None, typer.Argument(help=t("cli.source"))] = None,
    start: Annotated[int | None, typer.Argument(help=t("cli.start"))] = None,
    end: Annotated[int | None, typer.Argument(help=t("cli.end"))] = None,
    code_id: Annotated[str | None, typer.Argument(metavar="CODE", help=t("cli.code"))] = None,
    coder: Annotated[str, typer.Option(help=t("cli.coder"))] = SETTINGS.coder,
    jsonl: Annotated[Path | None, typer.Option(help=t("cli.code_jsonl"))] = None,
) -> None:
    bench = open_bench(study)
    if jsonl:
        stored = coding.apply_many(bench, read_markings(_lines(jsonl), coder=coder))
        say("cli.coded", n=stored)
    elif source is None or start is None or end is None or code_id is None:
        raise typer.BadParameter(t("cli.code_usage"))
    else:
        coder_id = ensure_coder(bench, coder).id
        marking = coding.Marking(source=source, start=start, end=end, code=code_id)
        typer.echo(coding.apply_code(bench, marking, coder_id=coder_id).id)


@app.command(help=t("cli.codings"))
def codings(
    study: StudyArgument, jsonl: Annotated[bool, typer.Option("--jsonl", help=t("cli.jsonl"))] = False
) -> None:
    for record in records.coding_records(open_bench(study)):
        if jsonl:
            write_json(record)
        else:
            typer.echo(f"{record['id']}  {record['code']}  {record['coder']}  {record['quote']}")


@app.command(help=t("cli.matrix"))
def matrix(
    study: StudyArgument,
    rows: Annotated[str, typer.Option(help=t("cli.rows"))] = "theme",
    columns: Annotated[str, typer.Option(help=t("cli.columns"))] = "case",
    measure: Annotated[str, typer.Option(help=t("cli.measure"))] = "codings",
    code: CodeOption = None,
    case: CaseOption = None,
    level: LevelOption = None,
    wave: WaveOption = None,
    kind: KindOption = None,
    coder: CoderOption = None,
    with_interviewer: InterviewerOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=t("cli.csv"))] = False,
) -> None:
    bench = open_bench(study)
    question = analysis.Question(
        rows=analysis.dimension_named(rows),
        columns=analysis.dimension_named(columns),
        measure=analysis.measure_named(measure),
        selection=_selection(bench, code, case, level, wave, kind, coder, with_interviewer),
    )
    table = analysis.read_matrix(bench, question).table()
    typer.echo(table.to_csv(lineterminator="\n") if as_csv else table.to_string(na_rep="-"), nl=not as_csv)


def _add_export(name: str, write: Callable[..., bytes]) -> None:
    @app.command(f"export-{name}", help=t(f"cli.export_{name}"))
    def export(
        study: StudyArgument,
        out: OutArgument,
        code: CodeOption = None,
        case: CaseOption = None,
        level: LevelOption = None,
        wave: WaveOption = None,
        kind: KindOption = None,
        coder: CoderOption = None,
        with_interviewer: InterviewerOption = False,
    ) -> None:
        bench = open_bench(study)
        selection = _selection(bench, code, case, level, wave, kind, coder, with_interviewer)
        reporting.save(write(bench, selection, t=t), out)
        say("cli.exported", n=analysis.count_excerpts(bench, selection), file=out)


_add_export("word", reporting.export_word)
_add_export("excel", reporting.export_excel)
_add_export("csv", reporting.export_csv)


@app.command("log", help=t("backups.cli_log"))
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


@app.command(help=t("backups.cli_backup"))
def backup(study: StudyArgument) -> None:
    say("backups.made", name=backing_up.back_up(open_bench(study)).name)


@app.command(help=t("backups.cli_backups"))
def backups(study: StudyArgument) -> None:
    for one in backing_up.backups_at(study):
        typer.echo(f"{one.name}  {one.size / 1e6:.1f} MB")


@app.command(help=t("backups.cli_restore"))
def restore(study: StudyArgument, name: Annotated[str, typer.Argument(help=t("backups.cli_name"))]) -> None:
    before = backing_up.restore(study, name)
    if before:
        say("backups.restored_from", name=name, before=before.name)
    else:
        say("backups.set_aside", name=name)


@app.command(help=t("cli.check"))
def check(study: StudyArgument) -> None:
    findings = reading.check(open_bench(study))
    for finding in findings:
        typer.echo(f"{finding.fault.value}  {finding.id}")
    say("cli.checked", n=len(findings))
    sys.exit(1 if findings else 0)


@model_app.command("info", help=t("cli.model_info"))
def model_info(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    cards = model.model_records(SETTINGS.model)
    if as_json:
        write_json(cards)
        return
    for card in cards:
        scores = "  ".join(f"{name} {value:.1f}" for name, value in card["scores"].items())
        typer.echo(
            f"{'*' if card['in_use'] else ' '} {card['name']} {card['version']}  {card['origin']}  {scores}"
        )


@model_app.command("evaluate", help=t("cli.model_evaluate"))
def model_evaluate(
    file: Annotated[Path, typer.Argument(help=t("cli.conllu"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    scores = model.evaluate_model(file, SETTINGS.model)
    if as_json:
        write_json(scores)
        return
    for name, value in scores.items():
        typer.echo(f"{name:>18}  {'–' if value is None else f'{value:.1f}':>8}")


def say(key: str, **values: object) -> None:
    console.print(t(key, **values), markup=False, highlight=False, soft_wrap=True)


def write_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar while the block runs; give what tells it (done, in all, name of the next).

    After Ctrl+C telling of a next piece raises Stopped; a second Ctrl+C breaks off at once.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar, stoppable() as stop:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)
            if done < total and stop.is_set():
                raise Stopped

        yield report


@contextmanager
def stoppable() -> Iterator[Event]:
    """Take the first Ctrl+C in the block as a wish to stop after the piece at hand, and give that wish."""
    stop, usual = Event(), signal.getsignal(signal.SIGINT)

    def ask(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, usual)
        stop.set()
        say("cli.stopping")

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)


def _selection(
    bench: Bench,
    codes: list[str] | None,
    cases: list[str] | None,
    levels: list[str] | None,
    waves: list[str] | None,
    kinds: list[str] | None,
    coders: list[str] | None,
    with_interviewer: bool,
) -> Selection:
    codebook = reading.read_overview(bench).codebook
    return Selection(
        codes=tuple(codebook.code(one).id for one in codes or ()),
        cases=tuple(cases or ()),
        levels=tuple(codebook.level(one).id for one in levels or ()),
        waves=tuple(waves or ()),
        kinds=tuple(_kind(one) for one in kinds or ()),
        coders=tuple(coders or ()),
        with_interviewer=with_interviewer,
    )


def _show_explanation(explanation: explaining.Explanation) -> None:
    for word in explanation.words:
        parts = f"={'+'.join(word.parts)}" if word.parts else ""
        typer.echo(f"{word.text}/{word.lemma}{parts}/{word.pos} ", nl=False)
    typer.echo()
    for one in explanation.suggestions:
        matched = ", ".join(match.words for match in one.reason.matches)
        flags = "".join(f", {flag.value}" for flag in one.reason.flags)
        typer.echo(f"  {one.code_id} {one.score:.2f}: {matched} ({one.reason.rule}{flags})")


def _estimate(estimate: Mapping[str, float | None]) -> str:
    low, high = _number(estimate["low"]), _number(estimate["high"])
    return f"{_number(estimate['value'])} ({low}–{high})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _tell_comparison(found: comparing.Comparison, *, as_json: bool) -> None:
    sides = {"added": found.added, "dropped": found.dropped}
    if as_json:
        write_json({side: [comparing.place_record(one) for one in places] for side, places in sides.items()})
        return
    for sign, places in zip("+-", sides.values(), strict=True):
        for one in places:
            coding = f"  ({one.coding_id})" if one.coding_id else ""
            typer.echo(f"{sign} {one.code_id}  {one.source_name}  {one.quote}{coding}")
    counts = {side: len(places) for side, places in sides.items()}
    say("comparing.summary", **counts, touched=len(found.touched))
    if found.unread:
        say("comparing.unread", n=len(found.unread))


def _kind(name: str) -> SourceKind:
    if name not in set(SourceKind):
        raise UnknownKind(id=name, known=", ".join(SourceKind))
    return SourceKind(name)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InvalidDate(value=value) from error


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise MissingFile(file=file)
    return file.read_bytes()


def _lines(file: Path) -> Iterable[str]:
    if not file.is_file():
        raise MissingFile(file=file)
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold other line ends
    except UnicodeDecodeError as error:
        raise UndecodableText(file=file) from error


def _tell_import(outcomes: Sequence[ImportOutcome], wanted: int) -> None:
    refused = 0
    for outcome in outcomes:
        if outcome.refusal:
            refused += 1
            console.print(
                outcome.refusal.sentence(SETTINGS.language),
                style="red",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
        else:
            typer.echo(f"{outcome.source_id}  {outcome.name}")
    if wanted > 1:
        say("cli.imported", n=len(outcomes) - refused, refused=refused)
    if len(outcomes) < wanted:
        say("cli.import_stopped", n=wanted - len(outcomes))
        sys.exit(STOPPED_BY_KEY)
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
