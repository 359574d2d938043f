"""CSV as a spreadsheet in that language reads it: UTF-8 with a byte order mark, so that æøå stand."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from casecoding.exporting.excerpt_rows import harmless
from casecoding.i18n.translating import Translator

Value = str | int | float


def csv_file(rows: Iterable[Sequence[Value]], *, t: Translator) -> bytes:
    """Return the rows as a file, parted by semicolons in Danish; no cell is ever read as a formula."""
    table = StringIO()
    writer = csv.writer(table, delimiter=";" if t.language == "da" else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(_local(value, t)) for value in row])
    return table.getvalue().encode("utf-8-sig")


def _local(value: Value, t: Translator) -> Value:
    """Return a fraction with a comma in Danish; what is no fraction stays as it is."""
    if isinstance(value, float) and t.language == "da":
        return repr(value).replace(".", ",")
    return value
