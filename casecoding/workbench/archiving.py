"""A portable archive of a study, and opening one: for another machine, a colleague or a data archive."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from casecoding.codebooks import codebook_files
from casecoding.errors import ArchiveDamaged, StudyExists, StudyUnwritable
from casecoding.store.archives import DATABASE, unpack_database, write_archive
from casecoding.store.backups import fault_in
from casecoding.store.sources import all_source_ids, original_of
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import Bench, open_bench
from casecoding.workbench.reading import read_title
from casecoding.workbench.records import log_records

UNUSUAL = re.compile(r"[/\\:\x00-\x1f]")
LONGEST_NAME = 120  # characters of an original's name
README = """{title}

study.casecoding   studiet: tekster, filer, kodebog, kodninger og log (SQLite) / the study
originals/         de importerede filer, som de var / the imported files as they were
codebook/          kodebogen som TOML / the codebook as TOML
log.jsonl          hver logpost med før og efter / every log entry, before and after
SHA256SUMS         kontrolsummer / checksums (sha256sum -c SHA256SUMS)

casecoding unpack ARKIV.zip STUDIE.casecoding
"""


def make_archive(bench: Bench, target: Path) -> Path:
    """Write a study as one zip that says of each part what it must be; return its path.

    The study may be in use meanwhile, on a file or on a server. Raises StudyUnwritable or StudyDamaged.
    """
    with TemporaryDirectory() as folder:
        database = Path(folder) / DATABASE
        bench.store.copy_to(database)
        open_bench(str(database), settings=bench.settings).store.close()  # leaves all of it in the one file
        copied = open_bench(str(database), settings=bench.settings)
        try:
            write_archive(target, database, _parts(copied))
        finally:
            copied.store.close()
    return target


def archive_of(bench: Bench) -> bytes:
    """Return a study's archive as bytes, for a browser to take home."""
    with TemporaryDirectory() as folder:
        return make_archive(bench, Path(folder) / "archive.zip").read_bytes()


def open_archive(archive: Path, target: Path) -> Bench:
    """Make the study in an archive a study file at `target`, every part of it checked first, and open it.

    Raises StudyExists, NotAnArchive, ArchiveUnsafe, ArchiveTooLarge, ArchiveDamaged, StudyUnwritable
    and the errors of opening a study; then there is no file.
    """
    if target.exists():
        raise StudyExists(place=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent) as folder:
            draft = Path(folder) / target.name
            unpack_database(archive, draft)
            if fault_in(draft):
                raise ArchiveDamaged(file=archive.name, part=DATABASE)
            open_bench(str(draft)).store.close()
            draft.rename(target)
    except OSError as error:
        raise StudyUnwritable(place=target, reason=error) from error
    return open_bench(str(target))


def _parts(bench: Bench) -> Iterator[tuple[str, bytes]]:
    """Give what stands beside the database, one part at a time."""
    yield "README.txt", README.format(title=read_title(bench)).encode()
    with bench.store.reading() as session:
        for name, text in codebook_files(load_codebook(session)).items():
            yield f"codebook/{name}", text.encode()
        for source_id in all_source_ids(session):
            name, content, _ = original_of(session, source_id)
            yield f"originals/{source_id}-{UNUSUAL.sub('_', name)[-LONGEST_NAME:]}", content
    yield "log.jsonl", _log(bench)


def _log(bench: Bench) -> bytes:
    """Return every entry with its changes as a line of JSON, oldest first."""
    records = list(log_records(bench, limit=None, with_changes=True))
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in reversed(records)).encode()
