"""10,000 damaged study, codebook, archive and source files: each is read or refused in one sentence, in time.

What is read is damaged at random: bytes turned, cut, doubled, taken from elsewhere. A traceback or a file
that takes longer than its time is a fault, printed with the seed that makes it again.
"""

import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import openpyxl

from casecoding.codebooks import load_codebook
from casecoding.domain.history import WHOLE_LOG
from casecoding.domain.selection import EVIDENCE
from casecoding.domain.trash import TrashKind
from casecoding.errors import CaseCodingError
from casecoding.i18n.translating import Translator
from casecoding.importing.manifest import read_manifest
from casecoding.importing.reading import read_file
from casecoding.settings import Settings, shipped_folder
from casecoding.workbench.analysis import Question, read_matrix
from casecoding.workbench.archiving import archive_of, make_archive, open_archive
from casecoding.workbench.backing_up import back_up
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.codebook import codebook_archive, replace_with_archive
from casecoding.workbench.coding import change_coding, remove_coding
from casecoding.workbench.mending import diagnose, repair
from casecoding.workbench.reader import read_source
from casecoding.workbench.reading import read_overview
from casecoding.workbench.records import coding_records, log_records, suggestion_records
from casecoding.workbench.reporting import export_csv, export_excel, export_word
from casecoding.workbench.reshaping import merge_codes
from casecoding.workbench.reviewing import next_card
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import redo, revert, undo
from casecoding.workbench.telling import tell_changes, tell_log
from casecoding.workbench.trash import list_trash
from tests.builders import mark, store_source, usual_source
from tests.unit.importing import office_files

SHARES = {"study": 0.3, "codebook": 0.15, "archive": 0.05, "source": 0.5}
SECONDS = 20  # that one file may take
PDF_SHARE = 0.04  # each needs a helper of its own, which takes a while
TALK = "Interviewer: Hvordan går det?\n\nMette: Der er ingen kobling til bestyrelsen.\n\nInterviewer: Nå?\n"
OTHERS = {
    "tale.txt": TALK.encode(),
    "tale.md": f"# Møde\n\n{TALK}".encode(),
    "tale.rtf": rb"{\rtf1\ansi {\b Mette:} Der er ingen kobling.\par Bo: N\'e5.\par}",
    "tale.html": b"<html><body><p><b>Mette:</b> Ingen kobling.</p><table><tr><td>1</table></body>",
    "tale.srt": b"1\n00:00:01,000 --> 00:00:04,000\nMette: Ingen kobling.\n",
    "manifest.toml": b'[[source]]\nfile = "a.txt"\ncase = "Egelund"\nlevel = 1\nwave = "2018"\n',
    "tal.csv": "kilde;taler;tekst\na;Mette;Ingen kobling\nb;Bo;Næ\n".encode("cp1252"),
}  # fmt: skip


class Hung(BaseException):
    """A file took longer than it may."""


@dataclass
class Tally:
    """What came of the files, by kind."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)


Attempt = Callable[[Random], None]
DANISH = Translator("da")
WORK: tuple[Callable[[Bench], object], ...] = (
    lambda bench: export_word(bench, EVIDENCE, t=DANISH),
    lambda bench: export_csv(bench, EVIDENCE, t=DANISH),
    lambda bench: export_excel(bench, EVIDENCE, t=DANISH),
    lambda bench: [list_trash(bench, kind, DANISH) for kind in TrashKind],
    lambda bench: list(log_records(bench, with_changes=True)),
    lambda bench: [tell_changes(bench, seq, DANISH) for seq in range(1, 12)],
    next_card,
    archive_of,
    back_up,
    lambda bench: undo(bench, coder_id=_anne(bench)),
    lambda bench: redo(bench, coder_id=_anne(bench)),
    lambda bench: revert(bench, WHOLE_LOG, coder_id=_anne(bench)),
    lambda bench: repair(bench, coder_id=_anne(bench)),
    lambda bench: merge_codes(bench, "kobling.brudt", into="ledelse", coder_id=_anne(bench)),
    suggest,
    lambda bench: mark(bench, usual_source(), "følgegruppen", "ledelse", _anne(bench)),
)


def _anne(bench: Bench) -> str:
    return ensure_coder(bench, "Anne").id


def run(files: int = 10_000, *, seed: int = 8) -> bool:
    """Damage and read so many files; tell whether all were read or refused."""
    began, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        attempts = _attempts(Path(folder))
        for kind, attempt in attempts.items():
            for number in range(round(files * SHARES[kind])):
                _try(tally, kind, attempt, f"{seed}-{kind}-{number}")
    print(
        f"fuzz: {files:,} files, {sum(tally.read.values()):,} read, {sum(tally.refused.values()):,} refused, "
        f"{sum(tally.faults.values())} tracebacks or hangs, {time.monotonic() - began:.0f} s"
    )
    for kind in SHARES:
        print(
            f"    {kind}: {tally.read[kind]} read, {tally.refused[kind]} refused, {tally.faults[kind]} faults"
        )
    for what, where in list(tally.first.items())[:40]:
        print("   ", what, "←", where)
    return not tally.faults


def _attempts(folder: Path) -> dict[str, Attempt]:
    study = _make_study(folder)
    archive, codebook = _bytes_of_archive(folder, study), codebook_archive(read_overview(study).codebook)
    sources = dict(OTHERS)
    for file in sorted(shipped_folder("corpus").rglob("*.*")):
        if file.suffix in {".docx", ".vtt", ".pdf", ".txt"}:
            sources.setdefault(f"corpus{file.suffix}", file.read_bytes())
    sources["rig.docx"] = office_files.docx(office_files.p(office_files.run("Mette: Ingen kobling.")))
    sources |= _tables()
    content = Path(study.store.place).read_bytes()
    toml = _parts(codebook)
    return {
        "study": lambda random: _open_study(random, folder, damaged(random, content)),
        "codebook": lambda random: _open_codebook(random, study, folder, codebook, toml),
        "archive": lambda random: _open_archive(folder, damaged(random, archive)),
        "source": lambda random: _read_source(random, sources),
    }


def _try(tally: Tally, kind: str, attempt: Attempt, seed: str) -> None:
    try:
        with _alarm(SECONDS):
            attempt(Random(seed))
        tally.read[kind] += 1
    except CaseCodingError as refusal:
        sentence = refusal.sentence("da")
        tally.refused[kind] += 1
        if "Traceback" in sentence or sentence.count("\n"):
            _note(tally, kind, f"not a sentence: {sentence[:80]}", seed)
    except Hung:
        _note(tally, kind, "hung", seed)
    except Exception as error:  # noqa: BLE001 - what is looked for
        place = traceback.extract_tb(error.__traceback__)
        ours = next((one for one in reversed(place) if "casecoding" in one.filename), place[-1])
        where = f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}: {str(error)[:90]}"
        _note(tally, kind, where, seed)


def _note(tally: Tally, kind: str, what: str, seed: str) -> None:
    tally.faults[kind] += 1
    tally.first.setdefault(what, seed)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    def ring(_signal: int, _frame: object) -> None:
        raise Hung

    usual = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, usual)


def damaged(random: Random, content: bytes) -> bytes:
    """Return the bytes with one to eight injuries."""
    held = bytearray(content)
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        if not held:
            break
        at, length = random.randrange(len(held)), random.choice([1, 1, 2, 4, 16, 200, 4096])
        match random.randrange(6):
            case 0:
                held[at] ^= 1 << random.randrange(8)
            case 1:
                held[at : at + length] = random.randbytes(len(held[at : at + length]))
            case 2:
                del held[at : at + length]
            case 3:
                held[at:at] = held[at : at + length]
            case 4:
                held[at : at + length] = bytes(len(held[at : at + length]))
            case 5:
                other = random.randrange(len(held))
                held[at : at + length] = held[other : other + length]
        if random.random() < 0.05:
            del held[random.randrange(len(held) + 1) :]
    return bytes(held)


def _make_study(folder: Path) -> Bench:
    bench = create_bench(str(folder / "whole.casecoding"), title="Fuzz", settings=Settings())
    coder = ensure_coder(bench, "Anne").id
    source = store_source(bench, usual_source())
    suggest(bench)
    coding = mark(bench, source, "ingen kobling", "kobling", coder)
    change_coding(bench, coding.id, coder_id=coder, memo="en note")
    remove_coding(bench, mark(bench, source, "bakker op", "ledelse", coder).id, coder_id=coder)
    bench.store.close()
    return open_bench(bench.store.place, settings=Settings())


def _open_study(random: Random, folder: Path, content: bytes) -> None:
    """Open a study, look at it as the pages do, and work on it."""
    place = folder / "damaged.casecoding"
    for rest in folder.glob("damaged*"):
        shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    place.write_bytes(content)
    bench = open_bench(str(place), settings=Settings())
    try:
        overview = read_overview(bench)
        for card in overview.sources:
            read_source(bench, card.id)
        list(coding_records(bench))
        list(suggestion_records(bench))
        tell_log(bench, WHOLE_LOG, DANISH, limit=50)
        read_matrix(bench, Question())
        diagnose(bench)
        for work in random.sample(WORK, 3):
            work(bench)
    finally:
        bench.store.close()


def _open_codebook(
    random: Random, study: Bench, folder: Path, codebook: bytes, toml: dict[str, bytes]
) -> None:
    if random.random() < 0.3:
        replace_with_archive(study, damaged(random, codebook), coder_id="x")
        return
    target = folder / "codebook"
    hurt = random.choice(sorted(toml))
    for name, content in toml.items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(damaged(random, content) if name == hurt else content)
    load_codebook(target)


def _open_archive(folder: Path, content: bytes) -> None:
    place, target = folder / "damaged.zip", folder / "unpacked.casecoding"
    place.write_bytes(content)
    target.unlink(missing_ok=True)
    open_archive(place, target).store.close()


def _read_source(random: Random, sources: dict[str, bytes]) -> None:
    names = sorted(sources)
    name = random.choice(names)
    if name.endswith(".pdf") and random.random() > PDF_SHARE * len(names):
        name = "corpus.docx"
    content = damaged(random, sources[name])
    if name.endswith((".docx", ".xlsx", ".odt")) and random.random() < 0.6:
        content = _damaged_inside(random, sources[name])
    if name == "manifest.toml":
        read_manifest(content, name=name)
    else:
        read_file(name, content)


def _damaged_inside(random: Random, content: bytes) -> bytes:
    """Damage one part of a zip and pack it again, so that the injury is met by its reader."""
    parts = _parts(content)
    hurt = random.choice(sorted(parts))
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, damaged(random, part) if name == hurt else part)
    return held.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _bytes_of_archive(folder: Path, study: Bench) -> bytes:
    return make_archive(study, folder / "whole.zip").read_bytes()


def _tables() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.active.append(["kilde", "taler", "tekst"])
    book.active.append(["a", "Mette", "Ingen kobling"])
    held = BytesIO()
    book.save(held)
    return {"tal.xlsx": held.getvalue()}


if __name__ == "__main__":
    run()
