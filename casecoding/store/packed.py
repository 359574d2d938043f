"""Columns of numbers packed group by group: read far faster than row by row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Packed(FunctionElement[str]):
    """All values of a group, in the order of its rows, as text that `unpacked` reads."""

    type = String()
    name = "packed"
    inherit_cache = True


def unpacked(groups: Sequence[str]) -> NDArray[np.int64]:
    """Return the values of all groups, one after the other."""
    return np.fromstring(",".join(group[1:-1] for group in groups), dtype=np.int64, sep=",")


@compiles(Packed, "sqlite")
def _packed_in_sqlite(element: Packed, compiler: SQLCompiler, **rest: Any) -> str:
    return f"json_group_array({compiler.process(element.clauses, **rest)})"


@compiles(Packed, "postgresql")
def _packed_in_postgres(element: Packed, compiler: SQLCompiler, **rest: Any) -> str:
    return f"CAST(json_agg({compiler.process(element.clauses, **rest)}) AS text)"
