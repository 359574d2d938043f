"""Reading order, running headers and paragraphs of a pdf, from where its lines stand."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from casecoding.importing.paragraphs import Paragraph

BROKEN = "\ufffe"
"""Ends a line whose last word goes on in the next."""

_EDGE = 0.12
_LINES_OF_COLUMNS = 12
_MAX_STEP = 0.08
_INDENT = 8
_GAP = 1.5
_FEW_JUMPS = 4
_FILLED = 0.7
_APART = 0.35
_SURE_PAGES = 4
_PAGE_NUMBER = re.compile(
    r"(?:side|s\.|page|p\.)?\s*[-–(\[]?\s*\d{1,4}\s*[-–)\]]?(?:\s*(?:af|of|/)\s*\d{1,4})?", re.I
)
_DIGITS = re.compile(r"\d+")
_LIST_MARK = re.compile(r"(?:[•▪◦‣–-]|\d{1,2}[.)]|[a-z]\))\s")
_SENTENCE_END = (".", "?", "!", ":", "…", '"', "”", "»")


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line with the boxes of its first and last character."""

    text: str
    first: Box
    last: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; x in points, bottom and top as shares of the page's height."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    pieces: tuple["Line", ...] = ()

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def at_edge(self) -> bool:
        return self.bottom > 1 - _EDGE or self.top < _EDGE


def line_of(text: str, page: int, height: float, words: list[Word]) -> Line:
    """Return a line from its words; wide gaps part it into pieces, as two columns on one row are."""
    groups: list[list[Word]] = [[]]
    for word in words:
        if groups[-1] and word.first[0] - groups[-1][-1].last[2] > _GAP * (word.first[3] - word.first[1]):
            groups.append([])
        groups[-1].append(word)
    pieces = tuple(_piece(group, page, height) for group in groups) if len(groups) > 1 else ()
    whole = _piece(words, page, height)
    if pieces and text.endswith(BROKEN):
        pieces = (*pieces[:-1], replace(pieces[-1], text=pieces[-1].text + BROKEN))
    return replace(whole, text=text, pieces=pieces)


def _piece(words: list[Word], page: int, height: float) -> Line:
    left, bottom, _, top = words[0].first
    _, end_bottom, right, end_top = words[-1].last
    text = " ".join(word.text for word in words)
    return Line(
        text, page, left, max(right, left), min(bottom, end_bottom) / height, max(top, end_top) / height
    )


def part_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """Part the pages' body from what runs at their top or bottom: headers, footers, page numbers."""
    seen = Counter(place for page in pages for place in {_place(line) for line in page if line.at_edge})
    left_out = [_furniture_of(page, seen, len(pages)) for page in pages]
    kept = [[line for line in page if line not in out] for page, out in zip(pages, left_out, strict=True)]
    if not any(kept):
        return pages, []
    return kept, [line for out in left_out for line in _downwards(out)]


def wordings(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return each wording of the lines once; numbers in them make no difference."""
    return tuple({_DIGITS.sub("#", line.text.casefold()): line.text for line in lines}.values())


def _downwards(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.top, line.left))


def _furniture_of(page: list[Line], seen: Counter[tuple[str, int]], pages: int) -> set[Line]:
    """Return the running lines of one page: each stands outside the text, and apart from it."""
    needed = max(2, min(3, pages), pages // 4)
    running = {line: count for line in page if line.at_edge and (count := _runs(line, seen)) > 1}
    found = {line for line, count in running.items() if count >= needed or _is_page_number(line)}
    sure = {line for line in found if running[line] >= max(_SURE_PAGES, pages // 2) or _is_page_number(line)}
    return _standing_apart(page, found, sure=sure)


def _standing_apart(page: list[Line], running: set[Line], *, sure: set[Line]) -> set[Line]:
    """Take from the running lines those that the text itself leads up to, step by step."""
    apart = _APART * _pitch(_downwards(page))
    while body := [line for line in page if line not in running]:
        first, last = max(line.top for line in body), min(line.bottom for line in body)
        close = {
            line
            for line in running
            if max(line.bottom - first, last - line.top) <= (-apart if line in sure else apart)
        }
        if not close:
            break
        running = running - close
    return running


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.bottom * 50)


def _runs(line: Line, seen: Counter[tuple[str, int]]) -> int:
    """Return on how many pages the wording stands at about the same height."""
    wording, height = _place(line)
    return max(seen[wording, height + step] for step in (-1, 0, 1))


def reading_order(lines: list[Line]) -> list[Line]:
    """Return the lines column by column where the file itself jumps between two columns."""
    pieces = [piece for line in lines for piece in line.pieces or (line,)]
    gutter = _gutter(pieces)
    if gutter is None:
        return lines
    sides = [piece.left >= gutter for piece in pieces if not piece.left < gutter < piece.right]
    jumps = sum(before != after for before, after in pairwise(sides))
    if jumps <= max(_FEW_JUMPS, len(sides) // 4) or not _are_filled(pieces, gutter):
        return lines
    return _by_column(pieces, gutter)


def _are_filled(lines: list[Line], gutter: float) -> bool:
    """Whether both columns hold running text and not the short cells of a table."""
    columns = (
        [line for line in lines if line.right <= gutter],
        [line for line in lines if line.left >= gutter],
    )
    for column in columns:
        width = max(line.right for line in column) - min(line.left for line in column)
        if median(line.right - line.left for line in column) < _FILLED * width:
            return False
    return True


def _by_column(lines: list[Line], gutter: float) -> list[Line]:
    """Order lines between two lines that cross the gutter: left column, then right."""
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            ordered += [*sorted(band, key=lambda held: (held.left >= gutter, -held.top)), line]
            band = []
        else:
            band.append(line)
    return [*ordered, *sorted(band, key=lambda held: (held.left >= gutter, -held.top))]


def _gutter(lines: list[Line]) -> float | None:
    """Return an x in the middle of the page that hardly any line crosses, None without one."""
    if len(lines) < _LINES_OF_COLUMNS:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    choices = [start + (end - start) * share / 40 for share in range(14, 27)]
    best = min(choices, key=lambda x: _crossing(lines, x))
    left, right = sum(line.right <= best for line in lines), sum(line.left >= best for line in lines)
    balanced = min(left, right) >= 0.25 * len(lines)
    return best if balanced and _crossing(lines, best) <= 0.2 * len(lines) else None


def _crossing(lines: Iterable[Line], x: float) -> int:
    return sum(line.left < x < line.right for line in lines)


def join_lines(pages: list[list[Line]]) -> tuple[Paragraph, ...]:
    """Return one paragraph per line; `glue` says how it goes on with the line before."""
    lines = [line for page in pages for line in page]
    pitch = _pitch(lines)
    edges = {page[0].page: _columns(page) for page in pages if page}
    found: list[Paragraph] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        glue = _glue(before, line, pitch, edges) if before else None
        text = line.text.rstrip(BROKEN)
        if glue is not None and before:
            found[-1] = Paragraph(_without_hyphen(before, line), page=before.page, glue=found[-1].glue)
        found.append(Paragraph(text, page=line.page, glue=glue))
    return tuple(found)


def _pitch(lines: list[Line]) -> float:
    """Return the usual distance between two lines of a paragraph, as a share of the page."""
    steps = [before.top - after.top for before, after in pairwise(lines) if before.page == after.page]
    falling = [step for step in steps if 0 < step < _MAX_STEP]
    return median(falling) if falling else 0.02


def _columns(page: list[Line]) -> list[tuple[float, float]]:
    """Return the columns of a page as (left, right), by where its lines start."""
    columns: list[tuple[float, float]] = []
    for line in sorted(page, key=lambda line: line.left):
        if columns and line.left < columns[-1][1] - 10:
            columns[-1] = (columns[-1][0], max(columns[-1][1], line.right))
        else:
            columns.append((line.left, line.right))
    return columns


def _glue(before: Line, line: Line, pitch: float, edges: dict[int, list[tuple[float, float]]]) -> str | None:
    """Return what joins `line` to the one before; None where a paragraph starts."""
    if before.text.endswith(BROKEN):
        return _across_hyphen(line)
    if _LIST_MARK.match(line.text) or not (
        _reads_on(before, line) or _is_full(before, line, edges[before.page])
    ):
        return None
    same_place = before.page == line.page and before.top > line.top
    if not same_place:
        return " " if _reads_on(before, line) else None
    far = before.top - line.top > 1.35 * pitch + 0.002
    grown = abs(line.height - before.height) > 0.25 * max(line.height, before.height)
    indented = line.left - before.left > _INDENT and before.text.endswith(_SENTENCE_END)
    return None if far or grown or indented else " "


def _reads_on(before: Line, line: Line) -> bool:
    """Whether the words themselves say that the sentence goes on."""
    return line.text[0].islower() and not before.text.endswith(_SENTENCE_END)


def _is_full(before: Line, line: Line, columns: list[tuple[float, float]]) -> bool:
    """Whether the first word of `line` would not have fitted at the end of the line before."""
    right = next((end for start, end in columns if start - 1 <= before.left < end), before.right)
    word = len(line.text.split()[0]) + 1
    width = (line.right - line.left) / max(len(line.text), 1)
    return before.right + word * width * 0.85 > right


def _across_hyphen(line: Line) -> str:
    """Return what stands between a word broken at a line's end and its rest."""
    return " " if re.match(r"(?:og|eller|samt|and|or)\b", line.text) else ""


def _without_hyphen(before: Line, line: Line) -> str:
    """Return the text of `before` with a hyphen only where the word keeps it."""
    if not before.text.endswith(BROKEN):
        return before.text
    kept = line.text[:1].isupper() or line.text[:1].isdigit() or _across_hyphen(line) == " "
    return before.text.rstrip(BROKEN) + ("-" if kept else "")
