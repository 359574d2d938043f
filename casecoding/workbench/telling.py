"""What an entry of the log did, in words: each row it changed, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casecoding.domain.history import Action, LogEntry, LogFilter
from casecoding.i18n.translating import Translator
from casecoding.store.corrections import corrections_in
from casecoding.store.history import Change, changes_of
from casecoding.store.log import count_entries, list_entries
from casecoding.store.naming import Names
from casecoding.workbench.bench import MACHINE, Bench

ROWS_TOLD = 300
FEW = 3  # corrections that one line tells of
NOTHING = "–"
COLUMNS = (
    "name", "title", "definition", "include", "exclude", "example", "cues", "ignored_flags", "kind",
    "code_id", "place", "stance", "memo", "coder_id", "verdict", "grounds", "case_id", "level",
    "level_for_all", "wave", "held", "role", "interviewer", "merged_into", "participant_id", "first", "last",
    "note", "choices", "value", "n", "unit", "blind", "roles", "lexicon", "codebook_version", "text",
    "query", "words",
)  # fmt: skip
NAMED_IN = {
    "code_id": "code",
    "coder_id": "coder",
    "participant_id": "participant",
    "merged_into": "participant",
    "case_id": "study_case",
    "level": "level",
}
WORDED = {
    ("coding", "stance"): "exporting.stance_{}",
    ("source", "kind"): "aggregating.kind_{}",
    ("attribute", "kind"): "metadata.kind_{}",
    ("suggestion", "verdict"): "telling.verdict_{}",
    ("suggestion", "grounds"): "queue.grounds_{}",
}
ROW_IDS = frozenset(
    {"suggestion", "coding", "run", "action", "actions", "edits", "corrections", "entries", "orphans"}
)
COUNTED = frozenset({"sources", "suggestions", "lines", "words", "values", "figures", "turns"})
NAMED_SUBJECTS = {"source": "source", "code": "code", "case": "study_case", "into": "code"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed: which row, what of it, before and after; "–" is nothing."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words: who did what, and what about."""

    entry: LogEntry
    who: str
    what: str
    about: str


def tell_log(
    bench: Bench, wanted: LogFilter, t: Translator, *, limit: int, offset: int = 0
) -> tuple[tuple[Line, ...], int]:
    """Return the wanted entries in words, newest first, and how many there are in all."""
    with bench.store.reading() as session:
        names = Names(session, danish=t.language == "da")
        entries = list_entries(session, wanted, limit=limit, offset=offset)
        return tuple(_line(entry, names, t) for entry in entries), count_entries(session, wanted)


def tell_changes(bench: Bench, seq: int, t: Translator) -> tuple[tuple[Told, ...], int]:
    """Return what entry `seq` changed, in words, and how many rows more it changed than are told of."""
    with bench.store.reading() as session:
        names = Names(session, danish=t.language == "da")
        entries = list_entries(session, LogFilter(numbers=(seq,)))
        changes = changes_of(session, seq)
        told = [*_corrections(entries, names, t)]
        for change in changes[:ROWS_TOLD]:
            told += _changed(change, names, t)
    return tuple(told), max(0, len(changes) - ROWS_TOLD)


def action_key(action: Action) -> str:
    """Return the text key of what was done."""
    name = action.value.replace("-", "_")
    return f"history.{name}_entry" if action in {Action.UNDO, Action.REDO} else f"history.{name}"


def _line(entry: LogEntry, names: Names, t: Translator) -> Line:
    who = t("history.machine") if entry.coder_id == MACHINE else names.of("coder", entry.coder_id)
    return Line(entry, who=who, what=t(action_key(entry.action)), about=_about(entry, names, t))


def _about(entry: LogEntry, names: Names, t: Translator) -> str:
    """Return what an entry is about in a person's words: ids of rows stay out."""
    told = []
    if entry.takes_back:
        told.append(t("history.of_entries", n=len(entry.takes_back), first=entry.takes_back[0]))
    for key, value in entry.subject.items():
        if key in NAMED_SUBJECTS and isinstance(value, str):
            told += [names.of(NAMED_SUBJECTS[key], one) for one in value.split(", ")]
        elif key in COUNTED and isinstance(value, int):
            told.append(t(f"telling.count_{key}", n=value))
        elif key not in ROW_IDS and value != "":
            told.append(str(value))
    edits = [change for _, edit in corrections_in(entry.subject) for change in edit.replacements]
    told += [f"{one.old or '∅'} → {one.new or '∅'}" for one in edits[:FEW]]
    return " · ".join(told + (["…"] if len(edits) > FEW else []))


def _corrections(entries: Sequence[LogEntry], names: Names, t: Translator) -> Iterator[Told]:
    for entry in entries:
        for source_id, edit in corrections_in(entry.subject):
            for one in edit.replacements[:ROWS_TOLD]:
                row = f"{t('telling.table_source')} {names.of('source', source_id)}"
                yield Told(row, t("telling.column_text"), one.old or NOTHING, one.new or NOTHING)


def _changed(change: Change, names: Names, t: Translator) -> Iterator[Told]:
    row = f"{t(f'telling.table_{change.table}')} {names.of(change.table, change.row_id)}"
    if change.before is None:
        yield Told(row, "", NOTHING, t("telling.made"))
        return
    before, after = _flat(change.before), _flat(change.after)
    if "deleted_at" in after:
        is_gone = after["deleted_at"] is not None
        words = (t("telling.there"), t("telling.gone"))
        yield Told(row, "", *(words if is_gone else words[::-1]))
    for column in COLUMNS:
        if column in after and before.get(column) != after[column]:
            told = [_value(change.table, column, one.get(column), names, t) for one in (before, after)]
            yield Told(row, t(f"telling.column_{column}"), *told)


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's values with a code's content beside them, and start and end as one place."""
    flat = {name: value for name, value in values.items() if name != "content"}
    flat |= values.get("content") or {}
    if "start" in values or "end" in values:
        flat["place"] = f"{values.get('start', '…')}–{values.get('end', '…')}"
    return flat


def _value(table: str, column: str, value: Any, names: Names, t: Translator) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    match value:
        case bool():
            return t("telling.yes") if value else t("telling.no")
        case {"da": _, "en": _}:
            return str(value[t.language])
        case _ if column in {"cues", "lexicon"}:
            return t("telling.count", n=len(value))
        case list():
            return ", ".join(map(str, value))
    return _worded(table, column, str(value), names, t)


def _worded(table: str, column: str, value: str, names: Names, t: Translator) -> str:
    if column in NAMED_IN:
        return names.of(NAMED_IN[column], value)
    if (table, column) in WORDED:
        return t(WORDED[table, column].format(value.replace("-", "_")))
    return value
