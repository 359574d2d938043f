"""Reads a manifest: what each file of a batch is, in TOML, CSV or XLSX."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from casecoding.domain.attributes import Attribute, AttributeSaid, Holder, likely_kind
from casecoding.domain.source import Description, Participant, SourceKind
from casecoding.errors import ManifestFault, MissingFile
from casecoding.importing.decoding import decode
from casecoding.importing.sheets import csv_rows, named_rows, shown, xlsx_rows

_COLUMNS = {
    "fil": "file", "filnavn": "file", "navn": "name", "type": "kind", "kildetype": "kind", "niveau": "level",
    "runde": "wave", "dato": "date",
}  # fmt: skip
_KEYS = ("file", "name", "case", "kind", "level", "level_for_all", "wave", "date", "participants")
_ATTRIBUTE_TABLES = {"attributes": Holder.SOURCE, "case_attributes": Holder.CASE}
_COLUMN_LEADS = {"kilde:": "attributes", "source:": "attributes", "case:": "case_attributes"}
_PARTICIPANT_KEYS = ("label", "name", "role", "level", "interviewer", "same_as", "attributes")
_KIND_WORDS = {
    "fokusgruppe": SourceKind.FOCUS_GROUP,
    "referat": SourceKind.MEETING_NOTES,
    "mødereferat": SourceKind.MEETING_NOTES,
    "observationsnote": SourceKind.OBSERVATION,
    "dokument": SourceKind.DOCUMENT,
}
_YES_AND_NO = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False, "": False}
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The descriptions of a batch of files, by the path each entry gives."""

    name: str
    entries: tuple[tuple[str, Description], ...]

    def describes(self, path: str) -> Description | None:
        """Return the description of the file at `path`: by the longest listed path it ends with."""
        wanted = _parts(path)
        fitting = [
            (file, told) for file, told in self.entries if wanted[-len(_parts(file)) :] == _parts(file)
        ]
        if fitting:
            return max(fitting, key=lambda entry: len(_parts(entry[0])))[1]
        named = [told for file, told in self.entries if _parts(file)[-1:] == wanted]
        return named[0] if len(named) == 1 else None

    def missing_from(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the listed files that none of `paths` is."""
        held = [_parts(path) for path in paths]
        return tuple(
            file for file, _ in self.entries if not any(_same_file(_parts(file), one) for one in held)
        )


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(unicodedata.normalize("NFC", path).replace("\\", "/").casefold()).parts


def _same_file(listed: tuple[str, ...], held: tuple[str, ...]) -> bool:
    return held[-len(listed) :] == listed or listed[-len(held) :] == held


def read_manifest(manifest: Path | bytes, *, name: str = "") -> Manifest:
    """Return a manifest from a file or from bytes; `name` says the format by its extension.

    Raises MissingFile, or ManifestFault that names the entry.
    """
    name = name or (manifest.name if isinstance(manifest, Path) else "manifest.toml")
    content = _content(manifest)
    entries = (
        _toml_entries(name, content) if name.lower().endswith(".toml") else _table_entries(name, content)
    )
    read = tuple(
        (_text(entry, "file", name, place), _description(entry, name, place)) for place, entry in entries
    )
    _refuse_twice(name, [file for file, _ in read])
    return Manifest(name, _with_attributes(read, [entry for _, entry in entries], name))


def _with_attributes(
    read: Sequence[tuple[str, Description]], entries: Sequence[Entry], name: str
) -> tuple[tuple[str, Description], ...]:
    """Return the descriptions with their attributes, each of the kind that all its values have."""
    told = [list(_attributes(entry, name, file)) for entry, (file, _) in zip(entries, read, strict=True)]
    values: dict[tuple[Holder, str], list[object]] = {}
    for holder, attribute, value, _ in (one for of_file in told for one in of_file):
        values.setdefault((holder, attribute), []).append(value)
    kinds = {key: Attribute("", key[1], key[0], *likely_kind(given)) for key, given in values.items()}
    return tuple(
        (
            file,
            replace(
                described,
                attributes=tuple(
                    AttributeSaid(kinds[holder, attribute], value, label)
                    for holder, attribute, value, label in of_file
                ),
            ),
        )
        for (file, described), of_file in zip(read, told, strict=True)
    )


def _attributes(entry: Entry, name: str, where: str) -> Iterator[tuple[Holder, str, object, str]]:
    """Give (holder, attribute, value, label of the participant) of everything that an entry says."""
    tables = [(holder, entry.get(key, {}), "") for key, holder in _ATTRIBUTE_TABLES.items()]
    tables += [
        (Holder.PARTICIPANT, who.get("attributes", {}), str(who.get("label", "")))
        for who in entry.get("participants", [])
    ]
    for holder, table, label in tables:
        if not isinstance(table, Mapping) or any(isinstance(value, list | dict) for value in table.values()):
            raise _fault(name, where, "attributes = { … = … }?")
        yield from ((holder, attribute, value, label) for attribute, value in table.items())


def _content(manifest: Path | bytes) -> bytes:
    if isinstance(manifest, bytes):
        return manifest
    try:
        return manifest.read_bytes()
    except FileNotFoundError as fault:
        raise MissingFile(file=str(manifest)) from fault


def _toml_entries(name: str, content: bytes) -> list[tuple[str, Entry]]:
    text, _ = decode(name, content)
    try:
        sources = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n")).get("sources", [])
    except tomllib.TOMLDecodeError as fault:
        raise ManifestFault(file=name, fault=f"{fault}.") from fault
    if not isinstance(sources, list) or not all(isinstance(entry, dict) for entry in sources):
        raise ManifestFault(file=name, fault="[[sources]]?")
    return [(f"[[sources]] {number}", entry) for number, entry in enumerate(sources, start=1)]


def _table_entries(name: str, content: bytes) -> list[tuple[str, Entry]]:
    """Return a row's filled cells under the keys of the TOML form; Danish column names are known."""
    rows = csv_rows(name, content)[0] if name.lower().endswith(".csv") else xlsx_rows(name, content)
    header = {shown(cell).strip().casefold(): shown(cell).strip() for cell in (rows[0] if rows else [])}
    return [(f"{number}", _entry(row, header)) for number, row in named_rows(rows)]


def _entry(row: Mapping[str, object], header: Mapping[str, str]) -> Entry:
    """Return a row as an entry; a column such as "kilde: Længde" is an attribute, "case: …" its case's."""
    entry: dict[str, Any] = {}
    for column, cell in row.items():
        lead = next((lead for lead in _COLUMN_LEADS if column.startswith(lead)), "")
        if lead:
            attribute = header[column][len(lead) :].strip()
            entry.setdefault(_COLUMN_LEADS[lead], {})[attribute] = cell
        elif cell:
            entry[_COLUMNS.get(column, column)] = shown(cell).strip()
    return entry


def _description(entry: Entry, name: str, place: str) -> Description:
    file = _text(entry, "file", name, place)
    where = f"{place} ({file})"
    unknown = [key for key in entry if key not in {*_KEYS, *_ATTRIBUTE_TABLES} and key]
    if unknown:
        raise _fault(name, where, f"{unknown[0]!r}? {', '.join(_KEYS)}")
    return Description(
        case=_text(entry, "case", name, where),
        kind=_kind(entry, name, where),
        name=_optional(entry, "name", name, where),
        level=_optional(entry, "level", name, where) or None,
        wave=_optional(entry, "wave", name, where),
        held=_date(entry.get("date"), name, where),
        participants=_participants(entry, name, where),
        level_for_all=_yes(entry, "level_for_all", name, where),
    )


def _fault(name: str, where: str, fault: str) -> ManifestFault:
    return ManifestFault(file=name, fault=f"{where}: {fault}.")


def _text(entry: Entry, key: str, name: str, where: str) -> str:
    text = _optional(entry, key, name, where)
    if not text:
        raise _fault(name, where, f"{key} = ?")
    return text


def _optional(entry: Entry, key: str, name: str, where: str) -> str:
    value = entry.get(key, "")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _fault(name, where, f"{key} = {value!r}")
    return str(value).strip()


def _yes(entry: Entry, key: str, name: str, where: str) -> bool:
    value = entry.get(key, False)
    told = value if isinstance(value, bool) else _YES_AND_NO.get(str(value).strip().casefold())
    if told is None:
        raise _fault(name, where, f"{key} = {value!r}? true, false")
    return told


def _kind(entry: Entry, name: str, where: str) -> SourceKind:
    told = _optional(entry, "kind", name, where).casefold() or SourceKind.INTERVIEW
    if told in _KIND_WORDS:
        return _KIND_WORDS[told]
    if told not in set(SourceKind):
        raise _fault(name, where, f"kind = {told!r}? {', '.join(SourceKind)}")
    return SourceKind(told)


def _date(value: object, name: str, where: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise _fault(name, where, f"date = {value!r}? 2018-05-17") from fault


def _participants(entry: Entry, name: str, where: str) -> tuple[Participant, ...]:
    told = entry.get("participants", [])
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise _fault(name, where, "[[sources.participants]]?")
    return tuple(_participant(one, name, where) for one in told)


def _participant(told: Entry, name: str, where: str) -> Participant:
    unknown = [key for key in told if key not in _PARTICIPANT_KEYS]
    interviewer = told.get("interviewer", False)
    if unknown or not isinstance(interviewer, bool):
        raise _fault(name, where, f"participants: {unknown[0] if unknown else 'interviewer'!r}?")
    label = _text(told, "label", name, where)
    return Participant(
        label,
        _optional(told, "name", name, where) or label,
        _optional(told, "role", name, where),
        _optional(told, "level", name, where) or None,
        interviewer,
        same_as=_optional(told, "same_as", name, where) or None,
    )


def _refuse_twice(name: str, files: list[str]) -> None:
    seen: set[tuple[str, ...]] = set()
    for file in files:
        if _parts(file) in seen:
            raise ManifestFault(file=name, fault=f"{file} × 2.")
        seen.add(_parts(file))
