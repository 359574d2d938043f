"""A thin layer over python-docx's XML: paragraphs, tables and pictures added in constant time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.etree import _Element as Element

TEXT_WIDTH = 9071  # twentieths of a point: A4 less its margins
SMALL_TABLE, FIRST_ROWS = 16, 3  # rows that stand on one page, with the head
PICTURE_SCALE = 0.85  # of the size it was drawn in: its words are then as large as a table's
WIDEST_PICTURE, HIGHEST_PICTURE = Mm(160), Mm(215)  # what a page holds beside a heading and a caption
MARKS = {"\n": "w:br", "\t": "w:tab"}
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with an optional character style; line ends and tabs in them become Word's own."""

    words: str
    style: str = ""


class Body:
    """Adds to the end of a document. Styles are named by their ids."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._end = document.element.body.sectPr
        self._bookmarks = 0

    def paragraph(self, style: str, *runs: Run) -> Element:
        """Add a paragraph and return its element."""
        made = paragraph_element(style, runs)
        self._end.addprevious(made)
        return made

    def append(self, paragraph: Element) -> None:
        """Add a paragraph that was made elsewhere."""
        self._end.addprevious(paragraph)

    def heading(self, level: int, words: str) -> str:
        """Add a heading with a bookmark and return the bookmark's name."""
        made = self.paragraph(f"Heading{level}")
        self._bookmarks += 1
        name = f"_Toc{self._bookmarks:08d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._bookmarks))
        made.extend((start, *run_elements(Run(words)), end))
        return name

    def page_break(self) -> None:
        made = self.paragraph("Normal")
        run, line_break = OxmlElement("w:r"), OxmlElement("w:br")
        line_break.set(qn("w:type"), "page")
        run.append(line_break)
        made.append(run)

    def table(self, rows: Sequence[Sequence["TableCell"]], *, widths: Sequence[int] = ()) -> None:
        """Add a table whose first row is repeated on every page and whose rows are not split.

        A small table stands on one page, of a large one the first rows stand together.
        `widths` are the columns' shares of the text's width; without them Word fits the columns.
        """
        table = self._document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        element = table._tbl  # noqa: SLF001 - python-docx has no other way to place it
        self._end.addprevious(element)
        shares = [TEXT_WIDTH * width // sum(widths) for width in widths]
        if shares:
            table.autofit = False
            for column, share in zip(element.iter(qn("w:gridCol")), shares, strict=True):
                column.set(qn("w:w"), str(share))
        kept = len(rows) if len(rows) <= SMALL_TABLE else FIRST_ROWS
        for number, row in enumerate(rows, start=1):
            element.append(_table_row(row, shares, is_head=number == 1, keeps_next=number < kept))
        self.paragraph("Normal")

    def picture(self, content: bytes, *, description: str) -> None:
        """Add a picture on a line of its own, no larger than a page, with its alternative text."""
        paragraph = self._document.add_paragraph()
        shape = paragraph.add_run().add_picture(BytesIO(content))
        scale = min(PICTURE_SCALE, WIDEST_PICTURE / shape.width, HIGHEST_PICTURE / shape.height)
        shape.width, shape.height = round(scale * shape.width), round(scale * shape.height)
        properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no words for alternative text
        properties.set("descr", NOT_IN_XML.sub("", description))
        paragraph.paragraph_format.keep_with_next = True
        self._end.addprevious(paragraph._p)  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table; `fill` is RRGGBB, `bold` makes it a heading."""

    words: str
    fill: str = ""
    light_ink: bool = False
    bold: bool = False
    centred: bool = False


def paragraph_element(style: str, runs: Iterable[Run] = ()) -> Element:
    made, properties, named = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    named.set(qn("w:val"), style)
    properties.append(named)
    made.append(properties)
    for run in runs:
        made.extend(run_elements(run))
    return made


def run_elements(run: Run) -> list[Element]:
    """Return one run element; its lines are parted by line breaks."""
    made = OxmlElement("w:r")
    if run.style:
        properties, named = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        named.set(qn("w:val"), run.style)
        properties.append(named)
        made.append(properties)
    for piece in re.split(r"([\n\t])", NOT_IN_XML.sub("", run.words)):
        made.append(_words(piece) if piece not in MARKS else OxmlElement(MARKS[piece]))
    return [made]


def _words(piece: str) -> Element:
    words = OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = piece
    return words


def field_elements(instruction: str, shown: str) -> list[Element]:
    """Return the runs of a field such as PAGE, with what it shows until Word reckons it anew."""
    return [
        _field_mark("begin"),
        _instruction(instruction),
        _field_mark("separate"),
        *run_elements(Run(shown)),
        _field_mark("end"),
    ]


def _field_mark(kind: str) -> Element:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(words: str) -> Element:
    run, instruction = OxmlElement("w:r"), OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {words} "
    run.append(instruction)
    return run


def contents_elements(entries: Sequence[tuple[int, str, str]], *, depth: int) -> list[Element]:
    """Return a table of contents over (level, heading, bookmark): a field that holds its entries as links."""
    paragraphs = [_contents_entry(*entry) for entry in entries] or [paragraph_element("TOC1")]
    first, last = paragraphs[0], paragraphs[-1]
    opening = [
        _field_mark("begin"),
        _instruction(f'TOC \\o "1-{depth}" \\h \\z \\u'),
        _field_mark("separate"),
    ]
    for place, mark in enumerate(opening, start=1):
        first.insert(place, mark)
    last.append(_field_mark("end"))
    return paragraphs


def _contents_entry(level: int, heading: str, bookmark: str) -> Element:
    made, link = paragraph_element(f"TOC{level}"), OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.extend(run_elements(Run(heading)))
    made.append(link)
    return made


def _table_row(
    cells: Sequence[TableCell], shares: Sequence[int], *, is_head: bool, keeps_next: bool
) -> Element:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    row.extend(_table_cell(cell, share, keeps_next=keeps_next) for cell, share in zip_longest(cells, shares))
    return row


def _table_cell(cell: TableCell, share: int | None, *, keeps_next: bool) -> Element:
    made, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    if share:
        width = OxmlElement("w:tcW")
        width.set(qn("w:w"), str(share))
        width.set(qn("w:type"), "dxa")
        properties.append(width)
    if cell.fill:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", cell.fill)):
            shading.set(qn(f"w:{name}"), value)
        properties.append(shading)
    style = "MatrixHead" if cell.bold else "MatrixLight" if cell.light_ink else ""
    words = paragraph_element("MatrixCell" if cell.centred else "MatrixName", [Run(cell.words, style)])
    if keeps_next:
        words[0].append(OxmlElement("w:keepNext"))
    made.extend((properties, words))
    return made
