"""The tables at a report's end: who coded, which runs there were."""

from collections.abc import Sequence
from dataclasses import dataclass

from casecoding.exporting.wording import Wording


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words.

    The last `numbers` columns are centred, or those in `centred`; `widths` are the columns' shares.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 0
    widths: Sequence[int] = ()
    centred: frozenset[int] = frozenset()

    def is_centred(self, column: int) -> bool:
        return column in self.centred or column >= len(self.head) - self.numbers


def coder_table(wording: Wording) -> Table:
    """Return what each coder contributed."""
    t = wording.t
    rows = [
        [one.name, t.number(one.codings), t.date(one.first.date()), t.date(one.last.date())]
        for one in wording.report.coders
    ]
    return Table([t(f"report.{one}") for one in ("coder", "codings", "first", "last")], rows, numbers=3)


def run_table(wording: Wording) -> Table:
    """Return every run of the suggesters."""
    t = wording.t
    rows = [
        [
            one.id,
            t.moment(one.started),
            one.model,
            one.codebook_version,
            t.number(one.sources),
            t.number(one.suggestions),
        ]
        for one in wording.report.runs
    ]
    head = [t(f"report.{one}") for one in ("run", "started", "model", "version", "sources", "proposed")]
    return Table(head, rows, numbers=2, widths=(22, 18, 23, 13, 10, 14))
