"""The framework matrix: cases by themes, each cell a written summary over its quotations."""

from collections.abc import Mapping, Sequence

from casecoding.aggregating.matrix import Dimension, Matrix
from casecoding.domain.attributes import Attribute, AttributeKind, Holder, Value, to_text
from casecoding.domain.history import SUMMARY_ACTIONS, Action
from casecoding.domain.selection import Selection
from casecoding.domain.summary import FrameworkCell, FrameworkRow, Summary
from casecoding.store import summaries as stored
from casecoding.workbench.analysis import Question, read_matrix
from casecoding.workbench.bench import Bench
from casecoding.workbench.metadata import AttributeSheet, read_sheet
from casecoding.workbench.taking_back import Reverted, undo


def read_framework(
    bench: Bench, *, themes: Sequence[str] = (), ordered_by: str = "", coders: tuple[str, ...] = ()
) -> tuple[FrameworkRow, ...]:
    """Return a row per case with a cell per theme, all themes unless named.

    Rows stand by the attribute of cases with the id `ordered_by`, else by name; a case without a
    value comes last. `coders` are those whose codings are counted, all unless named.
    """
    matrix = read_matrix(bench, Question(Dimension.CASE, Dimension.THEME, selection=Selection(coders=coders)))
    with bench.store.reading() as session:
        written = stored.list_summaries(session)
    sheet = read_sheet(bench, Holder.CASE)
    attribute = next((one for one in sheet.attributes if one.id == ordered_by), None)
    values = _values(sheet, attribute) if attribute else {}
    cases = dict.fromkeys([*matrix.rows, *(case for case, _ in written)])
    columns = themes or list(dict.fromkeys([*matrix.columns, *(theme for _, theme in written)]))
    return tuple(
        FrameworkRow(
            case=case,
            value=to_text(values[case]) if case in values else "",
            cells=tuple(_cell(matrix, case, theme, written) for theme in columns),
        )
        for case in sorted(cases, key=lambda case: _place(case, values, attribute))
    )


def case_attributes(bench: Bench) -> tuple[Attribute, ...]:
    """Return the attributes of cases, by which rows can be ordered."""
    return read_sheet(bench, Holder.CASE).attributes


def write_summary(bench: Bench, case: str, theme: str, words: str, *, coder_id: str) -> None:
    """Write a cell; blank words take it away. It counts as up to date with the codings as they are now."""
    subject = {"case": case, "code": theme}
    with bench.writing(Action.WRITE_SUMMARY, coder_id=coder_id, subject=subject) as session:
        stored.put_summary(session, case, theme, words.strip(), coder_id=coder_id, at=bench.clock())


def undo_summary(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back what the coder wrote last; raises NothingToUndo or MovedOn."""
    return undo(bench, coder_id=coder_id, actions=SUMMARY_ACTIONS)


def _values(sheet: AttributeSheet, attribute: Attribute) -> dict[str, Value]:
    return {
        card.name: sheet.values[attribute.id, card.id]
        for card in sheet.holders
        if (attribute.id, card.id) in sheet.values
    }


def _place(
    case: str, values: Mapping[str, Value], attribute: Attribute | None
) -> tuple[bool, float, str, str]:
    """Return what to sort a case by: numbers by size, choices in their order, the rest as text."""
    value = values.get(case)
    if value is None or attribute is None:
        return True, 0.0, "", case
    if attribute.kind is AttributeKind.CHOICE and value in attribute.choices:
        return False, float(attribute.choices.index(str(value))), "", case
    number = float(value) if isinstance(value, int | float) else 0.0
    return False, number, to_text(value), case


def _cell(matrix: Matrix, case: str, theme: str, written: Mapping[stored.Cell, Summary]) -> FrameworkCell:
    known = matrix.cells.get((case, theme))
    return FrameworkCell(theme, known.count.codings if known else 0, written.get((case, theme)))
