"""Guards against hostile and broken files, used before anything is inflated or parsed."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from casecoding.errors import (
    DamagedPart,
    FileTooLarge,
    PackedTooTight,
    PasswordUnsupported,
    TooManyParagraphs,
    UnreadableFile,
    UnsafePart,
)

Element = etree._Element  # noqa: SLF001 - lxml names its element type so
MEGABYTE = 1024 * 1024
MAX_FILE = 100 * MEGABYTE
MAX_TEXT = 16 * MEGABYTE
MAX_PART = 64 * MEGABYTE
MAX_RATIO = 250
RATIO_COUNTS_FROM = 4 * MEGABYTE
MAX_UNPACKED = 256 * MEGABYTE
MAX_ELEMENTS = 2_000_000
MAX_PARAGRAPHS = 100_000
MAX_LINES = 500_000
MAX_CELLS = 3_000_000
ENCRYPTED_FLAG = 0x1


@dataclass(slots=True)
class Archive:
    """An opened zip container whose parts are inflated one at a time, within limits."""

    file: str
    kind: str
    zip: ZipFile
    unpacked: int = 0

    def has(self, part: str) -> bool:
        return part in self.zip.NameToInfo

    def read(self, part: str) -> bytes:
        """Return one part's bytes; raises PackedTooTight, PasswordUnsupported or DamagedPart."""
        try:
            entry = self.zip.getinfo(part)
            self._refuse_bomb(entry)
            return self.zip.read(entry)
        except (
            BadZipFile,
            KeyError,
            ValueError,
            EOFError,
            NotImplementedError,
            zlib.error,
            OSError,
        ) as fault:
            raise DamagedPart(file=self.file, place=part) from fault

    def xml(self, part: str) -> Element:
        return parse_xml(self.read(part), file=self.file, part=part)

    def _refuse_bomb(self, entry: ZipInfo) -> None:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise PasswordUnsupported(file=self.file)
        self.unpacked += entry.file_size
        bloated = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if (
            entry.file_size > MAX_PART
            or self.unpacked > MAX_UNPACKED
            or (bloated and entry.file_size > RATIO_COUNTS_FROM)
        ):
            raise PackedTooTight(file=self.file, place=entry.filename, size=-(-entry.file_size // MEGABYTE))


def open_archive(file: str, content: bytes, *, kind: str) -> Archive:
    """Open a zip container from memory; raises UnreadableFile when it is none."""
    try:
        return Archive(file, kind, ZipFile(BytesIO(content)))
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as fault:
        raise UnreadableFile(file=file, format=kind) from fault


def parse_xml(content: bytes, *, file: str, part: str) -> Element:
    """Parse XML without network, DOCTYPE or entities; raises UnsafePart, DamagedPart or PackedTooTight."""
    refuse_markup_bomb(content, file=file, part=part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        if b"<!DOCTYPE" in content:
            raise UnsafePart(file=file, place=part) from fault
        raise DamagedPart(file=file, place=f"{part}:{fault.lineno or 1}") from fault
    except ValueError as fault:
        raise DamagedPart(file=file, place=part) from fault
    if has_doctype(root):
        raise UnsafePart(file=file, place=part)
    return root


def refuse_markup_bomb(content: bytes, *, file: str, part: str) -> None:
    """Refuse markup whose tree would fill the memory: its elements are counted before it is parsed."""
    if content.count(b"<") > MAX_ELEMENTS:
        raise PackedTooTight(file=file, place=part, size=-(-len(content) // MEGABYTE))


def refuse_many_lines(file: str, content: bytes) -> None:
    """Refuse a text whose lines would fill the memory, before it is decoded."""
    lines = max(content.count(b"\n"), content.count(b"\r"))
    if lines > MAX_LINES:
        raise TooManyParagraphs(file=file, count=lines, limit=MAX_LINES)


def has_doctype(root: Element) -> bool:
    docinfo: Any = root.getroottree().docinfo
    return bool(docinfo.doctype)


def refuse_large(file: str, content: bytes, *, limit: int = MAX_FILE) -> None:
    if len(content) > limit:
        raise too_large(file, len(content), limit)


def too_large(file: str, size: int, limit: int) -> FileTooLarge:
    return FileTooLarge(file=file, size=-(-size // MEGABYTE), limit=limit // MEGABYTE)
