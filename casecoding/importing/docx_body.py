"""Walks the body of a docx: the words that Word shows when tracked changes are accepted, in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casecoding.domain.source import TurnStyle
from casecoding.errors import TooManyParagraphs
from casecoding.importing.docx_parts import ParagraphStyle, is_outlined, list_place, value
from casecoding.importing.guards import MAX_PARAGRAPHS, Element
from casecoding.importing.numbering import ListCounter
from casecoding.importing.paragraphs import CELL, Paragraph

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = ("0", "false", "off", "none")
_SIGNS = {
    "F0E0": "→", "F0DF": "←", "F0E8": "➔", "F0F3": "↔", "F0FC": "✓", "F0FB": "✗", "F0A8": "☐", "F0FE": "☒",
    "F04A": "☺", "F04C": "☹", "F0B7": "•", "F0A7": "•",
}  # fmt: skip
"""The Wingdings that Word itself puts in the place of typed signs, by their code."""


@dataclass(slots=True)
class _Inline:
    """The text gathered so far of one paragraph, its bold opening and the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    bold: bool = False
    lead_over: bool = False
    boxes: list[tuple[bool, Element]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        if self.bold and not self.lead_over:
            self.lead.append(text)
        elif text.strip():
            self.lead_over = True

    def is_blank(self) -> bool:
        return not any(part.strip() for part in self.parts)


@dataclass(slots=True)
class Notes:
    """The footnotes, endnotes and comments of a document, and the marks of those it points to."""

    by_kind: dict[str, dict[str, Element]]
    marks: dict[tuple[str, str], str] = field(default_factory=dict)

    def mark(self, kind: str, note: str) -> str | None:
        """Return the mark of a note that is pointed to, counting comments apart."""
        if note not in self.by_kind.get(kind, {}):
            return None
        comments = sum(known == "comment" for known, _ in self.marks)
        fresh = f"[K{comments + 1}]" if kind == "comment" else f"[{len(self.marks) - comments + 1}]"
        return self.marks.setdefault((kind, note), fresh)

    def pointed_to(self) -> list[tuple[str, Element]]:
        """Return marks and notes in the order of their marks, comments last."""
        ordered = sorted(self.marks.items(), key=lambda marked: marked[0][0] == "comment")
        return [(mark, self.by_kind[kind][note]) for (kind, note), mark in ordered]


@dataclass(slots=True)
class Walker:
    """Walks one document in reading order; `w` is its WordprocessingML namespace.

    Raises TooManyParagraphs.
    """

    file: str
    w: str
    styles: dict[str, ParagraphStyle]
    lists: dict[str, ListCounter]
    notes: Notes
    found: list[Paragraph] = field(default_factory=list)
    unfinished: str = ""
    skipped: frozenset[str] = frozenset()
    letters: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        gone = ("del", "moveFrom", "pPr", "instrText", "delText", "delInstrText", "annotationRef", "rPr")
        self.skipped = frozenset({_FALLBACK, *(f"{{{self.w}}}{name}" for name in gone)})
        signs = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
        self.letters = {f"{{{self.w}}}{name}": sign for name, sign in signs.items()}

    def blocks(self, parent: Element) -> None:
        """Walk paragraphs and tables under `parent`, through whatever wraps them."""
        for child in parent:
            name = self._name(child)
            if name == "p":
                self.paragraph(child)
            elif name == "tbl":
                self.table(child)
            elif child.tag not in self.skipped and isinstance(child.tag, str):
                self.blocks(child)

    def _name(self, element: Element) -> str:
        tag = element.tag
        prefix = f"{{{self.w}}}"
        return tag[len(prefix) :] if isinstance(tag, str) and tag.startswith(prefix) else ""

    def paragraph(self, element: Element) -> None:
        if len(self.found) > MAX_PARAGRAPHS:
            raise TooManyParagraphs(file=self.file, count=len(self.found), limit=MAX_PARAGRAPHS)
        inline = _Inline()
        self.inline(element, inline)
        for before, box in inline.boxes:
            if before:
                self.blocks(box)
        self._close(element, inline)
        for before, box in inline.boxes:
            if not before:
                self.blocks(box)

    def _close(self, element: Element, inline: _Inline) -> None:
        """Store a paragraph, or keep it for the next where its end mark is a tracked deletion."""
        properties = element.find(f"{{{self.w}}}pPr")
        text = self.unfinished + "".join(inline.parts)
        self.unfinished = ""
        if properties is not None and properties.find(f"{{{self.w}}}rPr/{{{self.w}}}del") is not None:
            self.unfinished = text
            return
        style, mark = self._style_and_mark(properties, blank=not text.strip())
        self.found.append(Paragraph(f"{mark} {text}" if mark else text, style, lead="".join(inline.lead)))

    def _style_and_mark(self, properties: Element | None, *, blank: bool) -> tuple[TurnStyle, str]:
        style = self.styles.get(value(properties, "pStyle", self.w) or "", ParagraphStyle())
        place = list_place(properties, self.w) or style.list
        counter = self.lists.get(place[0]) if place and not blank else None
        mark = counter.mark(place[1]) if counter and place else ""
        heading = style.is_heading or is_outlined(value(properties, "outlineLvl", self.w))
        if heading:
            return TurnStyle.HEADING, mark
        return (TurnStyle.LIST_ITEM, mark) if mark else (TurnStyle.PARAGRAPH, "")

    def inline(self, parent: Element, inline: _Inline) -> None:
        """Gather the text under a paragraph or anything inside one."""
        text_tag, run_tag, box_tag = f"{{{self.w}}}t", f"{{{self.w}}}r", f"{{{self.w}}}txbxContent"
        for child in parent:
            tag = child.tag
            if tag == text_tag or tag in (_MATH, _STRICT_MATH):
                inline.add(child.text or "")
            elif tag == run_tag:
                inline.bold = self._is_bold(child)
                self.inline(child, inline)
            elif tag in self.letters:
                inline.add(self.letters[tag])
            elif tag == box_tag:
                inline.boxes.append((inline.is_blank(), child))
            elif tag not in self.skipped and isinstance(tag, str):
                self._cite(child, inline)
                self.inline(child, inline)

    def _is_bold(self, run: Element) -> bool:
        bold = value(run, "rPr/b", self.w)
        return bold is not None and bold not in _OFF

    def _cite(self, element: Element, inline: _Inline) -> None:
        kind = self._name(element)
        if kind.endswith("Reference"):
            mark = self.notes.mark(kind.removesuffix("Reference"), element.get(f"{{{self.w}}}id", ""))
            inline.add(mark or "")
        elif kind == "sym":
            inline.add(_SIGNS.get(element.get(f"{{{self.w}}}char", "").upper(), ""))

    def end(self) -> None:
        """Add what is unfinished, and the notes that the text points to, each with its mark."""
        if self.unfinished.strip():
            self.found.append(Paragraph(self.unfinished))
        self.unfinished = ""
        for mark, note in self.notes.pointed_to():
            told = "\n".join(self._texts_in([note]))
            who = note.get(f"{{{self.w}}}author", "")
            if told:
                self.found.append(
                    Paragraph(f"{mark} {who}: {told}" if who else f"{mark} {told}", TurnStyle.NOTE)
                )

    def aside(self, root: Element) -> list[Paragraph]:
        """Return the texts of a header or footer, without storing them; numbers alone are left out."""
        shown = self._texts_in([root])
        return [Paragraph(text, TurnStyle.NOTE) for text in shown if any(map(str.isalpha, text))]

    def _texts_in(self, containers: Iterable[Element]) -> list[str]:
        """Return the texts of the paragraphs in notes or cells, without storing them."""
        start = len(self.found)
        for container in containers:
            self.blocks(container)
        texts = [paragraph.text.strip() for paragraph in self.found[start:]]
        del self.found[start:]
        return [text for text in texts if text]

    def table(self, table: Element) -> None:
        """Add one paragraph per row; a table with one cell a row is a frame around paragraphs."""
        rows = [list(self._within(row, "tc")) for row in self._within(table, "tr")]
        if all(len(cells) == 1 for cells in rows):
            for (cell,) in rows:
                self.blocks(cell)
            return
        for cells in rows:
            self._row(cells)

    def _within(self, parent: Element, name: str) -> list[Element]:
        """Return the rows or cells of a table, through content controls and tracked insertions."""
        found: list[Element] = []
        for child in parent:
            if self._name(child) == name:
                found.append(child)
            elif self._name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                found += self._within(child, name)
        return found

    def _row(self, cells: list[Element]) -> None:
        texts = ["\n".join(self._texts_in([cell])) for cell in cells]
        self.found.append(Paragraph(CELL.join(texts).strip(CELL), TurnStyle.TABLE_ROW))
