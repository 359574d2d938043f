"""Files to hand on: reports, workbooks, tables; and the way back from a report to its places."""

# ruff: noqa: PLR0917 - Typer makes options of parameters

from collections.abc import Callable
from typing import Annotated

import typer

from casecoding.cli.filters import Filters, with_filters
from casecoding.cli.options import CoderOption, InterviewerOption, OutArgument, StudyArgument
from casecoding.cli.talking import SETTINGS, say, t, write_json
from casecoding.errors import Language
from casecoding.exporting.plan import CONTEXT, Part, ReportPlan, part_named
from casecoding.i18n.translating import Translator
from casecoding.workbench import analysis, reporting
from casecoding.workbench.bench import open_bench
from casecoding.workbench.finding import count_codings_found
from casecoding.workbench.records import found_coding_records, found_turn_records
from casecoding.workbench.references import find_reference
from casecoding.workbench.retrieving import search_for

commands = typer.Typer()
USUAL = ReportPlan()
LanguageOption = Annotated[str, typer.Option(help=t("report.language"))]


def _add_export(name: str, write: Callable[..., bytes]) -> None:
    @commands.command(f"export-{name}", help=t(f"cli.export_{name}"))
    @with_filters
    def export(
        study: StudyArgument,
        out: OutArgument,
        filters: Filters,
        part: Annotated[list[str] | None, typer.Option(help=t("report.cli_part"))] = None,
        by: Annotated[list[str] | None, typer.Option(help=t("report.cli_by"))] = None,
        length: Annotated[int, typer.Option(min=0, help=t("report.cli_length"))] = 0,
        context: Annotated[int, typer.Option(min=0, help=t("report.cli_context"))] = CONTEXT,
        anonymous: Annotated[bool, typer.Option("--anonymous", help=t("report.anonymous"))] = False,
        language: LanguageOption = SETTINGS.language,
        query: Annotated[str, typer.Option(help=t("search.cli_query"))] = "",
    ) -> None:
        bench = open_bench(study)
        found = search_for(bench, query, with_interviewer=filters.with_interviewer) if query else None
        selection = filters.selection(bench)
        plan = ReportPlan(
            parts=frozenset(map(part_named, part or Part)),
            order=tuple(map(analysis.dimension_named, by or USUAL.order)),
            length=length,
            context=context,
            anonymous=anonymous,
        )
        reporting.save(write(bench, selection, t=_translator(language), plan=plan, found=found), out)
        count = (
            count_codings_found(bench, found.search) if found else analysis.count_excerpts(bench, selection)
        )
        say("cli.exported", n=count, file=out)


_add_export("word", reporting.export_word)
_add_export("html", reporting.export_html)
_add_export("excel", reporting.export_excel)
_add_export("csv", reporting.export_csv)


@commands.command(help=t("search.cli_search"))
def search(
    study: StudyArgument,
    query: Annotated[str, typer.Argument(help=t("search.field"))],
    turns: Annotated[bool, typer.Option("--turns", help=t("search.cli_turns"))] = False,
    with_interviewer: InterviewerOption = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help=t("cli.json_lines"))] = False,
) -> None:
    bench = open_bench(study)
    found = search_for(bench, query, with_interviewer=with_interviewer).search
    for record in found_turn_records(bench, found) if turns else found_coding_records(bench, found):
        if as_jsonl:
            write_json(record)
        else:
            words = " ".join(record["quote"].split())
            typer.echo(f"{record['reference']}  {record['case']}  {words}")


@commands.command("export-transcript", help=t("transcript.intro"))
def export_transcript(
    study: StudyArgument,
    source: Annotated[str, typer.Argument(help=t("cli.source"))],
    out: OutArgument,
    coder: CoderOption = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=t("report.anonymous"))] = False,
    language: LanguageOption = SETTINGS.language,
) -> None:
    words = _translator(language)
    content = reporting.export_transcript(
        open_bench(study), source, t=words, coders=tuple(coder or ()), anonymous=anonymous
    )
    reporting.save(content, out)
    say("transcript.written", file=out)


@commands.command(help=t("references.cli_find"))
def find(
    study: StudyArgument,
    reference: Annotated[str, typer.Argument(help=t("references.field"))],
) -> None:
    place = find_reference(open_bench(study), reference)
    typer.echo(f"{place.source_name} · {place.case} · {place.reference} · {place.start}\n{place.words}")


def _translator(language: str) -> Translator:
    chosen: Language = "en" if language == "en" else "da"
    return Translator(chosen)
