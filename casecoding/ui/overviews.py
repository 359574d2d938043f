"""What a page begins with, read once for each state of the study and not at every click."""

from collections.abc import Mapping

from casecoding.ui.state import Session, kept
from casecoding.workbench.reading import Overview, read_coded_turns, read_overview, study_state


def overview_of(session: Session) -> Overview:
    """Return the study at a glance, as it is now."""
    bench = session.bench
    return kept("overview", study_state(bench), lambda: read_overview(bench))


def coded_turns_of(session: Session) -> Mapping[str, int]:
    """Return source id -> participants' turns that hold a coding, as it is now."""
    bench = session.bench
    return kept("coded_turns", study_state(bench), lambda: read_coded_turns(bench))
