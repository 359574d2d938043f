"""What the reader needs: the source with everything on it, numbered operations, and the news since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casecoding.domain.codebook import Code, Codebook
from casecoding.domain.coding import Coding, Stance
from casecoding.domain.history import Action
from casecoding.domain.source import Source, text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggestion
from casecoding.errors import AlreadyDone, InputError, UnknownOperation
from casecoding.store import codings, history, suggestions
from casecoding.store.sources import SourceCard, list_sources, load_source, load_text_hash
from casecoding.store.study import (
    Study,
    is_blind,
    list_coders,
    load_codebook,
    load_study,
    save_blind,
    structure_ids,
)
from casecoding.workbench.bench import Bench
from casecoding.workbench.coding import Marking, apply_codes, change_coding, remove_coding
from casecoding.workbench.coding_in_vivo import apply_new_code
from casecoding.workbench.correcting import carried_since
from casecoding.workbench.reviewing import accept, accept_many, reject
from casecoding.workbench.taking_back import redo, undo


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """Everything the reader paints; `revision` is the log entry it stands at.

    `sources` are all of the study's, to go on to; `pending` counts their open suggestions.
    `blind` means that other coders' codings are left out. `text_hash` names the text that all
    offsets are counted in.
    """

    study: Study
    source: Source
    text_hash: str
    sources: tuple[SourceCard, ...]
    pending: Mapping[str, int]
    codebook: Codebook
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    coders: Mapping[str, str]
    blind: bool
    revision: int


@dataclass(frozen=True, slots=True)
class News:
    """What changed in one source since a revision; `gone` are ids to take off the page.

    `renewed` means that a run was made: `suggestions` are then all that wait in the source.
    `codes` are all of the codebook's when one of them changed. With another `text_hash` than
    the page has, the text was corrected and no offset on the page holds.
    """

    revision: int
    text_hash: str
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    gone: tuple[str, ...]
    renewed: bool
    blind: bool
    codes: tuple[Code, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one operation: its key and, when it was refused, the sentence that says why.

    `skipped` counts steps that an undo or redo passed over, because they were changed since.
    """

    key: str
    refusal: str | None = None
    skipped: int = 0


def read_source(bench: Bench, source_id: str, *, coder_id: str = "") -> ReaderPage:
    """Return a source with its codings and open suggestions, as this coder may see it.

    Raises UnknownSource.
    """
    with bench.store.reading() as session:
        source = load_source(session, source_id)
        revision = history.newest_entry(session)
        blind = is_blind(session, coder_id)
        codebook = load_codebook(session)
        marked = codings.codings_in(session, source.id, coder_id=coder_id if blind else None)
        return ReaderPage(
            study=load_study(session),
            source=source,
            text_hash=text_hash(source.text),
            sources=list_sources(session),
            pending=suggestions.count_pending(session),
            codebook=codebook.without_structure(),
            codings=tuple(one for one in marked if one.code_id not in codebook.structure),
            suggestions=suggestions.pending_in(session, source.id),
            coders={coder.id: coder.name for coder in list_coders(session)},
            blind=blind,
            revision=revision,
        )


def source_ids(bench: Bench) -> tuple[str, ...]:
    """Return the ids of the study's sources by case, wave and name."""
    with bench.store.reading() as session:
        return tuple(card.id for card in list_sources(session))


def source_to_open(bench: Bench, asked: str) -> str | None:
    """Return the source that was asked for, else the first one; None in a study without sources."""
    known = source_ids(bench)
    return asked if asked in known else next(iter(known), None)


def read_news(bench: Bench, source_id: str, since: int, *, coder_id: str = "") -> News:
    """Return what anyone changed in the source after revision `since`, as this coder may see it."""
    with bench.store.reading() as session:
        revision = history.newest_entry(session)
        blind = is_blind(session, coder_id)
        marked, unmarked = codings.codings_among(
            session,
            history.rows_changed("coding", after=since, upto=revision),
            source_id=source_id,
            coder_id=coder_id if blind else None,
        )
        decided = history.rows_changed("suggestion", after=since, upto=revision)
        waiting, closed = suggestions.suggestions_among(session, decided, source_id=source_id)
        renewed = history.has_happened(session, Action.SUGGEST, after=since, upto=revision)
        if renewed:
            waiting = suggestions.pending_in(session, source_id)
        recoded = session.scalar(history.rows_changed("code", after=since, upto=revision).limit(1))
        codes = load_codebook(session).without_structure().codes if recoded else None
        structure = structure_ids(session) if marked else frozenset()
        marked = tuple(one for one in marked if one.code_id not in structure)
        hashed = load_text_hash(session, source_id)
    gone = (*unmarked, *closed)
    return News(revision, hashed, marked, waiting, gone=gone, renewed=renewed, blind=blind, codes=codes)


def is_working_blind(bench: Bench, coder_id: str) -> bool:
    with bench.store.reading() as session:
        return is_blind(session, coder_id)


def work_blind(bench: Bench, *, coder_id: str, blind: bool) -> None:
    """Keep other coders' codings from this coder, or show them again."""
    with bench.writing(Action.WORK_BLIND, coder_id=coder_id) as session:
        save_blind(session, coder_id, blind=blind)


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
