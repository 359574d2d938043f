"""Suggestions: make, explain, compare, evaluate, decide."""

import json
import sys
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.given import lines_as_they_come
from casecoding.cli.options import CoderName, InterviewerOption, JsonOption, StudyArgument
from casecoding.cli.talking import SETTINGS, STOPPED_BY_KEY, open_to_change, progress_bar, say, t, write_json
from casecoding.domain.suggestion import Flag, Grounds
from casecoding.i18n.translating import Translator
from casecoding.workbench import comparing, evaluating, explaining, records, reviewing
from casecoding.workbench.bench import ensure_coder, open_bench
from casecoding.workbench.codebook import read_codebook
from casecoding.workbench.jobs import Stopped
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.suggesting import suggest as run_suggesters

MEASURES = ("precision", "recall", "f1", "kappa")

commands = typer.Typer()


@commands.command(help=t("cli.suggest"))
def suggest(
    study: StudyArgument,
    source: Annotated[list[str] | None, typer.Option(help=t("cli.source"))] = None,
    with_interviewer: InterviewerOption = False,
    cues_only: Annotated[bool, typer.Option("--cues-only", help=t("learning.cli_cues_only"))] = False,
) -> None:
    bench = open_to_change(study)
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


@commands.command(help=t("learning.cli_evaluate"))
def evaluate(
    study: StudyArgument,
    gold: Annotated[str, typer.Option(help=t("learning.cli_gold"))],
    against: Annotated[str, typer.Option(help=t("learning.cli_against"))] = evaluating.SUGGESTIONS,
    as_json: JsonOption = False,
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


@commands.command(help=t("comparing.cli_compare"))
def compare(
    study: StudyArgument,
    codebook: Annotated[Path | None, typer.Option(help=t("comparing.cli_codebook"))] = None,
    run: Annotated[list[str] | None, typer.Option(help=t("comparing.cli_run"))] = None,
    show_runs: Annotated[bool, typer.Option("--list", help=t("comparing.cli_list"))] = False,
    as_json: JsonOption = False,
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


@commands.command(help=t("methods.cli_methods"))
def methods(
    study: StudyArgument,
    language: Annotated[str, typer.Option(help=t("methods.cli_language"))] = SETTINGS.language,
) -> None:
    chosen = Translator("en" if language == "en" else "da")
    typer.echo(methods_paragraph(open_bench(study), t=chosen) or t("methods.none"))


@commands.command("explain", help=t("cli.explain"))
def explain_lines(
    study: Annotated[str | None, typer.Argument(help=t("cli.study_or_none"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json_lines"))] = False,
) -> None:
    codebook = explaining.codebook_of(open_bench(study) if study else None)
    explainer = explaining.Explainer(codebook, model=SETTINGS.model)
    for explanation in chain.from_iterable(map(explainer.explain, lines_as_they_come(sys.stdin.fileno()))):
        if as_json:
            typer.echo(json.dumps(explaining.explanation_record(explanation), ensure_ascii=False))
        else:
            _show_explanation(explanation)


@commands.command(help=t("cli.suggestions"))
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


@commands.command(help=t("cli.review"))
def review(
    study: StudyArgument,
    suggestion: Annotated[str, typer.Argument(help=t("cli.suggestion"))],
    verdict: Annotated[str, typer.Argument(help=t("cli.verdict"))],
    grounds: Annotated[Grounds | None, typer.Option(help=t("learning.cli_grounds"))] = None,
    coder: CoderName = SETTINGS.coder,
) -> None:
    if verdict not in {"accept", "reject"}:
        raise typer.BadParameter(t("cli.verdict"))
    bench = open_to_change(study)
    coder_id = ensure_coder(bench, coder).id
    if verdict == "accept":
        typer.echo(reviewing.accept(bench, suggestion, coder_id=coder_id).id)
    else:
        reviewing.reject(bench, suggestion, coder_id=coder_id, grounds=grounds)


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
