"""Reads odt: paragraphs, headings, lists, tables, text boxes and notes in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from casecoding.domain.source import BODY_ALONE, ReadingChoices, TurnStyle
from casecoding.errors import EncryptedFile, UnreadableFile
from casecoding.importing.guards import Archive, Element, open_archive, parse_xml
from casecoding.importing.numbering import ListCounter, ListLevel, whole
from casecoding.importing.odf_locks import Lock, locks_of
from casecoding.importing.paragraphs import CELL, Paragraph

FORMAT = "odt"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _TABLE, _STYLE = f"{{{_OASIS}:text:1.0}}", f"{{{_OASIS}:table:1.0}}", f"{{{_OASIS}:style:1.0}}"
_OFFICE, _DRAW = f"{{{_OASIS}:office:1.0}}", f"{{{_OASIS}:drawing:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FO = f"{{{_OASIS}:xsl-fo-compatible:1.0}}"
_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls",
     f"{_TEXT}variable-decls", f"{_TEXT}user-field-decls", f"{_TEXT}ruby-text", f"{_TABLE}table-columns"}
)  # fmt: skip
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MANIFEST = "META-INF/manifest.xml"
_MAX_BLANKS = 100


def read_odt(
    file: str, content: bytes, choices: ReadingChoices = BODY_ALONE
) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """Return the paragraphs of an odt, and the running headers and footers that were left out.

    Tracked deletions are left out. Notes stand at the end with their marks, then comments
    where they are asked for.
    """
    archive = _Unlocking.of(open_archive(file, content, kind=FORMAT), choices.password)
    root = archive.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile(file=file, format=FORMAT)
    styles = [archive.xml("styles.xml")] if archive.has("styles.xml") else []
    walker = _Walker(
        _list_levels([*styles, root]), _bold_styles(root), _outline(styles), comments=choices.comments
    )
    walker.blocks(body)
    text = (*walker.found, *walker.notes, *walker.remarks)
    above, below = (_furniture(styles, name, walker) for name in ("header", "footer"))
    if choices.page_furniture:
        return (*above, *text, *below), ()
    return text, tuple(dict.fromkeys(paragraph.text for paragraph in above + below))


@dataclass(frozen=True, slots=True)
class _Unlocking:
    """A container whose locked parts are opened by a password."""

    archive: Archive
    locks: Mapping[str, Lock]
    password: str = field(repr=False)

    @classmethod
    def of(cls, archive: Archive, password: str) -> Self:
        """Read what is locked; raises EncryptedFile where a password is wanted, and PasswordUnsupported."""
        locks = locks_of(archive.xml(_MANIFEST), file=archive.file) if archive.has(_MANIFEST) else {}
        if locks and not password:
            raise EncryptedFile(file=archive.file)
        return cls(archive, locks, password)

    def has(self, part: str) -> bool:
        return self.archive.has(part)

    def xml(self, part: str) -> Element:
        content, lock, file = self.archive.read(part), self.locks.get(part), self.archive.file
        if lock:
            content = lock.open(content, password=self.password, file=file, part=part)
        return parse_xml(content, file=file, part=part)


def _outline(roots: list[Element]) -> ListCounter:
    """Return the counter of numbered headings; levels without a number are not in it."""
    levels = (level for root in roots for level in root.iter(f"{_TEXT}outline-level-style"))
    return ListCounter(dict(_level(level) for level in levels if level.get(f"{_STYLE}num-format")))


def _furniture(roots: list[Element], name: str, walker: "_Walker") -> list[Paragraph]:
    """Return the wordings of the headers or footers, each once; numbers alone say nothing."""
    parts = [part for root in roots for part in root.iter(f"{_STYLE}{name}")]
    texts = dict.fromkeys(text for part in parts for text in walker.texts_in(part))
    return [Paragraph(text, TurnStyle.NOTE) for text in texts if any(map(str.isalpha, text))]


def _list_levels(roots: list[Element]) -> dict[str, dict[int, ListLevel]]:
    return {
        style.get(f"{_STYLE}name", ""): dict(map(_level, style))
        for root in roots
        for style in root.iter(f"{_TEXT}list-style")
    }


def _level(level: Element) -> tuple[int, ListLevel]:
    depth = whole(level.get(f"{_TEXT}level"), 1) - 1
    if level.tag not in (f"{_TEXT}list-level-style-number", f"{_TEXT}outline-level-style"):
        return depth, ListLevel("bullet", "")
    shown = whole(level.get(f"{_TEXT}display-levels"), 1)
    numbers = ".".join(f"%{number}" for number in range(max(depth + 2 - shown, 1), depth + 2))
    number_format = _FORMATS.get(level.get(f"{_STYLE}num-format", "1"), "none")
    pattern = f"{level.get(f'{_STYLE}num-prefix', '')}{numbers}{level.get(f'{_STYLE}num-suffix', '')}"
    return depth, ListLevel(number_format, pattern, whole(level.get(f"{_TEXT}start-value"), 1))


def _bold_styles(root: Element) -> frozenset[str]:
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(f"{_FO}font-weight") == "bold"
    )


@dataclass(slots=True)
class _Inline:
    """The text gathered so far of one paragraph and the boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    lead: str = ""
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Walker:
    """Walks one document in reading order."""

    levels: dict[str, dict[int, ListLevel]]
    bold: frozenset[str]
    outline: ListCounter
    comments: bool
    remarks: list[Paragraph] = field(default_factory=list)
    found: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    counters: dict[str, ListCounter] = field(default_factory=dict)

    def blocks(self, parent: Element, style: TurnStyle = TurnStyle.PARAGRAPH) -> None:
        for child in parent:
            if child.tag == f"{_TEXT}p":
                self.paragraph(child, style)
            elif child.tag == f"{_TEXT}h":
                self.paragraph(child, TurnStyle.HEADING)
            elif child.tag == f"{_TEXT}list":
                self.list_block(child)
            elif child.tag == f"{_TABLE}table":
                self.table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child, style)

    def paragraph(self, element: Element, style: TurnStyle) -> None:
        inline = _Inline()
        self.inline(element, inline)
        text = "".join(inline.parts)
        mark = self._heading_number(element) if text.strip() else ""
        self.found.append(Paragraph(f"{mark} {text}" if mark else text, style, lead=inline.lead))
        for box in inline.boxes:
            self.blocks(box)

    def _heading_number(self, element: Element) -> str:
        depth = whole(element.get(f"{_TEXT}outline-level"), 1) - 1
        numbered = element.tag == f"{_TEXT}h" and element.get(f"{_TEXT}is-list-header") != "true"
        return self.outline.mark(depth) if numbered and depth in self.outline.levels else ""

    def inline(self, parent: Element, inline: _Inline) -> None:
        """Gather the text under a paragraph; every child's tail belongs to it too."""
        inline.parts.append(parent.text or "")
        for child in parent:
            if child.tag == f"{_TEXT}note":
                self.note(child, inline)
            elif child.tag == f"{_OFFICE}annotation" and self.comments:
                self._remark(child, inline)
            elif child.tag == f"{_DRAW}text-box":
                inline.boxes.append(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self._inside(child, inline)
            inline.parts.append(child.tail or "")

    def _inside(self, child: Element, inline: _Inline) -> None:
        if child.tag == f"{_TEXT}s":
            inline.parts.append(" " * min(whole(child.get(f"{_TEXT}c"), 1), _MAX_BLANKS))
        elif child.tag == f"{_TEXT}tab":
            inline.parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            inline.parts.append("\n")
        else:
            opens = child.get(f"{_TEXT}style-name") in self.bold and not "".join(inline.parts).strip()
            start = len(inline.parts)
            self.inline(child, inline)
            inline.lead = "".join(inline.parts[start:]) if opens else inline.lead

    def note(self, note: Element, inline: _Inline) -> None:
        mark = note.findtext(f"{_TEXT}note-citation", "").strip() or str(len(self.notes) + 1)
        body = note.find(f"{_TEXT}note-body")
        inline.parts.append(f"[{mark}]")
        if body is not None:
            self.notes.append(Paragraph(f"[{mark}] " + "\n".join(self.texts_in(body)), TurnStyle.NOTE))

    def _remark(self, annotation: Element, inline: _Inline) -> None:
        told = "\n".join(self.texts_in(annotation))
        if told:
            mark = f"[K{len(self.remarks) + 1}]"
            who = annotation.findtext(f"{_DC}creator", "").strip()
            inline.parts.append(mark)
            self.remarks.append(
                Paragraph(f"{mark} {who}: {told}" if who else f"{mark} {told}", TurnStyle.NOTE)
            )

    def list_block(self, element: Element, style: str = "", depth: int = 0) -> None:
        style = element.get(f"{_TEXT}style-name") or style
        going_on = element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list")
        if depth == 0 and (not going_on or style not in self.counters):
            self.counters[style] = ListCounter(self.levels.get(style, {}))
        for entry in element:
            marked = entry.tag != f"{_TEXT}list-item"
            for child in entry:
                if child.tag == f"{_TEXT}list":
                    self.list_block(child, style, depth + 1)
                    continue
                start = len(self.found)
                self._entry(child)
                if not marked and len(self.found) > start:
                    self._mark(start, self.counters[style].mark(depth) if style in self.counters else "")
                    marked = True

    def _entry(self, child: Element) -> None:
        if child.tag == f"{_TEXT}h":
            self.paragraph(child, TurnStyle.HEADING)
        elif child.tag == f"{_TEXT}p":
            self.paragraph(child, TurnStyle.LIST_ITEM)
        else:
            self.blocks(child, TurnStyle.LIST_ITEM)

    def _mark(self, at: int, mark: str) -> None:
        old = self.found[at]
        text = f"{mark} {old.text}" if mark and old.text.strip() else old.text
        self.found[at] = Paragraph(text, old.style, lead=old.lead)

    def table(self, table: Element) -> None:
        rows = [list(self._within(row, "table-cell")) for row in self._within(table, "table-row")]
        if all(len(cells) == 1 for cells in rows):
            for (cell,) in rows:
                self.blocks(cell)
            return
        for cells in rows:
            texts = ["\n".join(self.texts_in(cell)) for cell in cells]
            self.found.append(Paragraph(CELL.join(texts).strip(CELL), TurnStyle.TABLE_ROW))

    def _within(self, parent: Element, name: str) -> list[Element]:
        """Return the rows or cells of a table, through groups of rows and header rows."""
        found: list[Element] = []
        for child in parent:
            if child.tag == f"{_TABLE}{name}":
                found.append(child)
            elif child.tag in (
                f"{_TABLE}table-rows",
                f"{_TABLE}table-header-rows",
                f"{_TABLE}table-row-group",
            ):
                found += self._within(child, name)
        return found

    def texts_in(self, container: Element) -> list[str]:
        """Return the texts of the paragraphs in a note or cell, without storing them."""
        start = len(self.found)
        self.blocks(container)
        texts = [paragraph.text.strip() for paragraph in self.found[start:]]
        del self.found[start:]
        return [text for text in texts if text]
