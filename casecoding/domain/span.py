"""Span: a half-open range of Unicode code points in one source's text."""

from dataclasses import dataclass
from typing import Self

from casecoding.errors import InvalidSpan


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in code points of `Source.text`; never empty, never negative."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidSpan(start=self.start, end=self.end, length="?")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of this span in `text`.

        Raises InvalidSpan when the span reaches past the text.
        """
        if self.end > len(text):
            raise InvalidSpan(start=self.start, end=self.end, length=len(text))
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, distance: int) -> Self:
        return type(self)(self.start + distance, self.end + distance)

    @classmethod
    def from_utf16(cls, text: str, start: int, end: int) -> Self:
        """Return the span that browser offsets (UTF-16 code units) mean in `text`.

        An offset inside a surrogate pair takes the whole character in. Raises
        InvalidSpan when the offsets are not in the text.
        """
        encoded = text.encode("utf-16-le")
        if not 0 <= start < end <= len(encoded) // 2:
            raise InvalidSpan(start=start, end=end, length=len(encoded) // 2)
        before = encoded[: 2 * start].decode("utf-16-le", "ignore")
        after = encoded[2 * end :].decode("utf-16-le", "ignore")
        return cls(len(before), len(text) - len(after))

    def to_utf16(self, text: str) -> tuple[int, int]:
        """Return this span's offsets in UTF-16 code units, as browsers and NVivo count."""
        before = len(text[: self.start].encode("utf-16-le")) // 2
        inside = len(text[self.start : self.end].encode("utf-16-le")) // 2
        return before, before + inside
