"""Attributes of cases, sources and speakers: which there are, their values as tables, tables to take in."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from casecoding.domain.attributes import Attribute, AttributeKind, Holder, Value, is_blank
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, form_round, next_form_round
from casecoding.ui.table_upload import uploaded_table
from casecoding.workbench.metadata import (
    AttributeSheet,
    import_table,
    list_attributes,
    preview_table,
    read_sheet,
    save_attributes,
    set_values,
)


def render_attributes(session: Session) -> None:
    """Show the attributes of each sort of holder and let the person change them."""
    t = session.t
    sheets = {holder: read_sheet(session.bench, holder) for holder in Holder}
    if not any(sheet.attributes for sheet in sheets.values()):
        st.info(t("metadata.none_yet"))
    for holder, sheet in sheets.items():
        if sheet.attributes and sheet.holders:
            st.subheader(t(f"metadata.holder_{holder.value}"))
            _values(session, holder, sheet)
    with st.expander(t("metadata.definitions"), expanded=not any(one.attributes for one in sheets.values())):
        _definitions(session)
    if st.toggle(t("metadata.table"), key="attribute_table_on"):
        _table(session)


def _values(session: Session, holder: Holder, sheet: AttributeSheet) -> None:
    """Show one row per holder and one column per attribute; store the cells that were changed."""
    t = session.t
    about, cells = _about(holder, sheet, t), _cells(sheet, t)
    edited = st.data_editor(
        pd.concat([about, cells], axis=1),
        hide_index=True,
        placeholder="",
        width="stretch",
        disabled=list(about.columns),
        column_config={one.name: _column(one, t) for one in sheet.attributes},
        key=f"values_{holder.value}_{form_round()}",
    )
    changed = {
        (attribute.id, card.id): _typed(edited.at[place, attribute.name], t)
        for place, card in enumerate(sheet.holders)
        for attribute in sheet.attributes
        if _differ(edited.at[place, attribute.name], cells.at[place, attribute.name])
    }
    if st.button(t("metadata.save_values"), key=f"save_{holder.value}", disabled=not changed, type="primary"):
        with shown_errors():
            stored = set_values(session.bench, changed, coder_id=session.coder_id)
            st.toast(t("metadata.values_stored", n=stored))
            next_form_round()
            st.rerun()


def _about(holder: Holder, sheet: AttributeSheet, t: Translator) -> pd.DataFrame:
    """Return who or what each row is about: the name, and a speaker's source."""
    told = {t("metadata.of_whom"): [card.name for card in sheet.holders]}
    if holder is Holder.PARTICIPANT:
        told[t("metadata.source_of")] = [card.source for card in sheet.holders]
    return pd.DataFrame(told)


def _cells(sheet: AttributeSheet, t: Translator) -> pd.DataFrame:
    """Return the values: a column per attribute, typed as the attribute is, a row per holder."""
    columns = {}
    for one in sheet.attributes:
        values = [_cell(sheet.values.get((one.id, card.id)), t) for card in sheet.holders]
        columns[one.name] = pd.Series(
            values, dtype="Float64" if one.kind is AttributeKind.NUMBER else "object"
        )
    return pd.DataFrame(columns)


def _differ(new: object, old: object) -> bool:
    return not (is_blank(new) and is_blank(old)) and (is_blank(new) or is_blank(old) or new != old)


def _column(attribute: Attribute, t: Translator) -> ColumnConfig | str:
    match attribute.kind:
        case AttributeKind.NUMBER:
            return st.column_config.NumberColumn()
        case AttributeKind.DATE:
            return st.column_config.DateColumn(format="YYYY-MM-DD")
        case AttributeKind.YES_NO:
            return st.column_config.SelectboxColumn(options=["", t("metadata.yes"), t("metadata.no")])
        case AttributeKind.CHOICE:
            return st.column_config.SelectboxColumn(options=["", *attribute.choices])
        case AttributeKind.TEXT:
            return st.column_config.TextColumn()


def _cell(value: Value | None, t: Translator) -> object:
    if isinstance(value, bool):
        return t("metadata.yes") if value else t("metadata.no")
    return value


def _typed(cell: object, t: Translator) -> object:
    """Return what stands in a cell as the workbench takes it; the page's own yes and no as truth values."""
    if is_blank(cell):
        return None
    return (
        {t("metadata.yes"): True, t("metadata.no"): False}.get(cell, cell) if isinstance(cell, str) else cell
    )


def _definitions(session: Session) -> None:
    t = session.t
    known = list_attributes(session.bench)
    holders = {t(f"metadata.holder_{one.value}"): one for one in Holder}
    kinds = {t(f"metadata.kind_{one.value.replace('-', '_')}"): one for one in AttributeKind}
    names = {column: t(f"metadata.column_{column}") for column in ("name", "holder", "kind", "choices")}
    st.caption(t("metadata.definitions_note"))
    table = pd.DataFrame(
        [
            {
                "id": one.id,
                names["name"]: one.name,
                names["holder"]: t(f"metadata.holder_{one.holder.value}"),
                names["kind"]: t(f"metadata.kind_{one.kind.value.replace('-', '_')}"),
                names["choices"]: ", ".join(one.choices),
            }
            for one in known
        ],
        columns=["id", *names.values()],
        dtype="string",
    )
    edited = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        width="stretch",
        column_order=list(names.values()),
        column_config={
            names["holder"]: st.column_config.SelectboxColumn(options=list(holders), required=True),
            names["kind"]: st.column_config.SelectboxColumn(options=list(kinds), required=True),
        },
        key=f"definitions_{form_round()}",
    )
    if st.button(t("metadata.save_definitions"), type="primary"):
        rows = edited.rename(columns={shown: column for column, shown in names.items()}).to_dict("records")
        with shown_errors():
            save_attributes(session.bench, _wanted(rows, holders, kinds), coder_id=session.coder_id)
            next_form_round()
            st.rerun()


def _wanted(
    rows: Sequence[Mapping[Hashable, Any]],
    holders: Mapping[str, Holder],
    kinds: Mapping[str, AttributeKind],
) -> list[Attribute]:
    return [
        Attribute(
            "" if is_blank(row["id"]) else str(row["id"]),
            str(row["name"]).strip(),
            holders[row["holder"]],
            kinds[row["kind"]],
            () if is_blank(row["choices"]) else _parted(str(row["choices"])),
        )
        for row in rows
        if not is_blank(row["name"])
    ]


def _parted(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in words.split(",") if part.strip()))


def _table(session: Session) -> None:
    t = session.t
    st.caption(t("metadata.table_note"))
    upload = uploaded_table(t, key="attribute_table")
    if upload is None:
        return
    with shown_errors():
        preview = preview_table(session.bench, upload.name, upload.getvalue())
        columns = ", ".join(_named(one, t) for one in preview.attributes)
        holder = t(f"metadata.holder_{preview.table.holder.value}").lower()
        told = t("metadata.table_found", rows=len(preview.table.rows), holder=holder, columns=columns)
        st.markdown(escaped(told))
        if preview.new_cases:
            st.warning(escaped(t("metadata.table_new_cases", cases=", ".join(preview.new_cases))))
        if st.button(t("metadata.table_store"), type="primary"):
            stored = import_table(session.bench, preview, coder_id=session.coder_id)
            st.toast(t("metadata.values_stored", n=stored))
            next_form_round()
            st.rerun()


def _named(attribute: Attribute, t: Translator) -> str:
    kind = t(f"metadata.kind_{attribute.kind.value.replace('-', '_')}").lower()
    return f"{attribute.name} ({kind})"
