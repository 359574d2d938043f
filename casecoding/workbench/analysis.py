"""Matrices and the quotations behind every cell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from casecoding.aggregating.matrix import WHOLE, AttributeDimension, Axis, Dimension, Matrix, Measure
from casecoding.aggregating.ordering import KeyOrder
from casecoding.aggregating.panels import Panels, lay_out_panels
from casecoding.domain.attributes import Attribute, AttributeKind
from casecoding.domain.codebook import Code, Codebook, CodeKind
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import EVIDENCE, Having, Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import SameDimension, UnknownDimension, UnknownMeasure
from casecoding.store.attributes import list_attributes, values_in_use
from casecoding.store.cases import list_cases
from casecoding.store.counting import count_codings, count_material, count_selected, material_keys
from casecoding.store.excerpts import list_excerpts
from casecoding.store.queries import count_along
from casecoding.store.study import list_coders, load_codebook
from casecoding.workbench.bench import Bench

MOST_VALUES = 40  # of an attribute that one chooses among
MOST_AXES = 3  # that tallies are counted along


@dataclass(frozen=True, slots=True)
class Question:
    """What a matrix is asked: rows, columns, measure, about what, and of what there is one each."""

    rows: Axis = Dimension.THEME
    columns: Axis = Dimension.CASE
    measure: Measure = Measure.CODINGS
    selection: Selection = field(default=EVIDENCE)
    panels: Axis | None = None

    @property
    def axes(self) -> tuple[Axis, ...]:
        return (self.rows, self.columns, *((self.panels,) if self.panels else ()))


def dimension_named(name: str) -> Dimension:
    """Return the dimension; raises UnknownDimension with the ones there are."""
    if name not in set(Dimension):
        raise UnknownDimension(id=name, known=", ".join(Dimension))
    return Dimension(name)


def measure_named(name: str) -> Measure:
    """Return the measure; raises UnknownMeasure with the ones there are."""
    if name not in set(Measure):
        raise UnknownMeasure(id=name, known=", ".join(Measure))
    return Measure(name)


def axes_of(bench: Bench) -> tuple[Axis, ...]:
    """Return everything that may stand on an axis: the dimensions, and the study's attributes."""
    with bench.store.reading() as session:
        return (*Dimension, *(AttributeDimension(one) for one in list_attributes(session)))


def attribute_choices(bench: Bench) -> dict[Attribute, list[str]]:
    """Return each attribute with the values that can be chosen among; without those that have very many."""
    with bench.store.reading() as session:
        used = values_in_use(session)
        attributes = list_attributes(session)
    return {
        one: _by_value(one, used[one.id])
        for one in attributes
        if 0 < len(used.get(one.id, ())) <= MOST_VALUES
    }


def axis_named(bench: Bench, name: str) -> Axis:
    """Return a dimension, or an attribute by "attribute-" and its id; raises UnknownDimension."""
    known = {axis.value: axis for axis in axes_of(bench)}
    if name not in known:
        raise UnknownDimension(id=name, known=", ".join(known))
    return known[name]


def read_matrix(bench: Bench, question: Question) -> Matrix:
    """Return the matrix that answers `question` without panels; its cells add up to the codings selected.

    Raises SameDimension when rows and columns are the same.
    """
    return read_panels(bench, replace(question, panels=None)).first


def read_panels(bench: Bench, question: Question) -> Panels:
    """Return a matrix per key of `question.panels`, or one; raises SameDimension of two axes that are one."""
    same = [axis.value for axis, number in Counter(question.axes).items() if number > 1]
    if same:
        raise SameDimension(id=same[0])
    selection = counted_selection(question)
    asked = (question.rows, question.columns, selection)
    with bench.store.reading() as session:
        codebook = load_codebook(session)

        def keys(axis: Axis) -> tuple[Axis, list[str]]:
            return axis, _keys(session, codebook, axis, selection)

        return lay_out_panels(
            count_codings(session, *asked, panels=question.panels),
            count_material(session, *asked, panels=question.panels),
            panels=keys(question.panels) if question.panels else None,
            rows=keys(question.rows),
            columns=keys(question.columns),
            measure=question.measure,
        )


def read_excerpts(
    bench: Bench, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> tuple[Excerpt, ...]:
    """Return the selected codings as excerpts, by case, wave, source and place."""
    with bench.store.reading() as session:
        return list_excerpts(session, selection, limit=limit, offset=offset)


def count_excerpts(bench: Bench, selection: Selection) -> int:
    with bench.store.reading() as session:
        return count_selected(session, selection)


def read_outline(
    bench: Bench, selection: Selection, order: Sequence[Dimension]
) -> dict[tuple[str, ...], int]:
    """Return how many excerpts stand under each path of a report's headings, in the report's order."""
    with bench.store.reading() as session:
        counted = _count_along(session, order, selection)
        places = KeyOrder(load_codebook(session))
    paths = sorted(
        counted, key=lambda path: [places.place(by, key) for by, key in zip(order, path, strict=True)]
    )
    return {path: counted[path] for path in paths}


def _count_along(
    session: Session, order: Sequence[Dimension], selection: Selection
) -> dict[tuple[str, ...], int]:
    """Return the selected codings per path of keys: as many axes as a matrix has come of the tallies."""
    if len(order) > MOST_AXES or selection.stances:
        return count_along(session, order, selection)
    rows, columns, panels = [*order, None, None, None][:MOST_AXES]
    counted = count_codings(session, rows, columns, selection, panels=panels)
    paths = (((one.row, one.column, one.panel), one.codings) for one in counted)
    return {path[: len(order)]: codings for path, codings in paths if codings}


def cell_selection(question: Question, row: str, column: str, *, panel: str = "") -> Selection:
    """Return what to select to see the codings that one cell counts; WHOLE in the place of a key is all."""
    selection = counted_selection(question)
    for axis, key in zip(question.axes, (row, column, panel), strict=False):
        if key != WHOLE:
            selection = narrowed(selection, axis, key)
    return selection


def counted_selection(question: Question) -> Selection:
    """Return what a matrix counts: the structural codes alone where they stand on an axis."""
    if Dimension.QUESTION not in question.axes:
        return question.selection
    return replace(question.selection, structure=True)


def _is_part(code: Code) -> bool:
    return code.kind is CodeKind.STRUCTURE


def _within(selection: Selection, theme_id: str) -> Selection:
    """Return the selection with only its codes of one theme."""
    chosen = tuple(code for code in selection.codes if code.partition(".")[0] == theme_id)
    if selection.codes and not chosen:
        return replace(selection, exact_codes=("",))
    return replace(selection, codes=chosen or (theme_id,))


def narrowed(selection: Selection, axis: Axis, key: str) -> Selection:  # noqa: C901, PLR0911 - one branch per dimension
    """Return what of the selection stands at one key of an axis."""
    match axis:
        case AttributeDimension(attribute):
            having = Having(attribute.id, attribute.holder, (key,))
            return replace(selection, attributes=(*selection.attributes, having))
        case Dimension.THEME:
            return _within(selection, key)
        case Dimension.CODE | Dimension.QUESTION:
            both = not selection.exact_codes or key in selection.exact_codes
            return replace(selection, exact_codes=(key if both else "",))
        case Dimension.CASE:
            return replace(selection, cases=(key,))
        case Dimension.LEVEL:
            return replace(selection, levels=(key,))
        case Dimension.WAVE:
            return replace(selection, waves=(key,))
        case Dimension.KIND:
            return replace(selection, kinds=(SourceKind(key),))
        case Dimension.SOURCE:
            return replace(selection, source_names=(key,))
        case Dimension.PARTICIPANT:
            return replace(selection, participants=(key,))
        case Dimension.ROLE:
            return replace(selection, roles=(key,))
        case Dimension.CODER:
            return replace(selection, coders=(key,))


def _keys(  # noqa: PLR0911 - one branch per dimension
    session: Session, codebook: Codebook, axis: Axis, selection: Selection
) -> list[str]:
    """Return the keys that stand on an axis even when nothing is counted there."""
    match axis:
        case AttributeDimension(attribute):
            return _by_value(attribute, material_keys(session, axis, selection))
        case Dimension.THEME:
            chosen = {code.partition(".")[0] for code in selection.codes}
            return [
                code.id for code in codebook.themes if code.id in chosen or not (chosen or _is_part(code))
            ]
        case Dimension.CODE:
            below = [one.id for code in selection.codes for one in codebook.with_children(code)]
            usual = () if below else codebook.without_structure()
            listed = [code.id for code in codebook if code.id in below or code in usual]
            return [one for one in listed if not selection.exact_codes or one in selection.exact_codes]
        case Dimension.QUESTION:
            return [code.id for code in codebook if _is_part(code) and code.parent_id]
        case Dimension.CASE:
            return [name for name in list_cases(session) if not selection.cases or name in selection.cases]
        case Dimension.LEVEL:
            return [one.id for one in codebook.levels if not selection.levels or one.id in selection.levels]
        case Dimension.CODER:
            names = [one.name for one in list_coders(session)]
            return [name for name in names if not selection.coders or name in selection.coders]
        case Dimension.WAVE | Dimension.KIND | Dimension.SOURCE | Dimension.PARTICIPANT | Dimension.ROLE:
            return material_keys(session, axis, selection)


def _by_value(attribute: Attribute, stored: Sequence[str]) -> list[str]:
    """Return stored values in the order of what they mean: choices, numbers, dates; "not stated" last."""
    listed = {choice: at for at, choice in enumerate(attribute.choices)}
    stated = [one for one in stored if one]
    if attribute.kind is AttributeKind.NUMBER:
        stated.sort(key=float)
    else:
        stated.sort(key=lambda one: (listed.get(one, len(listed)), one))
    return [*stated, *([""] if "" in stored else [])]
