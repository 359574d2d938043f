"""Excerpts as CSV: UTF-8 with a byte order mark, so that Excel reads æøå."""

import csv
from io import StringIO

from casecoding.exporting.excerpt_rows import column_names, excerpt_rows, harmless
from casecoding.exporting.report import Report
from casecoding.i18n.translating import Translator


def excerpts_csv(report: Report, *, t: Translator) -> bytes:
    """Return one line per excerpt under a line of column names, parted by semicolons in Danish."""
    table = StringIO()
    writer = csv.writer(table, delimiter=";" if t.language == "da" else ",", lineterminator="\r\n")
    writer.writerow(column_names(t))
    for row in excerpt_rows(report, t):
        writer.writerow([harmless(value) for value in row])
    return table.getvalue().encode("utf-8-sig")
