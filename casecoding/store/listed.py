"""Whether a turn stands in a list that is given as one parameter, however long it is."""

import json
from typing import Any

from sqlalchemy import Boolean, ColumnElement, String, cast, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlalchemy.sql.functions import FunctionElement

from casecoding.domain.query import Places


def turn_key(source: SQLColumnExpression[str], number: SQLColumnExpression[int]) -> SQLColumnExpression[str]:
    """Return a turn as one value: what is not in a list of pairs is looked for in vain row by row."""
    return source + literal(" ") + cast(number, String)


def is_listed(key: SQLColumnExpression[str], places: Places) -> ColumnElement[bool]:
    """Return whether the turn with this key is one of `places`."""
    told = {source_id: list(numbers) for source_id, numbers in places.items()}
    return TurnListed(key, literal(json.dumps(told)))


class TurnListed(FunctionElement[bool]):
    """Whether a turn's key stands in a list given as JSON: one parameter however long it is."""

    type = Boolean()
    name = "turn_listed"
    inherit_cache = True


@compiles(TurnListed, "sqlite")
def _listed_in_sqlite(element: TurnListed, compiler: SQLCompiler, **rest: Any) -> str:
    key, places = (compiler.process(one, **rest) for one in element.clauses)
    listed = f"json_each({places}) AS told, json_each(told.value) AS turn_told"
    keys = f"SELECT told.key || ' ' || turn_told.value FROM {listed}"  # noqa: S608 - compiled parts
    return f"({key} IN ({keys}))"


@compiles(TurnListed, "postgresql")
def _listed_in_postgres(element: TurnListed, compiler: SQLCompiler, **rest: Any) -> str:
    key, places = (compiler.process(one, **rest) for one in element.clauses)
    listed = f"json_each(CAST({places} AS json)) AS told, json_array_elements_text(told.value) AS turn_told"
    keys = f"SELECT told.key || ' ' || turn_told FROM {listed}"  # noqa: S608 - compiled parts
    return f"({key} IN ({keys}))"
