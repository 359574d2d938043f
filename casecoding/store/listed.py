"""Whether a turn stands in a list that is given as one parameter, however long it is."""

import json
from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlalchemy.sql.functions import FunctionElement

from casecoding.domain.query import Place


def is_listed(
    source: SQLColumnExpression[str], number: SQLColumnExpression[int], places: tuple[Place, ...]
) -> ColumnElement[bool]:
    """Return whether the turn with this source and number is one of `places`."""
    return TurnListed(source, number, literal(json.dumps(places)))


class TurnListed(FunctionElement[bool]):
    """Whether (source, number) stands in a list given as JSON: one parameter however long it is."""

    type = Boolean()
    name = "turn_listed"
    inherit_cache = True


@compiles(TurnListed, "sqlite")
def _listed_in_sqlite(element: TurnListed, compiler: SQLCompiler, **rest: Any) -> str:
    source, number, places = (compiler.process(one, **rest) for one in element.clauses)
    pair = "json_extract(value, '$[0]'), json_extract(value, '$[1]')"
    pairs = f"SELECT {pair} FROM json_each({places})"  # noqa: S608 - compiled parts
    return f"(({source}, {number}) IN ({pairs}))"


@compiles(TurnListed, "postgresql")
def _listed_in_postgres(element: TurnListed, compiler: SQLCompiler, **rest: Any) -> str:
    source, number, places = (compiler.process(one, **rest) for one in element.clauses)
    listed = f"json_array_elements(CAST({places} AS json)) AS listed"
    pairs = f"SELECT listed ->> 0, CAST(listed ->> 1 AS integer) FROM {listed}"  # noqa: S608 - compiled parts
    return f"(({source}, {number}) IN ({pairs}))"
