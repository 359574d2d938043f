"""A portable archive: a zip with a study's database, its files, codebook and log, and a checksum of each."""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from casecoding.errors import ArchiveDamaged, ArchiveTooLarge, ArchiveUnsafe, NotAnArchive, StudyUnwritable

DATABASE = "study.casecoding"
SUMS = "SHA256SUMS"
PLACE = re.compile(
    r"study\.casecoding|SHA256SUMS|README\.txt|log\.jsonl|codebook/(codebook|themes/[a-z0-9_]+)\.toml"
    r"|originals/[^/\\:\0-\x1f]{1,200}"
)
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
MEGABYTE = 1024 * 1024
MAX_ENTRIES = 20_000
MAX_UNPACKED = 8192 * MEGABYTE
MAX_SUMS = 8 * MEGABYTE
MAX_RATIO = 300
RATIO_COUNTS_FROM = 64 * MEGABYTE
CHUNK = MEGABYTE
LINK = 0o120000
KIND = 0o170000
ENCRYPTED = 0x1
BROKEN = (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError)


def write_archive(target: Path, database: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive of a database file and other parts, whole or not at all; raises StudyUnwritable."""
    draft = target.with_name(f"{target.name}.part")
    try:
        draft.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(draft, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            sums = {DATABASE: _add_file(archive, DATABASE, database)}
            for name, content in parts:
                archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
                sums[name] = sha256(content).hexdigest()
            lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
            archive.writestr(ZipInfo(SUMS), lines)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StudyUnwritable(place=target, reason=error) from error


def unpack_database(archive: Path, target: Path) -> None:
    """Check every part of an archive, and write its database to `target`; nothing else is written.

    Raises NotAnArchive, ArchiveUnsafe, ArchiveTooLarge, ArchiveDamaged or StudyUnwritable, and then
    leaves no file.
    """
    with _opened(archive) as (zipped, name):
        entries = _safe_entries(zipped, name)
        sums = _sums(zipped, entries, name)
        try:
            with target.open("xb") as file:
                for part, entry in entries.items():
                    if part != SUMS:
                        _check_sum(zipped, entry, sums[part], name, copy=file if part == DATABASE else None)
        except OSError as error:
            target.unlink(missing_ok=True)
            raise StudyUnwritable(place=target, reason=error) from error
        except ArchiveDamaged:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def _opened(archive: Path) -> Iterator[tuple[ZipFile, str]]:
    try:
        with ZipFile(archive) as zipped:
            yield zipped, archive.name
    except FileNotFoundError as error:
        raise NotAnArchive(file=archive.name) from error
    except BROKEN as error:
        raise NotAnArchive(file=archive.name) from error


def _safe_entries(zipped: ZipFile, name: str) -> Mapping[str, ZipInfo]:
    """Return the parts by name, before anything is inflated."""
    entries = {entry.filename: entry for entry in zipped.infolist()}
    if DATABASE not in entries or SUMS not in entries:
        raise NotAnArchive(file=name)
    for entry in zipped.infolist():
        is_link = (entry.external_attr >> 16) & KIND == LINK
        if is_link or not PLACE.fullmatch(entry.filename) or entry.flag_bits & ENCRYPTED:
            raise ArchiveUnsafe(file=name, part=entry.filename[:80])
    _refuse_bomb(zipped, name)
    if len(entries) != len(zipped.infolist()):
        raise ArchiveDamaged(file=name, part=SUMS)
    return entries


def _refuse_bomb(zipped: ZipFile, name: str) -> None:
    unpacked = sum(entry.file_size for entry in zipped.infolist())
    packed = sum(entry.compress_size for entry in zipped.infolist())
    is_bloated = unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if len(zipped.infolist()) > MAX_ENTRIES or unpacked > MAX_UNPACKED or is_bloated:
        raise ArchiveTooLarge(file=name, size=unpacked // MEGABYTE)


def _sums(zipped: ZipFile, entries: Mapping[str, ZipInfo], name: str) -> Mapping[str, str]:
    """Return part -> checksum; raises ArchiveDamaged unless every part has one and every one its part."""
    if entries[SUMS].file_size > MAX_SUMS:
        raise ArchiveTooLarge(file=name, size=entries[SUMS].file_size // MEGABYTE)
    text = zipped.read(SUMS).decode("utf-8", errors="surrogateescape")
    told = [LINE.fullmatch(line) for line in text.split("\n") if line]
    sums = {match[2]: match[1] for match in told if match}
    if len(sums) != len(told) or sums.keys() != entries.keys() - {SUMS}:
        raise ArchiveDamaged(file=name, part=SUMS)
    return sums


def _check_sum(
    zipped: ZipFile, entry: ZipInfo, wanted: str, name: str, *, copy: IO[bytes] | None = None
) -> None:
    digest, left = sha256(), entry.file_size
    try:
        with zipped.open(entry) as part:
            while chunk := part.read(CHUNK):
                digest.update(chunk)
                left -= len(chunk)
                if copy:
                    copy.write(chunk)
    except BROKEN as error:
        raise ArchiveDamaged(file=name, part=entry.filename) from error
    if left or digest.hexdigest() != wanted:
        raise ArchiveDamaged(file=name, part=entry.filename)


def _add_file(archive: ZipFile, name: str, file: Path) -> str:
    digest = sha256()
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    with file.open("rb") as source, archive.open(entry, "w", force_zip64=True) as part:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            part.write(chunk)
    return digest.hexdigest()
