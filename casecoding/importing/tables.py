"""Tables of attributes and of survey figures, from CSV or XLSX."""

from collections.abc import Mapping
from dataclasses import dataclass

from casecoding.domain.attributes import Figure, Holder, is_blank, number_of
from casecoding.errors import TableFault
from casecoding.importing.sheets import csv_rows, shown, xlsx_rows

CASE = ("case", "sag", "område")
SOURCE = ("kilde", "source", "fil", "file", "filnavn")
PARTICIPANT = ("taler", "deltager", "speaker", "participant", "label")
FIGURE_COLUMNS = {
    "case": CASE,
    "wave": ("runde", "wave", "år", "year"),
    "measure": ("mål", "measure", "indikator", "indicator", "spørgsmål", "variabel"),
    "value": ("værdi", "value", "tal", "resultat"),
    "n": ("n", "antal", "svar", "respondenter"),
    "unit": ("enhed", "unit"),
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file, whom it is about, and column -> cell."""

    number: int
    case: str
    source: str
    label: str
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """A table whose columns are attributes of cases, of sources or of participants."""

    name: str
    holder: Holder
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def values(self, column: str) -> list[object]:
        return [row.cells.get(column) for row in self.rows]


def read_attribute_table(name: str, content: bytes) -> AttributeTable:
    """Return the table; its columns say what it is about: case, kilde, or kilde and taler.

    Raises TableFault, UnreadableFile or UndecodableText.
    """
    header, rows = _sheet(name, content)
    case, source, who = (_column(header, names) for names in (CASE, SOURCE, PARTICIPANT))
    holder = Holder.PARTICIPANT if who is not None else Holder.SOURCE if source is not None else Holder.CASE
    key = {Holder.CASE: case, Holder.SOURCE: source, Holder.PARTICIPANT: source}[holder]
    if key is None:
        raise TableFault(file=name, fault="case, kilde, taler?")
    about = {place for place in (key, who) if place is not None}
    columns = {place: column for place, column in enumerate(header) if column and place not in about}
    read = []
    for number, row in rows:
        cells = {column: row[place] for place, column in columns.items() if place < len(row)}
        read.append(
            TableRow(
                number,
                case=_cell(row, case) if holder is Holder.CASE else "",
                source=_cell(row, source),
                label=_cell(row, who),
                cells=cells,
            )
        )
    return AttributeTable(name, holder, tuple(columns.values()), tuple(read))


def read_figures(name: str, content: bytes) -> tuple[Figure, ...]:
    """Return the figures of a table with the columns case, runde, mål, værdi, n, enhed.

    n and enhed may be missing. Raises TableFault, UnreadableFile or UndecodableText.
    """
    header, rows = _sheet(name, content)
    places = {key: _column(header, names) for key, names in FIGURE_COLUMNS.items()}
    missing = [key for key in ("case", "measure", "value") if places[key] is None]
    if missing:
        raise TableFault(file=name, fault=f"{', '.join(missing)}?")
    return tuple(_figure(name, number, row, places) for number, row in rows)


def _figure(name: str, number: int, row: list[object], places: Mapping[str, int | None]) -> Figure:
    case, wave, measure, unit = (_cell(row, places[key]) for key in ("case", "wave", "measure", "unit"))
    value = number_of(_raw(row, places["value"]))
    answered = number_of(_raw(row, places["n"]))
    if not case or not measure:
        raise TableFault(file=name, fault=f"{number}: case, mål?")
    if value is None:
        raise TableFault(file=name, fault=f"{number}: {_cell(row, places['value'])!r}?")
    if answered is None and _cell(row, places["n"]):
        raise TableFault(file=name, fault=f"{number}: n = {_cell(row, places['n'])!r}?")
    return Figure(case, wave, measure, value, None if answered is None else int(answered), unit)


def _sheet(name: str, content: bytes) -> tuple[list[str], list[tuple[int, list[object]]]]:
    """Return the header as written and the rows that are not blank, with their numbers in the file."""
    rows = (
        xlsx_rows(name, content) if name.lower().endswith((".xlsx", ".xlsm")) else csv_rows(name, content)[0]
    )
    if not rows:
        raise TableFault(file=name, fault="0 rækker / rows.")
    header = [shown(cell).strip() for cell in rows[0]]
    twice = [column for column in header if column and header.count(column) > 1]
    if twice:
        raise TableFault(file=name, fault=f"{twice[0]!r} × {header.count(twice[0])}.")
    filled = [
        (number, row) for number, row in enumerate(rows[1:], 2) if any(not is_blank(one) for one in row)
    ]
    return header, filled


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((place for place, column in enumerate(header) if column.casefold() in names), None)


def _raw(row: list[object], place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else None


def _cell(row: list[object], place: int | None) -> str:
    return shown(_raw(row, place)).strip()
