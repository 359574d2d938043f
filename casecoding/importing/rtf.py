"""Reads rtf."""

from striprtf.striprtf import rtf_to_text

from casecoding.domain.source import TurnStyle
from casecoding.errors import UnreadableFile
from casecoding.importing.paragraphs import CELL, Paragraph

FORMAT = "rtf"
_CELL_END = "|"


def read_rtf(file: str, content: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs and table rows of an rtf; its footnotes are not read."""
    try:
        text: str = rtf_to_text(content.decode("latin-1"))  # type: ignore[no-untyped-call]
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16")
    except (UnicodeError, ValueError, OverflowError, LookupError, IndexError) as fault:
        raise UnreadableFile(file=file, format=FORMAT) from fault
    return tuple(_paragraph(line) for line in whole.split("\n"))


def _paragraph(line: str) -> Paragraph:
    """Return one line; only a table row ends with the mark of a cell."""
    if not line.endswith(_CELL_END):
        return Paragraph(line)
    return Paragraph(line.rstrip(_CELL_END).replace(_CELL_END, CELL), TurnStyle.TABLE_ROW)
