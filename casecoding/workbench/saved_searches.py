"""Searches saved by name. Saving and taking away are steps that can be undone."""

from casecoding.domain.history import SEARCH_ACTIONS, Action
from casecoding.domain.query import read_query
from casecoding.errors import UnknownSearch, UnnamedSearch
from casecoding.store import saved_searches as stored
from casecoding.workbench.bench import Bench
from casecoding.workbench.taking_back import Reverted, undo


def list_searches(bench: Bench) -> dict[str, str]:
    """Return name -> query of the saved searches, by name."""
    with bench.store.reading() as session:
        return stored.list_searches(session)


def save_search(bench: Bench, name: str, query: str, *, coder_id: str) -> None:
    """Save a search by name, in the place of one that has it already.

    Raises UnnamedSearch or UnreadableQuery.
    """
    called = " ".join(name.split())
    if not called:
        raise UnnamedSearch
    read_query(query)
    with bench.writing(Action.SAVE_SEARCH, coder_id=coder_id, subject={"name": called}) as session:
        stored.put_search(session, called, query)


def remove_search(bench: Bench, name: str, *, coder_id: str) -> None:
    """Take a saved search away; raises UnknownSearch."""
    with bench.writing(Action.REMOVE_SEARCH, coder_id=coder_id, subject={"name": name}) as session:
        if not stored.remove_search(session, name, at=bench.clock()):
            raise UnknownSearch(name=name, known=", ".join(stored.list_searches(session)))


def undo_search(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back the coder's newest change to the saved searches; raises NothingToUndo or MovedOn."""
    return undo(bench, coder_id=coder_id, actions=SEARCH_ACTIONS)
