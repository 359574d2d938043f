"""Reads txt and md: lines to paragraphs, with a wrapped paragraph's lines held together."""

import re
from collections.abc import Iterator

from casecoding.domain.source import TurnStyle
from casecoding.importing.canonical import canonical
from casecoding.importing.paragraphs import CELL, Paragraph

_WRAP = range(45, 101)
_WIDEST = 125
_ENOUGH = 3
_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*)$")
_UNDERLINE = re.compile(r"(?:=+|-{3,})$")
_LIST_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\S")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|&])")
_RULE_SIGNS = frozenset("|:- \t")


def read_txt(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a plain text.

    A line is a paragraph, unless the file wraps its lines: then a block between blank
    lines is one.
    """
    lines = canonical(text).split("\n")
    wrapped = is_wrapped(lines)
    return tuple(
        Paragraph(line, glue="\n" if wrapped and before.strip() else None)
        for before, line in _with_before(lines)
        if line.strip()
    )


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a fixed width and not where paragraphs end."""
    inner = sorted(
        len(before.strip()) for before, line in _with_before(lines) if before.strip() and line.strip()
    )
    if len(inner) < _ENOUGH:
        return False
    width, longest = inner[int(0.95 * len(inner))], inner[int(0.97 * len(inner))]
    fitting = sum(length in _WRAP for length in inner)
    alike = sum(length >= 0.75 * width for length in inner)
    return longest <= _WIDEST and width >= _WRAP.start and max(fitting, alike) >= 0.6 * len(inner)


def _with_before(lines: list[str]) -> Iterator[tuple[str, str]]:
    return zip(["", *lines], lines, strict=False)


def read_md(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown text; only heading marks and table rules are left out."""
    lines = canonical(text).split("\n")
    found: list[Paragraph] = []
    open_block = False
    for line in lines:
        stripped = _ESCAPED.sub(r"\1", line.strip())
        if found and open_block and _UNDERLINE.match(stripped) and found[-1].glue is None:
            found[-1] = Paragraph(found[-1].text, TurnStyle.HEADING)
            open_block = False
            continue
        if stripped and not _is_table_rule(stripped):
            found.append(_md_paragraph(stripped, glue="\n" if open_block else None))
        open_block = bool(stripped) and found[-1].style in (TurnStyle.PARAGRAPH, TurnStyle.LIST_ITEM)
    return tuple(found)


def _is_table_rule(line: str) -> bool:
    return "|" in line and "--" in line and _RULE_SIGNS.issuperset(line)


def _md_paragraph(line: str, *, glue: str | None) -> Paragraph:
    heading = _HEADING.match(line)
    if heading:
        return Paragraph(heading["text"].rstrip("#").rstrip() or heading["text"], TurnStyle.HEADING)
    if line.startswith("|") and line.endswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        return Paragraph(CELL.join(cells), TurnStyle.TABLE_ROW)
    if _LIST_MARK.match(line):
        return Paragraph(line, TurnStyle.LIST_ITEM)
    return Paragraph(line, glue=glue)
