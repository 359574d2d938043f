"""Cleans verbatim reports of parliament debates: what was said, one paragraph each, once."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

TIME = re.compile(r"^Kl\. \d")
TIME_AT_END = re.compile(r"\s{3,}Kl\. \d\d:\d\d$")
SPEAKER = re.compile(r"^[^:]{3,90}(\([A-ZÆØÅa-zæøå ]{1,40}\))?:\s*$")
BLANKS = re.compile(r"\s+")
NEW_PARAGRAPH = "   "
SHORTEST, LONGEST = 40, 3_000  # characters


def read_debates(folder: Path) -> list[str]:
    """Return the paragraphs of all reports in `folder`, each once, in order."""
    return read_paragraphs(sorted(folder.glob("*.txt")))


def read_paragraphs(files: Iterable[Path]) -> list[str]:
    """Return the paragraphs of these reports, each once, in order."""
    return list(dict.fromkeys(paragraph for file in files for paragraph in _paragraphs(file)))


def _paragraphs(file: Path) -> Iterator[str]:
    held: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        words = TIME_AT_END.sub("", line.strip())
        heading = not words or TIME.match(words) or SPEAKER.match(words)
        if heading or line.startswith(NEW_PARAGRAPH):
            yield from _speech(held)
            held = []
        if not heading:
            held.append(words)
    yield from _speech(held)


def _speech(lines: Iterable[str]) -> Iterator[str]:
    text = BLANKS.sub(" ", " ".join(lines)).strip()
    if SHORTEST < len(text) <= LONGEST and text[-1] in ".?!:":
        yield text
