"""Times import: a docx of 20,000 words, a pdf of 342 pages, and a hundred such docx, without suggestions."""

import os
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx import Document

from benchmarks.studies import long_transcript
from casecoding.importing.reading import read_file
from casecoding.workbench.bench import create_bench
from casecoding.workbench.importing import Said, import_files

WORDS = 20_000
PAGES = 342
MANY, FEW = 100, 10
WORDS_A_RUN = 6
LINES_A_PAGE, LETTERS_A_LINE = 46, 88


def main() -> None:
    """Print each figure beside its bar."""
    print(f"{'import':<52}{'CPU s':>8}{'wall s':>8}{'bar':>24}")  # noqa: T201 - the table is the result
    with tempfile.TemporaryDirectory() as folder:
        _one_docx(Path(folder))
        _one_pdf()
        _many(Path(folder))


def _one_docx(folder: Path) -> None:
    file = _docx(folder, "en.docx", long_transcript(WORDS))
    content = file.read_bytes()
    _print(f"docx of {WORDS:,} words, read", *_spent(lambda: read_file(file.name, content)), "")
    bench = create_bench(str(folder / "en.casecoding"))
    spent = _spent(lambda: import_files(bench, [file], said=Said(case="Bench")))
    _print(f"docx of {WORDS:,} words, read and stored", *spent, "CPU 0.3 s")


def _one_pdf() -> None:
    content = _pdf(long_transcript(8 * WORDS), PAGES)
    _print(f"pdf of {PAGES} pages, read", *_spent(lambda: read_file("bog.pdf", content)), "wall 5 s")


def _many(folder: Path) -> None:
    """Import ten files and then a hundred: the time of each must stay what it was."""
    text = long_transcript(WORDS)
    for count in (FEW, MANY):
        files = [_docx(folder, f"{count}-{at}.docx", f"Nr. {at}\n{text}") for at in range(count)]
        bench = create_bench(str(folder / f"{count}.casecoding"))
        cpu, wall = _spent(lambda: import_files(bench, files, said=Said(case="Bench")))  # noqa: B023 - run at once
        _print(f"{count} docx of {WORDS:,} words, each", cpu / count, wall / count, "the same for 10 and 100")


def _docx(folder: Path, name: str, text: str) -> Path:
    """Write a docx with a paragraph per line and a run per six words, as Word breaks its text up."""
    document = Document()
    for line in filter(None, text.split("\n")):
        paragraph, words = document.add_paragraph(), line.split(" ")
        for at in range(0, len(words), WORDS_A_RUN):
            paragraph.add_run(" ".join(words[at : at + WORDS_A_RUN]) + " ").italic = at % 4 == 0
    held = BytesIO()
    document.save(held)
    file = folder / name
    file.write_bytes(held.getvalue())
    return file


def _pdf(text: str, pages: int) -> bytes:
    """Return a pdf that holds `text` in lines of Helvetica, as many pages as asked for."""
    flat = " ".join(text.split()).encode("cp1252", "ignore").translate(None, b"\\()")
    lines = [flat[at : at + LETTERS_A_LINE] for at in range(0, len(flat), LETTERS_A_LINE)]
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT]
    kids = []
    for page in range(pages):
        own = [lines[(page * LINES_A_PAGE + row) % len(lines)] for row in range(LINES_A_PAGE)]
        shown = b"BT /F1 10 Tf 50 780 Td " + b"".join(b"(%s) Tj 0 -15 Td " % line for line in own) + b"ET"
        kids.append(b"%d 0 R" % (len(bodies) + 1))
        bodies += [_PAGE % (len(bodies) + 2), b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)]
    bodies[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), pages)
    return _numbered(bodies)


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"


def _numbered(bodies: list[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(written))
    return bytes(written + table + end)


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """Return the processor's seconds, helpers' too, and the wall's."""
    cpu, wall = sum(os.times()[:4]), time.perf_counter()
    work()
    return sum(os.times()[:4]) - cpu, time.perf_counter() - wall


def _print(name: str, cpu: float, wall: float, bar: str) -> None:
    print(f"{name:<52}{cpu:>8.2f}{wall:>8.2f}{bar:>24}")  # noqa: T201 - the table is the result


if __name__ == "__main__":
    main()
