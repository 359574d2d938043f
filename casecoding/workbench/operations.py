"""The reader's numbered operations: what the browser sends, done once each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casecoding.domain.coding import Stance
from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.errors import AlreadyDone, InputError, UnknownOperation
from casecoding.store.sources import load_text_hash
from casecoding.workbench.bench import Bench
from casecoding.workbench.coding import Marking, apply_codes, change_coding, remove_coding
from casecoding.workbench.coding_in_vivo import apply_new_code
from casecoding.workbench.correcting import carried_since
from casecoding.workbench.reviewing import accept, accept_many, reject
from casecoding.workbench.taking_back import redo, undo


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one operation: its key and, when it was refused, the sentence that says why.

    `skipped` counts steps that an undo or redo passed over, because they were changed since.
    """

    key: str
    refusal: str | None = None
    skipped: int = 0


def perform(
    bench: Bench, source_id: str, operations: Sequence[Mapping[str, Any]], *, coder_id: str
) -> tuple[Answer, ...]:
    """Do each operation once, however often it is sent; a refused one stops nothing.

    A study that is busy or cannot be written raises: the browser keeps what it sent and sends it again.

    An operation holds `key` (its own, made by the browser) and `op`, one of OPERATIONS,
    with the fields that one reads. The key names its log entry, in the same transaction
    as the change, so a kill between the two cannot be. `text` is the hash of the text that
    its offsets were counted in: after a correction they are carried along, or refused where
    the words themselves were corrected.
    """
    return tuple(_perform(bench, source_id, operation, coder_id) for operation in operations)


def _perform(bench: Bench, source_id: str, fields: Mapping[str, Any], coder_id: str) -> Answer:
    key = str(fields.get("key", ""))
    named = replace(bench, operation=text_hash(f"{coder_id}\n{key}")[:32])
    try:
        skipped = _do(named, source_id, fields, coder_id)
    except AlreadyDone:
        return Answer(key)
    except InputError as fault:
        return Answer(key, fault.sentence(bench.settings.language))
    return Answer(key, skipped=skipped or 0)


def _do(bench: Bench, source_id: str, fields: Mapping[str, Any], coder_id: str) -> int | None:
    if _holds_nul({**fields, "memo": ""}):
        raise UnknownOperation(fault=f"{fields.get('op')}: NUL")
    try:
        fields = _carried(bench, source_id, fields)
        return OPERATIONS[fields["op"]](bench, source_id, fields, coder_id)
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise UnknownOperation(fault=f"{fields.get('op')}: {type(error).__name__}") from error


def _carried(bench: Bench, source_id: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the operation with its place in the text as it is now; raises TextMovedOn."""
    if "start" not in fields or not fields.get("text"):
        return fields
    span = Span(int(fields["start"]), int(fields["end"]))
    with bench.store.reading() as session:
        if load_text_hash(session, source_id) == fields["text"]:
            return fields
        now = carried_since(session, source_id, str(fields["text"]), span)
    return {**fields, "start": now.start, "end": now.end}


def _apply(bench: Bench, source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    markings = [
        Marking(
            source=source_id,
            start=int(fields["start"]),
            end=int(fields["end"]),
            quote=str(fields["quote"]),
            code=str(wanted["code"]),
            coding_id=str(wanted["id"]),
            stance=_stance(fields),
            memo=_memo(fields) or "",
        )
        for wanted in fields["codings"]
    ]
    if not markings:
        raise UnknownOperation(fault="apply: codings")
    if fields.get("name"):
        apply_new_code(bench, markings[0], str(fields["name"]), coder_id=coder_id)
        return
    apply_codes(bench, markings, coder_id=coder_id)


def _change(bench: Bench, _source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    span = Span(int(fields["start"]), int(fields["end"])) if "start" in fields else None
    change_coding(
        bench,
        str(fields["coding"]),
        coder_id=coder_id,
        span=span,
        quote=fields.get("quote"),
        stance=_stance(fields),
        memo=_memo(fields),
    )


def _remove(bench: Bench, _source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    remove_coding(bench, str(fields["coding"]), coder_id=coder_id)


def _accept(bench: Bench, _source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    span = Span(int(fields["start"]), int(fields["end"])) if "start" in fields else None
    accept(
        bench,
        str(fields["suggestion"]),
        coder_id=coder_id,
        span=span,
        code_id=fields.get("code"),
        coding_id=str(fields["id"]),
    )


def _accept_many(bench: Bench, _source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    coding_ids = {str(one["suggestion"]): str(one["id"]) for one in fields["accepted"]}
    accept_many(bench, coding_ids, coder_id=coder_id)


def _reject(bench: Bench, _source_id: str, fields: Mapping[str, Any], coder_id: str) -> None:
    reject(bench, str(fields["suggestion"]), coder_id=coder_id)


def _undo(bench: Bench, _source_id: str, _fields: Mapping[str, Any], coder_id: str) -> int:
    return undo(bench, coder_id=coder_id).skipped


def _redo(bench: Bench, _source_id: str, _fields: Mapping[str, Any], coder_id: str) -> int:
    return redo(bench, coder_id=coder_id).skipped


def _holds_nul(value: object) -> bool:
    """Tell whether a value holds U+0000, which PostgreSQL keeps in no text."""
    if isinstance(value, Mapping):
        return any(_holds_nul(one) for one in value.values())
    if isinstance(value, list):
        return any(_holds_nul(one) for one in value)
    return isinstance(value, str) and "\0" in value


def _memo(fields: Mapping[str, Any]) -> str | None:
    return None if fields.get("memo") is None else str(fields["memo"])


def _stance(fields: Mapping[str, Any]) -> Stance | None:
    return Stance(fields["stance"]) if fields.get("stance") else None


Operation = Callable[[Bench, str, Mapping[str, Any], str], int | None]

OPERATIONS: Mapping[str, Operation] = {
    "apply": _apply,
    "change": _change,
    "remove": _remove,
    "accept": _accept,
    "accept-many": _accept_many,
    "reject": _reject,
    "undo": _undo,
    "redo": _redo,
}
