"""Taking it home: a Word report, an Excel workbook, a CSV file."""

from pathlib import Path

from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.domain.selection import Selection
from casecoding.errors import StudyUnwritable
from casecoding.exporting.csv_table import excerpts_csv
from casecoding.exporting.excel import excel_workbook
from casecoding.exporting.report import Report
from casecoding.exporting.word import word_report
from casecoding.i18n.translating import Translator
from casecoding.workbench.analysis import Question, read_excerpts, read_matrix
from casecoding.workbench.bench import Bench
from casecoding.workbench.reading import read_overview


def report_of(bench: Bench, selection: Selection, *, measure: Measure = Measure.CODINGS) -> Report:
    """Return what a report prints: the selected excerpts, their matrices, the codebook, who and when."""
    overview = read_overview(bench)
    themes_by_case = Question(Dimension.THEME, Dimension.CASE, measure, selection)
    themes_by_level = Question(Dimension.THEME, Dimension.LEVEL, measure, selection)
    return Report(
        title=overview.study.title,
        made=bench.clock(),
        selection=selection,
        codebook=overview.codebook,
        excerpts=read_excerpts(bench, selection),
        matrices=(read_matrix(bench, themes_by_case), read_matrix(bench, themes_by_level)),
        source_names={card.id: card.name for card in overview.sources},
        codings_by_code=overview.codings,
    )


def export_word(bench: Bench, selection: Selection, *, t: Translator) -> bytes:
    """Return the Word report (docx) of the selected codings."""
    return word_report(report_of(bench, selection), t=t)


def export_excel(bench: Bench, selection: Selection, *, t: Translator) -> bytes:
    """Return a workbook (xlsx): excerpts, matrices, codebook."""
    return excel_workbook(report_of(bench, selection), t=t)


def export_csv(bench: Bench, selection: Selection, *, t: Translator) -> bytes:
    """Return the selected codings as CSV in UTF-8, one line per coding."""
    return excerpts_csv(report_of(bench, selection), t=t)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; raises StudyUnwritable."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StudyUnwritable(place=path, reason=error.strerror) from error
