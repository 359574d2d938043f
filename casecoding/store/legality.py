"""Values that no casecoding wrote: a damaged or altered file may hold anything in any column."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, inspect
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from casecoding.codebook_places import Where
from casecoding.codebook_tables import code_from_table
from casecoding.domain.attributes import AttributeKind, Holder
from casecoding.domain.codebook import CodeKind
from casecoding.domain.coding import Stance
from casecoding.domain.history import Action
from casecoding.domain.source import SourceKind, TurnStyle
from casecoding.domain.suggestion import Grounds, Verdict
from casecoding.errors import CodebookFault
from casecoding.store.mapping import reason_from_json
from casecoding.store.recording import logged_tables
from casecoding.store.tables import UtcDateTime

Values = Mapping[str, Any]  # column -> value as SQLite keeps it

CLOSED: Mapping[tuple[str, str], type[StrEnum]] = {
    ("source", "kind"): SourceKind,
    ("turn", "style"): TurnStyle,
    ("code", "kind"): CodeKind,
    ("coding", "stance"): Stance,
    ("suggestion", "verdict"): Verdict,
    ("suggestion", "grounds"): Grounds,
    ("attribute", "kind"): AttributeKind,
    ("attribute", "holder"): Holder,
    ("log_entry", "action"): Action,
}
LISTS = frozenset({"choices", "roles"})


def illegal_rows(study: Path) -> Iterator[tuple[str, str]]:
    """Give (table, key) of each row of a study file that holds a value which cannot be there."""
    with closing(sqlite3.connect(f"{study.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        for table in SQLModel.metadata.sorted_tables:
            names = [column.name for column in table.columns]
            columns = ", ".join(f'"{name}"' for name in names)
            for values in connection.execute(f'SELECT {columns} FROM "{table.name}"'):  # noqa: S608 - ours
                row = dict(zip(names, values, strict=True))
                if not _is_legal(table, row):
                    yield table.name, " ".join(str(row[key.name]) for key in table.primary_key.columns)


def _is_legal(table: Table, row: Values) -> bool:
    columns = all(_is_value(table.name, column, row[column.name]) for column in table.columns)
    return columns and all(check(row) for check in WHOLES.get(table.name, ()))


def _is_value(table: str, column: Column[Any], value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    closed = CLOSED.get((table, column.name))
    if closed:
        return value in set(closed)
    if isinstance(column.type, JSON):
        return _is_json(value, kind=list if column.name in LISTS else dict)
    return next(check(value) for kind, check in CHECKS if isinstance(column.type, kind))


def _is_json(value: Any, *, kind: type) -> bool:
    try:
        return isinstance(json.loads(value), kind)
    except (ValueError, TypeError, RecursionError):
        return False


def _is_moment(value: Any, *, kind: type[date]) -> bool:
    try:
        return bool(kind.fromisoformat(value))
    except (ValueError, TypeError):
        return False


def _is_text(value: Any) -> bool:
    try:
        return bool(value.encode() is not None)
    except (AttributeError, UnicodeEncodeError):
        return False


def _is_place(row: Values) -> bool:
    return bool(0 <= row["start"] < row["end"])


def _is_code(row: Values) -> bool:
    try:
        return code_from_table(json.loads(row["content"]), where=Where("")).id == str(row["id"])
    except (CodebookFault, ValueError, TypeError, KeyError, AttributeError):
        return False


def _has_reason(row: Values) -> bool:
    try:
        return bool(reason_from_json(json.loads(row["reason"])))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _is_change(row: Values) -> bool:
    """Tell whether a change of the log names columns of a table that is logged."""
    row_class = logged_tables().get(row["table_name"])
    if row_class is None:
        return False
    named = json.loads(row["before"] or "{}").keys() | json.loads(row["after"]).keys()
    return bool(named <= set(inspect(row_class).columns.keys()))


WHOLES: Mapping[str, Sequence[Callable[[Values], bool]]] = {
    "code": (_is_code,),
    "turn": (_is_place,),
    "coding": (_is_place,),
    "suggestion": (_is_place, _has_reason),
    "log_change": (_is_change,),
}
CHECKS: Sequence[tuple[type[TypeEngine[Any]], Callable[[Any], bool]]] = (
    (Boolean, lambda value: value in {0, 1}),
    (Integer, lambda value: isinstance(value, int)),
    (Float, lambda value: isinstance(value, int | float)),
    (LargeBinary, lambda value: isinstance(value, bytes)),
    (DateTime, partial(_is_moment, kind=datetime)),
    (UtcDateTime, partial(_is_moment, kind=datetime)),
    (Date, partial(_is_moment, kind=date)),
    (TypeEngine, _is_text),
)
