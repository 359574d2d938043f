"""Counts list items the way word processors show them."""

import re
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_END = 4000
_MOST_LETTERS = 30
_LONGEST_PATTERN = 60
_WHOLE = re.compile(r"-?[0-9]{1,9}")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered; `pattern` holds %1 to %9 for the levels' numbers."""

    format: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class ListCounter:
    """The running numbers of one list."""

    levels: dict[int, ListLevel]
    numbers: dict[int, int] = field(default_factory=dict)

    def mark(self, depth: int) -> str:
        """Count one item at `depth` (from 0) and return its mark, such as "1.2" or "•"."""
        level = self.levels.get(depth, ListLevel("bullet", BULLET))
        self.numbers[depth] = self.numbers.get(depth, level.start - 1) + 1
        for deeper in [known for known in self.numbers if known > depth]:
            del self.numbers[deeper]
        if level.format == "bullet":
            return BULLET
        return "" if level.format == "none" else self._filled(level.pattern)

    def _filled(self, pattern: str) -> str:
        pattern = pattern[:_LONGEST_PATTERN]
        for depth in range(9):
            sign = f"%{depth + 1}"
            if sign in pattern:
                level = self.levels.get(depth, ListLevel("decimal", sign))
                pattern = pattern.replace(sign, written(self.numbers.get(depth, level.start), level.format))
        return pattern


def whole(number: str | None, default: int) -> int:
    """Return `number` as an integer, `default` where a file holds something else."""
    return int(number) if number and _WHOLE.fullmatch(number) else default


def written(number: int, number_format: str) -> str:
    """Return `number` as a list shows it in one of Word's number formats."""
    match number_format:
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _letters(number: int) -> str:
    repeats = (number - 1) // 26 + 1
    return chr(ord("a") + (number - 1) % 26) * repeats if 0 < repeats <= _MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    if not 0 < number < _ROMAN_END:
        return str(number)
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs
