"""Taking it home: a report in Word or HTML, a coded transcript, an Excel workbook, a CSV file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from casecoding.aggregating.matrix import Dimension, Matrix, Measure
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.found import lines_of
from casecoding.domain.reference import source_code
from casecoding.domain.selection import Selection
from casecoding.errors import StudyUnwritable
from casecoding.exporting.anonymizing import Aliases, Person, anonymized, without_names
from casecoding.exporting.csv_table import excerpts_csv
from casecoding.exporting.excel import excel_workbook
from casecoding.exporting.html_page import html_report
from casecoding.exporting.lines_table import lines_workbook
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.exporting.report import CoderLine, Report, RunLine, SourceLine
from casecoding.exporting.transcript import Transcript, coded_transcript
from casecoding.exporting.word import word_report
from casecoding.i18n.translating import Translator
from casecoding.memory import give_back_memory
from casecoding.store.attributes import list_attributes
from casecoding.store.runs import Run, list_runs
from casecoding.store.source_lists import SourceCard
from casecoding.store.sources import load_source, source_numbers
from casecoding.workbench.analysis import Question, read_excerpts, read_matrix
from casecoding.workbench.bench import Bench
from casecoding.workbench.covering import read_coverage
from casecoding.workbench.finding import read_codings_found, read_turns_found
from casecoding.workbench.framework import read_framework
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.reading import Overview, read_overview
from casecoding.workbench.retrieving import Found

USUAL = ReportPlan()
AROUND = 160  # characters beside a hit in a workbook


def report_of(
    bench: Bench,
    selection: Selection,
    *,
    t: Translator,
    plan: ReportPlan = USUAL,
    found: Found | None = None,
) -> Report:
    """Return what a report prints: the selected excerpts and what its appendices tell.

    With `found` it is about what a search found; matrices count whole selections and are left out.
    """
    overview = read_overview(bench)
    excerpts = read_codings_found(bench, found.search) if found else read_excerpts(bench, selection)
    with bench.store.reading() as session:
        numbers, runs = source_numbers(session), list_runs(session)
        attributes = list_attributes(session)
    report = Report(
        title=overview.study.title,
        made=bench.clock(),
        selection=selection,
        codebook=overview.codebook,
        excerpts=excerpts,
        matrices=() if found else tuple(_matrices(bench, selection)),
        source_names={card.id: card.name for card in overview.sources},
        codings_by_code=overview.codings,
        query=found.query if found else "",
        plan=replace(plan, parts=plan.parts - {Part.MATRIX}) if found else plan,
        methods=methods_paragraph(bench, t=t),
        framework=read_framework(bench, ordered_by=plan.framework_by),
        material=tuple(_material(_within(overview.sources, selection), numbers)),
        coverage=read_coverage(bench, selection),
        coders=tuple(_coder_lines(excerpts)),
        runs=tuple(map(_run_line, runs)),
        attributes=attributes,
    )
    return _without_names(report, overview, numbers) if plan.anonymous else report


class Export(Protocol):
    """Makes a file of the selected codings, or of those found, in the translator's language."""

    def __call__(
        self,
        bench: Bench,
        selection: Selection,
        *,
        t: Translator,
        plan: ReportPlan = USUAL,
        found: Found | None = None,
    ) -> bytes: ...


def _written_by(write: Callable[..., bytes]) -> Export:
    def export(
        bench: Bench,
        selection: Selection,
        *,
        t: Translator,
        plan: ReportPlan = USUAL,
        found: Found | None = None,
    ) -> bytes:
        content = write(report_of(bench, selection, t=t, plan=plan, found=found), t=t)
        give_back_memory()
        return content

    return export


export_word = _written_by(word_report)
export_html = _written_by(html_report)
export_excel = _written_by(excel_workbook)
export_csv = _written_by(excerpts_csv)


def export_lines(bench: Bench, found: Found, *, t: Translator) -> bytes:
    """Return a workbook (xlsx) with a line for each place in the text that a search found."""
    overview = read_overview(bench)
    turns = read_turns_found(bench, found.search)
    lines = [line for turn in turns for line in lines_of(turn, found.search.query, around=AROUND)]
    return lines_workbook(lines, query=found.query, made=bench.clock(), codebook=overview.codebook, t=t)


def export_transcript(
    bench: Bench, source: str, *, t: Translator, coders: tuple[str, ...] = (), anonymous: bool = False
) -> bytes:
    """Return a source as a Word file with its codings as shades and comments; raises UnknownSource.

    `coders` are those whose codings are shown, all unless named.
    """
    overview = read_overview(bench)
    with bench.store.reading() as session:
        loaded, numbers = load_source(session, source), source_numbers(session)
    selection = Selection(sources=(loaded.id,), coders=coders, with_interviewer=True)
    transcript = Transcript(
        source=loaded,
        number=numbers[loaded.id],
        codebook=overview.codebook,
        excerpts=read_excerpts(bench, selection),
        made=bench.clock(),
        aliases=_aliases(overview, numbers) if anonymous else None,
    )
    return coded_transcript(transcript, t=t)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; raises StudyUnwritable."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StudyUnwritable(place=path, reason=error.strerror) from error


def _matrices(bench: Bench, selection: Selection) -> Iterator[Matrix]:
    for columns in (Dimension.CASE, Dimension.LEVEL):
        yield read_matrix(bench, Question(Dimension.THEME, columns, Measure.CODINGS, selection))


def _within(cards: Iterable[SourceCard], selection: Selection) -> Iterator[SourceCard]:
    """Give the sources that the selection's filters on sources let through."""
    for card in cards:
        wanted = (
            (selection.cases, card.case),
            (selection.waves, card.wave),
            (selection.kinds, card.kind),
            (selection.sources, card.id),
        )
        if all(not chosen or value in chosen for chosen, value in wanted):
            yield card


def _material(cards: Iterable[SourceCard], numbers: Mapping[str, int]) -> Iterator[SourceLine]:
    for card in cards:
        code = source_code(card.kind, numbers[card.id])
        yield SourceLine(card.id, code, card.name, card.case, card.level, card.wave)


def _coder_lines(excerpts: Iterable[Excerpt]) -> Iterator[CoderLine]:
    """Give each coder's codings among the excerpts, and when the first and the latest of them were made."""
    made: defaultdict[str, list[datetime]] = defaultdict(list)
    for one in excerpts:
        made[one.coder].append(one.coding.created)
    for coder, at in sorted(made.items()):
        yield CoderLine(coder, len(at), min(at), max(at))


def _run_line(run: Run) -> RunLine:
    model = f"{run.model_name} {run.model_version}"
    return RunLine(run.id, run.started, model, run.codebook_version, run.sources, run.suggestions)


def _without_names(report: Report, overview: Overview, numbers: Mapping[str, int]) -> Report:
    aliases = _aliases(overview, numbers)
    whole = without_names(replace(report, excerpts=()), aliases)
    return replace(
        whole,
        query=aliases.in_words(report.query, any_case=True),
        excerpts=tuple(anonymized(one, aliases) for one in report.excerpts),
        source_names={card.id: source_code(card.kind, numbers[card.id]) for card in overview.sources},
        material=tuple(replace(one, name=one.code) for one in whole.material),
        withheld_ids=frozenset(code.id for code in report.codebook if aliases.are_in_id(code.id)),
    )


def _aliases(overview: Overview, numbers: Mapping[str, int]) -> Aliases:
    people = [
        Person(card.id, f"{code}-{number}", who.name, who.role, who.label)
        for card in overview.sources
        for code in (source_code(card.kind, numbers[card.id]),)
        for number, who in enumerate(card.participants, start=1)
    ]
    role_words = [word for level in overview.codebook.levels for word in level.roles]
    return Aliases(people, role_words=role_words, places=overview.cases)
