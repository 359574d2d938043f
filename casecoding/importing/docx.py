"""Reads docx: every word that Word shows when tracked changes are accepted, once, in order."""

from dataclasses import dataclass, field

from casecoding.domain.source import TurnStyle
from casecoding.errors import UnreadableFile
from casecoding.importing.docx_parts import (
    ParagraphStyle,
    is_outlined,
    list_place,
    part_names,
    read_lists,
    read_styles,
    value,
    word_namespace,
)
from casecoding.importing.guards import Archive, Element, open_archive
from casecoding.importing.numbering import ListCounter
from casecoding.importing.paragraphs import CELL, Paragraph

FORMAT = "docx"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = ("0", "false", "off", "none")


def read_docx(file: str, content: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a docx; footnotes and endnotes stand at the end with their marks."""
    archive = open_archive(file, content, kind=FORMAT)
    main = main_part(archive)
    root = archive.xml(main)
    w = word_namespace(root)
    body = root.find(f"{{{w}}}body") if w else None
    if w is None or body is None:
        raise UnreadableFile(file=file, format=FORMAT)
    walker = _walker(archive, part_names(archive, main=main), w)
    walker.blocks(body)
    walker.notes()
    return tuple(walker.found)


def main_part(archive: Archive) -> str:
    """Return the name of the part that holds the body."""
    if not archive.has("_rels/.rels"):
        return "word/document.xml"
    return part_names_of_package(archive).get("officeDocument", "word/document.xml")


def part_names_of_package(archive: Archive) -> dict[str, str]:
    return {
        relation.get("Type", "").rsplit("/", 1)[-1]: relation.get("Target", "").lstrip("/")
        for relation in archive.xml("_rels/.rels")
    }


def _walker(archive: Archive, parts: dict[str, str], w: str) -> "_Walker":
    def side(kind: str) -> Element | None:
        name = parts.get(kind)
        return archive.xml(name) if name and archive.has(name) else None

    styles, lists = side("styles"), side("numbering")
    return _Walker(
        w,
        {} if styles is None else read_styles(styles, w),
        {} if lists is None else read_lists(lists, w),
        {kind: _notes_by_id(side(f"{kind}s"), kind, w) for kind in ("footnote", "endnote")},
    )


def _notes_by_id(root: Element | None, kind: str, w: str) -> dict[str, Element]:
    found = [] if root is None else root.findall(f"{{{w}}}{kind}")
    return {note.get(f"{{{w}}}id", ""): note for note in found}


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
class _Walker:
    """Walks one document in reading order; `w` is its WordprocessingML namespace."""

    w: str
    styles: dict[str, ParagraphStyle]
    lists: dict[str, ListCounter]
    notes_by_kind: dict[str, dict[str, Element]]
    found: list[Paragraph] = field(default_factory=list)
    cited: dict[tuple[str, str], int] = field(default_factory=dict)
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
        kind = self._name(element).removesuffix("Reference")
        note = element.get(f"{{{self.w}}}id", "")
        if kind in self.notes_by_kind and note in self.notes_by_kind[kind]:
            inline.add(f"[{self.cited.setdefault((kind, note), len(self.cited) + 1)}]")

    def notes(self) -> None:
        """Add the notes that the text points to, each with its mark."""
        for (kind, note), number in tuple(self.cited.items()):
            told = "\n".join(self._texts_in(self.notes_by_kind[kind][note]))
            if told:
                self.found.append(Paragraph(f"[{number}] {told}", TurnStyle.NOTE))

    def _texts_in(self, container: Element) -> list[str]:
        """Return the texts of the paragraphs in a note or cell, without storing them."""
        start = len(self.found)
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
        texts = ["\n".join(self._texts_in(cell)) for cell in cells]
        self.found.append(Paragraph(CELL.join(texts).strip(CELL), TurnStyle.TABLE_ROW))
