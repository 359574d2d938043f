"""Bytes to a Draft: the kind of file by its first bytes, guards, one reader per format."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from casecoding.domain.source import BODY_ALONE, Doubt, Draft, ReadingChoices
from casecoding.errors import EmptyFile, TooManyParagraphs, UnreadableFile, UnsupportedFormat
from casecoding.importing.composing import compose
from casecoding.importing.cues import read_cues
from casecoding.importing.decoding import decode, is_guessed
from casecoding.importing.docx import read_docx
from casecoding.importing.guards import (
    MAX_PARAGRAPHS,
    MAX_TEXT,
    open_archive,
    refuse_large,
    refuse_many_lines,
)
from casecoding.importing.html import read_html
from casecoding.importing.odt import read_odt
from casecoding.importing.paragraphs import Paragraph, tidy
from casecoding.importing.pdf import read_pdf
from casecoding.importing.plain import read_md, read_txt
from casecoding.importing.rtf import read_rtf
from casecoding.importing.sheets import csv_rows, utterances, xlsx_rows
from casecoding.importing.speakers import attribute
from casecoding.importing.unlocking import OLE_MAGIC, unlocked

KNOWN_FORMATS = ("docx", "odt", "rtf", "pdf", "txt", "md", "html", "vtt", "srt", "csv", "xlsx")
_ALIASES = {"docm": "docx", "dotx": "docx", "markdown": "md", "htm": "html", "text": "txt", "xlsm": "xlsx"}
_BINARY = ("docx", "odt", "pdf", "xlsx", "rtf")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reader found in a file."""

    paragraphs: tuple[Paragraph, ...]
    encoding: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read, in the clear; a pdf is unlocked by its own reader."""

    name: str
    content: bytes
    choices: ReadingChoices


def read_file(name: str, content: bytes, *, choices: ReadingChoices = BODY_ALONE) -> Draft:
    """Return what the file `name` with `content` holds: canonical text, turns, speakers, doubts.

    Nothing is read from disk, and a password is kept nowhere. Raises the errors E130 to
    E135, E141, E143 to E149, E170 and E171.
    """
    refuse_large(name, content)
    if not content:
        raise EmptyFile(file=name)
    file = _File(name, unlocked(name, content, password=choices.password), choices)
    reading = _read(file, format_of(name, file.content))
    if len(reading.paragraphs) > MAX_PARAGRAPHS:
        raise TooManyParagraphs(file=name, count=len(reading.paragraphs), limit=MAX_PARAGRAPHS)
    attribution = attribute(tidy(reading.paragraphs))
    text, turns = compose(attribution.utterances)
    if not turns:
        raise EmptyFile(file=name)
    doubts = reading.doubts + attribution.doubts
    return Draft(
        PurePath(name).name,
        sha256(content).hexdigest(),
        text,
        turns,
        attribution.participants,
        reading.encoding,
        doubts,
    )


def format_of(name: str, content: bytes) -> str:
    """Return the format of a file by its first bytes, else by its extension.

    Raises UnsupportedFormat, EncryptedFile or UnreadableFile.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    claimed = _ALIASES.get(extension, extension)
    found = _format_by_magic(name, content, claimed)
    if found:
        return found
    if claimed not in KNOWN_FORMATS:
        raise UnsupportedFormat(file=name, format=extension or "?", known=", ".join(KNOWN_FORMATS))
    if claimed in _BINARY:
        raise UnreadableFile(file=name, format=claimed)
    return claimed


def _format_by_magic(name: str, content: bytes, claimed: str) -> str | None:
    if content.startswith(OLE_MAGIC) and claimed in KNOWN_FORMATS:
        raise UnreadableFile(file=name, format=claimed)
    if content.startswith(b"PK\x03\x04"):
        return _zip_format(name, content, claimed)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"):
        return "rtf"
    return "vtt" if content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") else None


def _zip_format(name: str, content: bytes, claimed: str) -> str | None:
    """Return the format of a zip container by the parts in it."""
    archive = open_archive(name, content, kind=claimed or "zip")
    if archive.has("xl/workbook.xml"):
        return "xlsx"
    if archive.has("mimetype") and archive.read("mimetype").startswith(
        b"application/vnd.oasis.opendocument.text"
    ):
        return "odt"
    if archive.has("word/document.xml") or (archive.has("[Content_Types].xml") and claimed == "docx"):
        return "docx"
    if claimed in KNOWN_FORMATS:
        raise UnreadableFile(file=name, format=claimed)
    return None


def _read(file: _File, kind: str) -> _Reading:
    match kind:
        case "docx":
            paragraphs, left_out = read_docx(file.name, file.content, file.choices)
            return _Reading(paragraphs, doubts=_doubt_furniture(left_out))
        case "odt":
            paragraphs, left_out = read_odt(file.name, file.content, file.choices)
            return _Reading(paragraphs, doubts=_doubt_furniture(left_out))
        case "pdf":
            return _read_pdf(file)
        case "xlsx":
            paragraphs, unread = utterances(xlsx_rows(file.name, file.content))
            return _Reading(paragraphs, doubts=_doubt_columns(unread))
        case _:
            refuse_large(file.name, file.content, limit=MAX_TEXT)
            refuse_many_lines(file.name, file.content)
            return _read_text_format(file, kind)


def _read_text_format(file: _File, kind: str) -> _Reading:
    match kind:
        case "rtf":
            paragraphs, left_out = read_rtf(file.name, file.content, file.choices)
            return _Reading(paragraphs, doubts=_doubt_furniture(left_out))
        case "html":
            paragraphs, encoding = read_html(file.name, file.content)
            return _Reading(paragraphs, encoding)
        case "csv":
            rows, encoding = csv_rows(file.name, file.content)
            paragraphs, unread = utterances(rows)
            return _Reading(paragraphs, encoding, (*_doubt_encoding(encoding), *_doubt_columns(unread)))
        case _:
            return _read_plain(file, kind)


def _read_plain(file: _File, kind: str) -> _Reading:
    text, encoding = decode(file.name, file.content)
    readers = {"txt": read_txt, "md": read_md, "vtt": read_cues, "srt": read_cues}
    return _Reading(readers[kind](text), encoding, _doubt_encoding(encoding))


def _read_pdf(file: _File) -> _Reading:
    reading = read_pdf(file.name, file.content, file.choices)
    empty = (Doubt("import.doubt.pages_without_text", {"count": reading.empty}),) if reading.empty else ()
    told = _doubt_furniture(reading.furniture, is_left_out=reading.is_left_out)
    return _Reading(reading.paragraphs, doubts=empty + told)


def _doubt_furniture(wordings: tuple[str, ...], *, is_left_out: bool = True) -> tuple[Doubt, ...]:
    """Say that running headers, footers and page numbers were left out or kept, with the first of them."""
    if not wordings:
        return ()
    shown = wordings[0] if len(wordings[0]) <= _SHOWN else wordings[0][:_SHOWN].rstrip() + "…"
    key = "import.doubt.furniture_left_out" if is_left_out else "import.doubt.furniture_kept"
    return (Doubt(key, {"count": len(wordings), "example": shown}),)


def _doubt_columns(names: tuple[str, ...]) -> tuple[Doubt, ...]:
    """Say which columns of a table of utterances were not read."""
    return (Doubt("import.doubt.columns_left_out", {"names": ", ".join(names)}),) if names else ()


def _doubt_encoding(encoding: str) -> tuple[Doubt, ...]:
    return (Doubt("import.doubt.encoding", {"encoding": encoding}),) if is_guessed(encoding) else ()
