"""What is known of cases, sources and participants beside their words: attributes and survey figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from casecoding.domain.attributes import (
    Attribute,
    AttributeSaid,
    Figure,
    Holder,
    Value,
    likely_kind,
    value_of,
)
from casecoding.domain.history import Action
from casecoding.errors import AttributeTwice, TableFault, UnknownAttribute
from casecoding.importing.tables import AttributeTable, TableRow, read_attribute_table, read_figures
from casecoding.store import attributes as stored
from casecoding.store.attributes import HolderCard
from casecoding.store.cases import case_id
from casecoding.store.sources import load_source
from casecoding.workbench.bench import Bench


@dataclass(frozen=True, slots=True)
class AttributeSheet:
    """The attributes of cases, of sources or of participants: a column each, a row per holder.

    `values` goes from (attribute id, holder id) to the value.
    """

    attributes: tuple[Attribute, ...]
    holders: tuple[HolderCard, ...]
    values: Mapping[tuple[str, str], Value]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table of attributes as it would be imported; `new_cases` are not in the study yet."""

    table: AttributeTable
    attributes: tuple[Attribute, ...]
    new_cases: tuple[str, ...]


def list_attributes(bench: Bench) -> tuple[Attribute, ...]:
    """Return the study's attributes in their order."""
    with bench.store.reading() as session:
        return stored.list_attributes(session)


def read_sheet(bench: Bench, holder: Holder) -> AttributeSheet:
    with bench.store.reading() as session:
        return AttributeSheet(
            attributes=tuple(one for one in stored.list_attributes(session) if one.holder is holder),
            holders=stored.list_holders(session, holder),
            values=stored.load_values(session),
        )


def save_attributes(bench: Bench, wanted: Sequence[Attribute], *, coder_id: str) -> None:
    """Make these the study's attributes; those with an id of "" are new, those left out are taken away.

    Raises AttributeTwice, or InvalidValue where a value does not fit the attribute's new kind.
    """
    _refuse_twice(wanted)
    with bench.writing(Action.SAVE_ATTRIBUTES, coder_id=coder_id) as session:
        kept = {one.id for one in wanted}
        for attribute in stored.list_attributes(session):
            if attribute.id not in kept:
                stored.remove_attribute(session, attribute.id, at=bench.clock())
        before = stored.load_values(session)
        for position, attribute in enumerate(wanted):
            known = attribute if attribute.id else replace(attribute, id=bench.new_id())
            stored.save_attribute(session, known, position=position)
            for (attribute_id, holder_id), value in before.items():
                if attribute_id == known.id:
                    again = value_of(known, value)
                    stored.set_value(session, known.id, holder_id, again, at=bench.clock())


def set_values(bench: Bench, values: Mapping[tuple[str, str], object], *, coder_id: str) -> int:
    """Store (attribute id, holder id) -> value; a blank one takes the value away. Return how many.

    Raises UnknownAttribute or InvalidValue; then nothing is stored.
    """
    with bench.writing(Action.SET_ATTRIBUTES, coder_id=coder_id, subject={"values": len(values)}) as session:
        known = {one.id: one for one in stored.list_attributes(session)}
        for (attribute_id, holder_id), given in values.items():
            if attribute_id not in known:
                raise UnknownAttribute(id=attribute_id, known=", ".join(one.name for one in known.values()))
            value = value_of(known[attribute_id], given)
            stored.set_value(session, attribute_id, holder_id, value, at=bench.clock())
    return len(values)


def preview_table(bench: Bench, name: str, content: bytes) -> TablePreview:
    """Read a table of attributes and say what it would do.

    Raises TableFault, UnreadableFile, UnknownSource, AmbiguousSource or InvalidValue.
    """
    table = read_attribute_table(name, content)
    with bench.store.reading() as session:
        attributes = tuple(_attributes_of(session, table))
        for row, attribute in ((row, one) for row in table.rows for one in attributes):
            value_of(attribute, row.cells.get(attribute.name))
        known = {one.name for one in stored.list_holders(session, Holder.CASE)}
        for row in table.rows:
            if table.holder is not Holder.CASE:
                _holder_id(session, table, row)
    named = dict.fromkeys(row.case for row in table.rows if row.case)
    return TablePreview(table, attributes, tuple(one for one in named if one not in known))


def import_table(bench: Bench, preview: TablePreview, *, coder_id: str) -> int:
    """Store a table of attributes as one step; return the number of values.

    Raises TableFault, UnknownSource, AmbiguousSource or InvalidValue; then nothing is stored.
    """
    subject = {"file": preview.table.name}
    stored_values = 0
    with bench.writing(Action.SET_ATTRIBUTES, coder_id=coder_id, subject=subject) as session:
        attributes = [_ensured(session, one, bench.new_id) for one in preview.attributes]
        for row in preview.table.rows:
            holder_id = _holder_id(session, preview.table, row)
            for attribute in attributes:
                value = value_of(attribute, row.cells.get(attribute.name))
                if value is not None:
                    stored.set_value(session, attribute.id, holder_id, value, at=bench.clock())
                    stored_values += 1
    return stored_values


def store_said(
    bench: Bench, session: Session, said: Iterable[AttributeSaid], *, source_id: str, case: str
) -> None:
    """Store what a manifest says of a source, its case and its participants, in the session's entry."""
    told = tuple(said)
    participants = {card.label: card.id for card in _participants_of(session, source_id)} if told else {}
    for one in told:
        attribute = _ensured(session, one.attribute, bench.new_id)
        holders = {
            Holder.CASE: case_id(session, case),
            Holder.SOURCE: source_id,
            Holder.PARTICIPANT: participants.get(one.label),
        }
        holder_id = holders[attribute.holder]
        value = value_of(attribute, one.value)
        if holder_id and value is not None:
            stored.set_value(session, attribute.id, holder_id, value, at=bench.clock())


def list_figures(bench: Bench) -> tuple[Figure, ...]:
    """Return the survey figures by measure, case and wave."""
    with bench.store.reading() as session:
        return stored.list_figures(session)


def save_figures(bench: Bench, wanted: Sequence[Figure], *, coder_id: str) -> None:
    """Make these the study's figures, as one step; the last of the same case, wave and measure counts."""
    with bench.writing(Action.SAVE_FIGURES, coder_id=coder_id, subject={"figures": len(wanted)}) as session:
        kept = {(one.case, one.wave, one.measure) for one in wanted}
        gone = [one for one in stored.list_figures(session) if (one.case, one.wave, one.measure) not in kept]
        stored.remove_figures(session, gone, at=bench.clock())
        stored.put_figures(session, wanted)


def import_figures(bench: Bench, name: str, content: bytes, *, coder_id: str) -> int:
    """Add the figures of a CSV or XLSX to the study as one step; return how many.

    Raises TableFault, UnreadableFile or UndecodableText; then nothing is stored.
    """
    figures = read_figures(name, content)
    subject = {"file": name, "figures": len(figures)}
    with bench.writing(Action.SAVE_FIGURES, coder_id=coder_id, subject=subject) as session:
        stored.put_figures(session, figures)
    return len(figures)


def _attributes_of(session: Session, table: AttributeTable) -> Iterable[Attribute]:
    """Give the attribute of each column: the study's of that name, else a new one of the likely kind."""
    known = _by_name(session, table.holder)
    for column in table.columns:
        kind, choices = likely_kind(table.values(column))
        yield known.get(column.casefold()) or Attribute("", column, table.holder, kind, choices)


def _ensured(session: Session, attribute: Attribute, make_id: Callable[[], str]) -> Attribute:
    """Return the study's attribute of this name and holder, made where there is none."""
    known = _by_name(session, attribute.holder).get(attribute.name.casefold())
    if known:
        return known
    made = replace(attribute, id=make_id())
    stored.save_attribute(session, made)
    return made


def _by_name(session: Session, holder: Holder) -> dict[str, Attribute]:
    return {one.name.casefold(): one for one in stored.list_attributes(session) if one.holder is holder}


def _holder_id(session: Session, table: AttributeTable, row: TableRow) -> str:
    if table.holder is Holder.CASE:
        if not row.case:
            raise TableFault(file=table.name, fault=f"{row.number}: case?")
        return case_id(session, row.case)
    source = load_source(session, row.source)
    if table.holder is Holder.SOURCE:
        return source.id
    wanted = row.label.casefold()
    found = [
        card.id
        for card in _participants_of(session, source.id)
        if wanted in {card.label.casefold(), card.name.casefold()}
    ]
    if len(found) != 1:
        raise TableFault(file=table.name, fault=f"{row.number}: {row.label!r}?")
    return found[0]


def _participants_of(session: Session, source_id: str) -> list[HolderCard]:
    cards = stored.list_holders(session, Holder.PARTICIPANT)
    return [card for card in cards if card.id.startswith(f"{source_id}.")]


def _refuse_twice(attributes: Sequence[Attribute]) -> None:
    seen = set()
    for attribute in attributes:
        key = (attribute.holder, attribute.name.casefold())
        if key in seen:
            raise AttributeTwice(name=attribute.name)
        seen.add(key)
