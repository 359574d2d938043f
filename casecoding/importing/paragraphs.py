"""Paragraph: what every format reader gives, in reading order."""

from dataclasses import dataclass, replace

from casecoding.domain.source import TurnStyle
from casecoding.importing.canonical import canonical

_SYMBOL_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8), "•")
CELL = "\t"
"""What parts the cells of a table row."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, line, cue or table row of a file.

    `lead` is the bold text it opens with, a hint of a name. `speaker` is set where the
    file's own markup says who speaks. `glue` is None for a paragraph that stands alone,
    else what parts it from the line or cue before when both turn out to be one.
    """

    text: str
    style: TurnStyle = TurnStyle.PARAGRAPH
    time: float | None = None
    page: int | None = None
    lead: str = ""
    speaker: str | None = None
    glue: str | None = None

    def tidied(self) -> "Paragraph":
        """Return this with canonical text and without blanks at its ends."""
        lines = canonical(self.text).translate(_SYMBOL_BULLETS).strip().split("\n")
        speaker = canonical(self.speaker).strip().rstrip(" :") if self.speaker else None
        text = "\n".join(line.rstrip() for line in lines)
        return replace(self, text=text, lead=canonical(self.lead).strip(), speaker=speaker or None)


def tidy(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that hold anything, in canonical form."""
    tidied = (paragraph.tidied() for paragraph in paragraphs)
    return tuple(paragraph for paragraph in tidied if paragraph.text)
