"""Reads rtf: paragraphs, table rows, lists and notes, in whatever code page it was written."""

import re
from dataclasses import dataclass, field, replace

from casecoding.domain.source import BODY_ALONE, ReadingChoices, TurnStyle
from casecoding.errors import UnreadableFile
from casecoding.importing.paragraphs import Paragraph
from casecoding.importing.rtf_flow import Aside, Flow, Kind
from casecoding.importing.rtf_tokens import (
    SYMBOL_CHARSET,
    Token,
    charset_encoding,
    code_page,
    decoded,
    tokens,
)
from casecoding.importing.words_of_labels import words_of

FORMAT = "rtf"
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "zwj": "\u200d", "zwnj": "\u200c", "~": "\xa0", "_": "-", "\t": "\t",
}  # fmt: skip
_UNREAD = words_of(
    """
    colortbl info pict objdata themedata datastore latentstyles listtable listoverridetable revtbl rsidtbl
    generator xmlnstbl filetbl fldinst shprslt sp xe tc tcn rxe bkmkstart bkmkend pn pnseclvl template
    nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn private atnid atrfstart atrfend atntime
    atnref atndate atnparent listname datafield formfield mmathPr blipuid background
    """
)
_SHOWN_THOUGH_STARRED = frozenset({"shpinst", "annotation", "atnauthor", "shptxt", "ud", "nesttableprops"})
_FLOWS = {
    "footnote": Kind.NOTE, "annotation": Kind.COMMENT, "header": Kind.ABOVE, "headerl": Kind.ABOVE,
    "headerr": Kind.ABOVE, "headerf": Kind.ABOVE, "footer": Kind.BELOW, "footerl": Kind.BELOW,
    "footerr": Kind.BELOW, "footerf": Kind.BELOW, "shptxt": Kind.BOX, "atnauthor": Kind.AUTHOR,
    "listtext": Kind.MARK, "pntext": Kind.MARK,
}  # fmt: skip
_HEADING_NAMES = ("heading", "overskrift", "title", "titel", "subtitle", "undertitel")
_BODY_LEVEL = 9
_STYLE = re.compile(r"\{\\s(\d{1,5})(?!\d)((?:[^{};]|\{[^{}]*\}){0,2000});")
_NO_NAME = re.compile(r"\{[^{}]*\}|\\[a-z]+-?\d* ?|[\r\n]")
_MAX_DEPTH = 1000
_SHEET = 200_000
_MAX_FALLBACK = 8
_ASCII_END = 0x7F
_BY_WORD = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def read_rtf(
    file: str, content: bytes, choices: ReadingChoices = BODY_ALONE
) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """Return the paragraphs of an rtf, and the running headers and footers that were left out.

    Footnotes and endnotes stand at the end with their marks, then comments where they are
    asked for. Raises UnreadableFile or ReadingTooLong.
    """
    aside = Aside(with_comments=choices.comments)
    reader = _Reader(file, _heading_styles(content), aside, Flow(Kind.BODY, aside))
    for token in tokens(file, content.decode("latin-1")):
        reader.take(token)
        if reader.is_over:
            break
    reader.close()
    return reader.flow.composed(choices)


def _heading_styles(content: bytes) -> frozenset[int]:
    """Return the numbers of the paragraph styles whose names are a heading's."""
    start = content.find(b"{\\stylesheet")
    sheet = content[start : start + _SHEET].decode("latin-1") if start >= 0 else ""
    named = ((int(number), _NO_NAME.sub("", told).strip().lower()) for number, told in _STYLE.findall(sheet))
    return frozenset(number for number, name in named if name.startswith(_HEADING_NAMES))


@dataclass(slots=True)
class _Group:
    """What holds between two braces."""

    flow: Flow
    unread: bool = False
    is_fresh: bool = False
    starred: bool = False
    unread_beside_ud: bool = False
    table: str = ""
    bold: bool = False
    gone: bool = False
    font: int = -1
    fallback: int = 1


@dataclass(slots=True)
class _Reader:
    """Takes an rtf's tokens one by one."""

    file: str
    headings: frozenset[int]
    aside: Aside
    flow: Flow
    groups: list[_Group] = field(default_factory=list)
    page: str = "cp1252"
    default_font: int = 0
    fonts: dict[int, str] = field(default_factory=dict)
    symbols: set[int] = field(default_factory=set)
    held: bytearray = field(default_factory=bytearray)
    skip: int = 0
    is_over: bool = False
    now: _Group = field(init=False)

    def __post_init__(self) -> None:
        self.now = _Group(self.flow)

    def take(self, token: Token) -> None:
        if token.content:
            self._bytes(token.content)
            return
        self._flush()
        if token.word:
            self._word(token.word, token.number)
            self.now.is_fresh = False
        elif token.sign == "{":
            self._open()
        elif token.sign == "}":
            self._shut()
        elif token.sign == "*":
            self.now.starred = self.now.is_fresh
        elif token.sign in "\r\n" and token.sign:
            self._word("par", None)
        elif self.skip:
            self.skip -= 1
        else:
            self._add(_SIGNS.get(token.sign, ""))

    def close(self) -> None:
        self._flush()
        while self.groups:
            self._shut()
        self.flow.end_paragraph()
        self.flow.end_row()

    def _open(self) -> None:
        if len(self.groups) > _MAX_DEPTH:
            raise UnreadableFile(file=self.file, format=FORMAT)
        self.groups.append(self.now)
        self.now = replace(self.now, is_fresh=True, starred=False)
        self.skip = 0

    def _shut(self) -> None:
        self.skip = 0
        if not self.groups:
            return
        self.is_over = len(self.groups) == 1
        inner, self.now = self.now, self.groups.pop()
        if inner.flow is not self.now.flow:
            self.now.flow.take(inner.flow)

    def _bytes(self, content: bytes) -> None:
        if self.skip:
            dropped = min(self.skip, len(content))
            self.skip -= dropped
            content = content[dropped:]
        if not self.now.unread:
            self.held += content

    def _flush(self) -> None:
        if not self.held:
            return
        if self.now.font in self.symbols:
            text = "".join("•" if byte > _ASCII_END else chr(byte) for byte in self.held)
        else:
            text = decoded(bytes(self.held), self.fonts.get(self.now.font, self.page))
        self.held.clear()
        self._add(text)

    def _add(self, text: str) -> None:
        if text and not self.now.unread and not self.now.gone and not self.now.table:
            self.now.flow.add(text, bold=self.now.bold)

    def _word(self, word: str, number: int | None) -> None:
        group = self.now
        if group.starred:
            group.starred = False
            group.unread = group.unread or word not in _SHOWN_THOUGH_STARRED
        if word == "ud":
            group.unread = group.unread_beside_ud
        elif word == "upr":
            group.unread, group.unread_beside_ud = True, group.unread
        elif word in _UNREAD:
            group.unread = True
        elif word in ("fonttbl", "stylesheet"):
            group.table = word
        if group.table == "fonttbl":
            self._font_entry(word, number)
        elif not group.unread and not group.table:
            self._shown_word(word, number)

    def _font_entry(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self.now.font = number
        elif word == "fcharset" and number == SYMBOL_CHARSET:
            self.symbols.add(self.now.font)
        elif word == "fcharset":
            self.fonts[self.now.font] = charset_encoding(number, self.page)
        elif word == "cpg" and number:
            self.fonts[self.now.font] = code_page(number)

    def _shown_word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self.skip = self.now.fallback
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _FLOWS:
            self.now.flow = Flow(_FLOWS[word], self.aside)
        elif not self._shapes_letters(word, number):
            self._shapes_paragraph(word, number)

    def _shapes_letters(self, word: str, number: int | None) -> bool:
        """Take what is said of letters; whether `word` said that."""
        group = self.now
        match word:
            case "plain":
                group.bold = group.gone = False
                group.font = self.default_font
            case "b":
                group.bold = number != 0
            case "deleted":
                group.gone = number != 0
            case "f":
                group.font = number if number is not None else self.default_font
            case "deff":
                self.default_font = group.font = number or 0
            case "uc":
                group.fallback = min(max(number or 0, 0), _MAX_FALLBACK)
            case "ansicpg":
                self.page = code_page(number)
            case "mac" | "pc" | "pca":
                self.page = _BY_WORD[word]
            case _:
                return False
        return True

    def _shapes_paragraph(self, word: str, number: int | None) -> None:
        flow = self.now.flow
        match word:
            case "par" | "page" | "sect":
                flow.end_paragraph()
            case "pard":
                flow.reset()
            case "s" if number in self.headings:
                flow.style = TurnStyle.HEADING
            case "outlinelevel" if number is not None and number < _BODY_LEVEL:
                flow.style = TurnStyle.HEADING
            case "intbl":
                flow.nest(max(flow.depth, 1))
            case "itap":
                flow.nest(number or 0)
            case "cell" | "nestcell":
                flow.end_cell()
            case "row":
                flow.end_row()
            case "nestrow":
                flow.end_nested_row()
            case _:
                pass
