"""Reads html: the visible blocks in order, without scripts, styles or outside references."""

import re
from dataclasses import dataclass, field

from lxml import etree

from casecoding.domain.source import TurnStyle
from casecoding.errors import DamagedPart, UnreadableFile
from casecoding.importing.decoding import decode
from casecoding.importing.guards import Element, refuse_markup_bomb
from casecoding.importing.paragraphs import CELL, Paragraph

FORMAT = "html"
_CUT_SHORT = "ERR_RESOURCE_LIMIT"
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{5000,}")
_MAX_ATTRIBUTES = 1000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ol", "ul", "li", "dl", "dt", "dd"})
_TABLES = frozenset({"table", "tr", "td", "th", "caption"})
_SECTIONS = frozenset(
    {"section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption"}
)
_OTHERS = frozenset({"p", "div", "blockquote", "pre", "address", "body", "form", "fieldset", "hr"})
_BLOCKS = _HEADINGS | _LISTS | _TABLES | _SECTIONS | _OTHERS
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_START_EVENTS = ("start", "end", "comment", "pi")


def read_html(file: str, content: bytes) -> tuple[tuple[Paragraph, ...], str]:
    """Return the paragraphs of a web page, and its encoding."""
    refuse_markup_bomb(content, file=file, part=FORMAT)
    _refuse_crowded_tags(file, content)
    text, encoding = _decoded(file, content)
    without_prolog = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = etree.HTMLParser(no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(without_prolog, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFile(file=file, format=FORMAT) from fault
    if any(entry.type_name == _CUT_SHORT for entry in parser.error_log):
        raise UnreadableFile(file=file, format=FORMAT)
    if root is None:
        return (), encoding
    page = _Page()
    for event, element in etree.iterwalk(root, events=_START_EVENTS):
        page.see(event, element)
    page.close()
    return tuple(page.found), encoding


def _refuse_crowded_tags(file: str, content: bytes) -> None:
    """Refuse a tag with so many attributes that comparing them all would take minutes."""
    for tag in _LONG_TAG.finditer(content):
        if len(tag[0].split()) > _MAX_ATTRIBUTES:
            raise DamagedPart(file=file, place=str(tag.start()))


def _decoded(file: str, content: bytes) -> tuple[str, str]:
    """Return the text in the encoding that the page names, where that is true."""
    named = _CHARSET.search(content[:4096])
    if named and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = named[1].decode("ascii").lower()
        encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "ascii", "us-ascii") else encoding
        try:
            return content.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            return decode(file, content)
    return decode(file, content)


@dataclass(slots=True)
class _Page:
    """The blocks of a page, gathered while its elements open and close."""

    found: list[Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    style: TurnStyle = TurnStyle.PARAGRAPH
    lead: str = ""
    bold_from: int | None = None
    skipping: int = 0
    counts: list[int | None] = field(default_factory=list)
    mark: str = ""

    def see(self, event: str, element: Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._open(tag)
            if not self.skipping:
                self._add(element.text)
            return
        if event == "end":
            self._shut(tag)
        if not self.skipping:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(_BLANKS.sub(" ", text))

    def _open(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("b", "strong") and self.bold_from is None and not "".join(self.parts).strip():
            self.bold_from = len(self.parts)
        elif tag in _BLOCKS:
            self.close()
            self._enter(tag)

    def _enter(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.style = TurnStyle.HEADING
        elif tag in ("ol", "ul"):
            self.counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.style, self.mark = TurnStyle.LIST_ITEM, self._next_mark()
        elif tag == "tr":
            self.cells = []

    def _next_mark(self) -> str:
        if not self.counts or (count := self.counts[-1]) is None:
            return "• "
        self.counts[-1] = count + 1
        return f"{count + 1}. "

    def _shut(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping -= 1
        elif tag in ("b", "strong") and self.bold_from is not None:
            self.lead = self.lead or "".join(self.parts[self.bold_from :])
            self.bold_from = None
        elif tag in _BLOCKS:
            self.close()
            self._leave(tag)

    def _leave(self, tag: str) -> None:
        self.style, self.mark = TurnStyle.PARAGRAPH, ""
        if tag in ("ol", "ul") and self.counts:
            self.counts.pop()
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append("")
        elif tag == "tr" and self.cells is not None:
            self.found.append(Paragraph(CELL.join(self.cells).strip(CELL), TurnStyle.TABLE_ROW))
            self.cells = None

    def close(self) -> None:
        """End the block that is open: store it as a paragraph, or add it to its table cell."""
        text = "".join(self.parts).strip()
        if text and self.cells is not None:
            self.cells = self.cells or [""]
            self.cells[-1] = f"{self.cells[-1]}\n{text}".strip()
        elif text:
            self.found.append(Paragraph(self.mark + text, self.style, lead=self.lead))
            self.mark = ""
        self.parts, self.lead, self.bold_from = [], "", None
