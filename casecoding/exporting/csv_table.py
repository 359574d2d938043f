"""Excerpts as CSV."""

from casecoding.exporting.csv_file import csv_file
from casecoding.exporting.excerpt_rows import column_names, excerpt_rows
from casecoding.exporting.report import Report
from casecoding.i18n.translating import Translator


def excerpts_csv(report: Report, *, t: Translator) -> bytes:
    """Return one line per excerpt under a line of column names."""
    return csv_file([column_names(t), *excerpt_rows(report, t)], t=t)
