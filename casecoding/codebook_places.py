"""Where in a codebook's files a fault stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casecoding.errors import CodebookFault

ENTRY = re.compile(r"\s*\[\[?\s*([\w.]+)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a codebook, for faults: a file and, where it is known, the line of the entry.

    `entries` goes from (code, cue) to the line where it begins: -1 is no code's own cue.
    """

    file: str
    entries: Mapping[tuple[int, int], int] = field(default_factory=dict)
    code: int = 0
    cue: int = -1

    def at(self, code: int, cue: int = -1) -> "Where":
        return replace(self, code=code, cue=cue)

    @property
    def line(self) -> str:
        at = self.entries.get((self.code, self.cue))
        return f":{at}" if at else ""


def entries_of(text: str) -> dict[tuple[int, int], int]:
    """Return (code, cue) -> the line where it begins in a theme's TOML; the theme is code 0.

    The head itself has no line: it is the whole file."""
    entries: dict[tuple[int, int], int] = {}
    code, cue = 0, -1
    for number, line in enumerate(text.splitlines(), start=1):
        header = ENTRY.match(line)
        match header[1] if header else "":
            case "codes" | "levels":
                code, cue = code + 1, -1
            case "cues" | "codes.cues":
                cue += 1
            case _:
                continue
        entries[code, cue] = number
    return entries


def fault_at(where: Where, words: str, code_id: str = "") -> CodebookFault:
    """Return the fault with its file, the line of its entry and its code."""
    fault = f"'{code_id}': {words}" if code_id else words
    return CodebookFault(file=where.file, line=where.line, fault=fault)
