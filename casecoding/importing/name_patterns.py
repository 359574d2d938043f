"""File names read by a pattern that a person writes: {case}_{wave}_{level}."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from casecoding.errors import PatternFault

FIELDS = ("case", "wave", "level", "kind", "name", "date", "role", "_")
DANISH = {"runde": "wave", "niveau": "level", "type": "kind", "navn": "name", "dato": "date", "rolle": "role"}
FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern of file names without their endings; `_` stands for what is passed over."""

    pattern: str
    expression: re.Pattern[str]

    def read(self, file: str) -> dict[str, str] | None:
        """Return field -> words of a file's name, None where it does not fit."""
        found = self.expression.fullmatch(PurePath(file.replace("\\", "/")).stem)
        if found is None:
            return None
        return {
            field: " ".join(words.replace("_", " ").split()) for field, words in found.groupdict().items()
        }


def read_pattern(pattern: str) -> NamePattern:
    """Return the pattern; raises PatternFault for an unknown field, one that stands twice, or none."""
    pieces, at, seen = [], 0, set()
    for field in FIELD.finditer(pattern):
        told = field[1].strip().casefold()
        name = DANISH.get(told, told)
        if name not in FIELDS:
            raise PatternFault(pattern=pattern, fault=f"{{{told}}}? {', '.join(FIELDS)}.")
        if name in seen and name != "_":
            raise PatternFault(pattern=pattern, fault=f"{{{told}}} × 2.")
        seen.add(name)
        pieces += [_literal(pattern[at : field.start()]), ".+?" if name == "_" else f"(?P<{name}>.+?)"]
        at = field.end()
    if not seen - {"_"}:
        raise PatternFault(pattern=pattern, fault="0 × {…}.")
    pieces.append(_literal(pattern[at:]))
    return NamePattern(pattern, re.compile("".join(pieces), re.IGNORECASE))


def _literal(words: str) -> str:
    """Return an expression for the words between two fields; a blank is any run of blanks."""
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", words))
