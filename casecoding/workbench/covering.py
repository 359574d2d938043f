"""Which material there is, and how far it is coded."""

from dataclasses import replace

from casecoding.aggregating.coverage import Column, Coverage, Row, Stretch, lay_out_coverage
from casecoding.domain.selection import Selection
from casecoding.store.cases import list_cases
from casecoding.store.coverage import list_stretches
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import Bench


def read_coverage(bench: Bench, selection: Selection) -> Coverage:
    """Return the grid of case and level by wave and kind; what is filtered away is not in it."""
    with bench.store.reading() as session:
        levels = [level.id for level in load_codebook(session).levels]
        return lay_out_coverage(
            list_stretches(session, selection),
            cases=[one for one in list_cases(session) if one in (selection.cases or (one,))],
            levels=[one for one in levels if one in (selection.levels or levels)],
        )


def place_selection(selection: Selection, row: Row, column: Column) -> Selection:
    """Return what to select to see the codings of one place of the grid."""
    return replace(selection, cases=(row[0],), levels=(row[1],), waves=(column[0],), kinds=(column[1],))


def stretch_selection(selection: Selection, stretch: Stretch) -> Selection:
    """Return what to select to see the codings of one source at one level."""
    return replace(selection, sources=(stretch.source_id,), levels=(stretch.level,))
