"""Gathers what an rtf's tokens say into paragraphs, table rows and notes."""

from dataclasses import dataclass, field
from enum import StrEnum

from casecoding.domain.source import ReadingChoices, TurnStyle
from casecoding.importing.paragraphs import CELL, Paragraph

_MAX_DEPTH = 20


class Kind(StrEnum):
    """What a stretch of an rtf is to the reader of the document."""

    BODY = "body"
    BOX = "box"
    NOTE = "note"
    COMMENT = "comment"
    AUTHOR = "author"
    MARK = "mark"
    ABOVE = "above"
    BELOW = "below"


@dataclass(slots=True)
class Aside:
    """What stands beside the body: notes and comments with their marks, headers and footers."""

    with_comments: bool
    notes: list[Paragraph] = field(default_factory=list)
    comments: list[Paragraph] = field(default_factory=list)
    above: list[Paragraph] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    author: str = ""

    def note(self, text: str) -> str:
        """Keep a footnote or endnote and return its mark."""
        mark = f"[{len(self.notes) + 1}]"
        self.notes.append(Paragraph(f"{mark} {text}", TurnStyle.NOTE))
        return mark

    def comment(self, text: str) -> str:
        """Keep a comment where comments are asked for, and return its mark."""
        who, self.author = self.author, ""
        if not self.with_comments or not text:
            return ""
        mark = f"[K{len(self.comments) + 1}]"
        self.comments.append(Paragraph(f"{mark} {who}: {text}" if who else f"{mark} {text}", TurnStyle.NOTE))
        return mark


@dataclass(slots=True)
class _Row:
    """The table row that is being read: finished cells, and finished paragraphs of the open one."""

    cells: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append("\n".join(line for line in self.lines if line))
        self.lines = []


@dataclass(slots=True)
class Flow:
    """One stretch of text, from its first paragraph to its last."""

    kind: Kind
    aside: Aside
    found: list[Paragraph] = field(default_factory=list)
    style: TurnStyle = TurnStyle.PARAGRAPH
    mark: str = ""
    parts: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    lead_is_over: bool = False
    boxes: list[Paragraph] = field(default_factory=list)
    depth: int = 0
    rows: list[_Row] = field(default_factory=list)

    def add(self, text: str, *, bold: bool = False) -> None:
        self.parts.append(text)
        if bold and not self.lead_is_over:
            self.lead.append(text)
        elif text.strip():
            self.lead_is_over = True

    def take(self, inner: "Flow") -> None:
        """Take in a stretch that stood inside this one."""
        inner.end_paragraph()
        inner.end_row()
        told = "\n".join(text for paragraph in inner.found if (text := paragraph.text.strip()))
        match inner.kind:
            case Kind.NOTE:
                self.add(self.aside.note(told) if told else "")
            case Kind.COMMENT:
                self.add(self.aside.comment(told))
            case Kind.AUTHOR:
                self.aside.author = told
            case Kind.MARK:
                self.mark = told if any(map(str.isalnum, told)) and told != "o" else "•"
            case Kind.ABOVE:
                self.aside.above += _worded(inner.found)
            case Kind.BELOW:
                self.aside.below += _worded(inner.found)
            case Kind.BOX | Kind.BODY:
                self._take_box(inner.found)

    def _take_box(self, paragraphs: list[Paragraph]) -> None:
        """Put a text box before the paragraph it stands in where that is empty so far, else after it."""
        if self.depth or any(part.strip() for part in self.parts):
            self.boxes += paragraphs
        else:
            self.found += paragraphs

    def reset(self) -> None:
        """Take the paragraph for plain text outside tables."""
        self.style, self.depth = TurnStyle.PARAGRAPH, 0

    def nest(self, depth: int) -> None:
        """Put the paragraph in a table, `depth` tables deep."""
        self.depth = min(max(depth, 0), _MAX_DEPTH)

    def end_paragraph(self) -> None:
        paragraph = self._closed()
        if self.depth:
            self._row().lines.append(paragraph.text.strip())
            return
        self.end_row()
        self.found.append(paragraph)
        self.found += self.boxes
        self.boxes = []

    def end_cell(self) -> None:
        self.depth = max(self.depth, 1)
        row = self._row()
        row.lines.append(self._closed().text.strip())
        row.end_cell()

    def end_row(self) -> None:
        """Store the outermost row; a row of one cell is a frame around paragraphs."""
        while len(self.rows) > 1:
            self.end_nested_row()
        for row in self.rows:
            if any(row.lines):
                row.end_cell()
            if len(row.cells) == 1:
                self.found += [Paragraph(line) for line in row.cells[0].split("\n")]
            elif row.cells:
                self.found.append(Paragraph(CELL.join(row.cells).strip(CELL), TurnStyle.TABLE_ROW))
        self.rows = []
        if not self.depth or not self.parts:
            self.found += self.boxes
            self.boxes = []

    def end_nested_row(self) -> None:
        """Make a line of the outer cell of an inner table's row."""
        if len(self.rows) < 2:  # noqa: PLR2004 - one row is the outer table's own
            return
        inner = self.rows.pop()
        if any(inner.lines):
            inner.end_cell()
        self.rows[-1].lines.append(CELL.join(inner.cells).strip(CELL))

    def _row(self) -> _Row:
        while len(self.rows) < self.depth:
            self.rows.append(_Row())
        return self.rows[self.depth - 1]

    def _closed(self) -> Paragraph:
        """Return the paragraph that ends here and begin the next."""
        text, lead = _with_pairs("".join(self.parts)), _with_pairs("".join(self.lead))
        mark, self.mark = self.mark, ""
        style = self.style
        if mark and text.strip():
            text = f"{mark} {text.lstrip()}"
            style = TurnStyle.LIST_ITEM if style is TurnStyle.PARAGRAPH else style
        self.parts, self.lead, self.lead_is_over = [], [], False
        return Paragraph(text, style, lead=lead)

    def composed(self, choices: ReadingChoices) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
        """Return the whole document in order, and what was left out of it."""
        above, below = (list(dict.fromkeys(part)) for part in (self.aside.above, self.aside.below))
        text = [*self.found, *self.aside.notes, *self.aside.comments]
        if choices.page_furniture:
            return (*above, *text, *below), ()
        return tuple(text), tuple(dict.fromkeys(paragraph.text for paragraph in above + below))


def _worded(paragraphs: list[Paragraph]) -> list[Paragraph]:
    texts = (paragraph.text.strip() for paragraph in paragraphs)
    return [Paragraph(text, TurnStyle.NOTE) for text in texts if any(map(str.isalpha, text))]


def _with_pairs(text: str) -> str:
    """Return the text with pairs of surrogates, as \\u writes them, made one sign."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
