"""Views of the matrix: saved by name, opened again, told as JSON."""

from dataclasses import asdict, replace
from typing import Any

from sqlmodel import Session

from casecoding.aggregating.matrix import AttributeDimension, Axis, Dimension, Measure
from casecoding.domain.attributes import Attribute, Holder
from casecoding.domain.history import VIEW_ACTIONS, Action
from casecoding.domain.selection import Having, Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import UnknownView, UnnamedView
from casecoding.store import views
from casecoding.store.attributes import list_attributes
from casecoding.store.cases import list_cases
from casecoding.store.source_lists import list_waves
from casecoding.store.study import list_coders, load_codebook
from casecoding.workbench.analysis import Question
from casecoding.workbench.bench import Bench
from casecoding.workbench.taking_back import Reverted, undo


def list_views(bench: Bench) -> tuple[str, ...]:
    """Return the names of the saved views."""
    with bench.store.reading() as session:
        return tuple(views.list_views(session))


def save_view(bench: Bench, name: str, question: Question, *, coder_id: str) -> None:
    """Keep a question under a name, in the place of one that has it already; raises UnnamedView."""
    called = " ".join(name.split())
    if not called:
        raise UnnamedView
    with bench.writing(Action.SAVE_VIEW, coder_id=coder_id, subject={"name": called}) as session:
        views.put_view(session, called, question_to_json(question), view_id=bench.new_id())


def open_view(bench: Bench, name: str) -> Question:
    """Return a saved question, without what is no longer in the study; raises UnknownView."""
    with bench.store.reading() as session:
        kept = views.list_views(session)
        attributes = {one.id: one for one in list_attributes(session)}
        if name not in kept:
            raise UnknownView(name=name, known=", ".join(kept))
        question = question_from_json(kept[name], attributes)
        return replace(question, selection=_still_there(session, question.selection))


def remove_view(bench: Bench, name: str, *, coder_id: str) -> None:
    """Take a saved view away; raises UnknownView."""
    with bench.writing(Action.REMOVE_VIEW, coder_id=coder_id, subject={"name": name}) as session:
        if not views.remove_view(session, name, at=bench.clock()):
            raise UnknownView(name=name, known=", ".join(views.list_views(session)))


def undo_view(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back the person's newest change to the saved views; raises NothingToUndo or MovedOn."""
    return undo(bench, coder_id=coder_id, actions=VIEW_ACTIONS)


def question_to_json(question: Question) -> dict[str, Any]:
    """Return a question as JSON values; `question_from_json` is its inverse."""
    chosen = {name: value for name, value in asdict(question.selection).items() if value != _USUAL[name]}
    return {
        "rows": question.rows.value,
        "columns": question.columns.value,
        "panels": question.panels.value if question.panels else None,
        "measure": question.measure.value,
        "selection": chosen,
    }


def question_from_json(values: dict[str, Any], attributes: dict[str, Attribute]) -> Question:
    """Return the question; an attribute that is gone gives way to the usual axis, or filters nothing."""
    usual = Question()
    return Question(
        rows=_axis(values["rows"], attributes) or usual.rows,
        columns=_axis(values["columns"], attributes) or usual.columns,
        measure=Measure(values["measure"]),
        selection=_selection(values["selection"], attributes),
        panels=_axis(values["panels"], attributes),
    )


def _axis(name: str | None, attributes: dict[str, Attribute]) -> Axis | None:
    if name in set(Dimension):
        return Dimension(name)
    known = {axis.value: axis for axis in map(AttributeDimension, attributes.values())}
    return known.get(name or "")


def _selection(chosen: dict[str, Any], attributes: dict[str, Attribute]) -> Selection:
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items()
    }
    told["kinds"] = tuple(SourceKind(one) for one in chosen.get("kinds", ()))
    told["attributes"] = tuple(
        Having(one["attribute_id"], Holder(one["holder"]), tuple(one["values"]))
        for one in chosen.get("attributes", ())
        if one["attribute_id"] in attributes
    )
    return Selection(**told)


def _still_there(session: Session, selection: Selection) -> Selection:
    """Return the selection without codes, levels, cases, waves and coders that are gone."""
    codebook = load_codebook(session)
    known = {
        "codes": {code.id for code in codebook},
        "levels": {level.id for level in codebook.levels},
        "cases": set(list_cases(session)),
        "waves": set(list_waves(session)),
        "coders": {coder.name for coder in list_coders(session)},
    }
    kept: dict[str, Any] = {
        name: tuple(one for one in getattr(selection, name) if one in there) for name, there in known.items()
    }
    return replace(selection, **kept)


_USUAL = asdict(Selection())
