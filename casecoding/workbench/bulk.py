"""JSON lines -> markings, for coding in bulk."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from casecoding.domain.coding import Stance
from casecoding.errors import BulkLineRefused
from casecoding.workbench.coding import Marking

REQUIRED = {"source": str, "start": int, "end": int, "quote": str, "code": str}


def read_markings(lines: Iterable[str], *, coder: str) -> Iterator[tuple[int, Marking, str]]:
    """Give (line number from 1, marking, coder's name); `coder` is who codes where a line names nobody.

    A line holds source, start, end, quote and code, and may hold coder, stance and memo.
    Raises BulkLineRefused with the line's number.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            record = _record(number, line)
            yield number, _marking(number, record), str(record.get("coder") or coder)


def _record(number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        json.dumps(record, ensure_ascii=False).encode()
    except (
        json.JSONDecodeError,
        RecursionError,
        UnicodeEncodeError,
    ) as error:  # half a character cannot be kept
        raise BulkLineRefused(line=number, fault="JSON.") from error
    if not isinstance(record, dict):
        raise BulkLineRefused(line=number, fault="JSON: {…}.")
    for name, kind in REQUIRED.items():
        if not isinstance(record.get(name), kind) or isinstance(record.get(name), bool):
            raise BulkLineRefused(line=number, fault=f"'{name}' ({kind.__name__}).")
    return record


def _marking(number: int, record: dict[str, Any]) -> Marking:
    stance = record.get("stance")
    if stance and stance not in set(Stance):
        raise BulkLineRefused(line=number, fault=f"'stance' ({', '.join(Stance)}).")
    return Marking(
        source=record["source"],
        start=record["start"],
        end=record["end"],
        quote=record["quote"],
        code=record["code"],
        stance=Stance(stance) if stance else None,
        memo=str(record.get("memo") or ""),
    )
