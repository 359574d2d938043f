"""Reads csv and xlsx tables: rows with named columns, for utterances and for manifests."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import zip_longest
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from casecoding.domain.source import TurnStyle
from casecoding.errors import TooManyCells, UnreadableFile
from casecoding.importing.decoding import decode
from casecoding.importing.guards import MAX_CELLS, open_archive
from casecoding.importing.labels import seconds
from casecoding.importing.paragraphs import CELL, Paragraph

Row = dict[str, object]
_SPEAKER = (
    "speaker", "taler", "speaker name", "talernavn", "deltager", "participant", "respondent", "informant",
    "hvem", "who",
)  # fmt: skip
_NAME = ("navn", "name", "person")
"""Columns of names, which are speakers' beside a column of words alone."""
_WORDS = (
    "text", "tekst", "replik", "ytring", "utterance", "udsagn", "words", "indhold", "transcript",
    "transskription", "udskrift",
)  # fmt: skip
_TIME = (
    "time", "tid", "start", "tidspunkt", "start time", "starttid", "tidskode",
    "timestamp", "timecode",
)  # fmt: skip
_WORDY = 15
_DIALECT_SAMPLE = 8192
_SEPARATORS = ";,\t"


def csv_rows(file: str, content: bytes) -> tuple[list[list[object]], str]:
    """Return the cells of a csv, whatever parts them, and its encoding."""
    text, encoding = decode(file, content)
    cleaned = text.removeprefix("\ufeff").replace("\0", "")
    if sum(map(cleaned.count, _SEPARATORS)) > MAX_CELLS:
        raise TooManyCells(file=file, limit=MAX_CELLS)
    try:
        return [list(row) for row in csv.reader(StringIO(cleaned, newline=""), _dialect(cleaned))], encoding
    except csv.Error as fault:
        raise UnreadableFile(file=file, format="csv") from fault


def _dialect(text: str) -> type[csv.Dialect]:
    """Return the dialect whose separator stands most often in the first line; quoting as in Excel."""
    first = text[:_DIALECT_SAMPLE].partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(_SEPARATORS, key=first.count)

    return Dialect


def xlsx_rows(file: str, content: bytes) -> list[list[object]]:
    """Return the cells of the first sheet of a workbook, its formulas as last computed."""
    archive = open_archive(file, content, kind="xlsx")
    for part in archive.zip.namelist():
        if part.endswith((".xml", ".rels")):
            archive.xml(part)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        return list(_rows_within_limit(file, book.worksheets[0].iter_rows(values_only=True)))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, TypeError) as fault:
        raise UnreadableFile(file=file, format="xlsx") from fault


def _rows_within_limit(file: str, rows: Iterable[tuple[object, ...]]) -> Iterator[list[object]]:
    """Return the rows up to their last filled cell; raises TooManyCells, empty cells counted too."""
    cells = 0
    for row in rows:
        cells += len(row)
        if cells > MAX_CELLS:
            raise TooManyCells(file=file, limit=MAX_CELLS)
        filled = max((at for at, cell in enumerate(row, start=1) if cell is not None), default=0)
        yield list(row[:filled])


def named_rows(rows: list[list[object]]) -> Iterator[tuple[int, Row]]:
    """Return each row under the header as a dictionary, with its line number; blank rows left out."""
    header = [shown(cell).strip().casefold() for cell in rows[0]] if rows else []
    for number, row in enumerate(rows[1:], start=2):
        if any(shown(cell).strip() for cell in row):
            yield number, dict(zip_longest(header, row[: len(header)]))


def shown(cell: object) -> str:
    """Return a cell as text: dates as 2018-05-17, whole numbers without a decimal part."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def utterances(rows: list[list[object]]) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """Return one paragraph per row, and the columns that were not read.

    A row is speech where a column holds the words, else it is its cells.
    """
    found = list(named_rows(rows))
    columns = {name for _, row in found for name in row}
    words = next((name for name in _WORDS if name in columns), None) or _wordiest(found, columns)
    if words is None:
        return tuple(Paragraph(CELL.join(map(shown, row)), TurnStyle.TABLE_ROW) for row in rows), ()
    speakers = (*_SPEAKER, *_NAME) if words in _WORDS else _SPEAKER
    unread = sorted(name for name in columns - {words, *speakers, *_TIME} if name)
    return tuple(_utterance(row, words, speakers) for _, row in found), tuple(unread)


def _wordiest(rows: list[tuple[int, Row]], columns: set[str]) -> str | None:
    """Return the column that holds the most text beside a column of speakers, None without one."""
    if columns.isdisjoint(_SPEAKER):
        return None
    rest = sorted(columns.difference(_SPEAKER, _TIME))
    sizes = {name: sum(len(shown(row.get(name))) for _, row in rows) for name in rest}
    best = max(sizes, key=lambda name: sizes[name], default=None)
    return best if best is not None and sizes[best] > _WORDY * len(rows) else None


def _utterance(row: Row, words: str, speakers: tuple[str, ...]) -> Paragraph:
    speaker = next((shown(row[name]) for name in speakers if row.get(name)), None)
    moment = next((row[name] for name in _TIME if row.get(name) is not None), None)
    return Paragraph(shown(row[words]), time=_seconds(moment), speaker=speaker)


def _seconds(moment: object) -> float | None:
    match moment:
        case time():
            return moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
        case timedelta():
            return moment.total_seconds()
        case int() | float():
            return float(moment)
        case str() if ":" in moment:
            return seconds(moment)
        case _:
            return None
