"""What one browser session remembers: every session_state key there is, and nothing that the store holds."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from casecoding.aggregating.matrix import AttributeDimension
from casecoding.domain.source import Passage, ReadingChoices
from casecoding.errors import Language
from casecoding.i18n.translating import Translator
from casecoding.settings import Settings
from casecoding.ui.benches import bench_at, open_from_now_on, place_at_start
from casecoding.ui.browser_memory import with_memory
from casecoding.ui.tokens import Pass, issue_token
from casecoding.workbench.background import Reading
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.evaluating import Evaluation
from casecoding.workbench.jobs import Job
from casecoding.workbench.repairing import Repair, Scope
from casecoding.workbench.structure import Structure

SEARCH = "q"  # the key of the search field, and its name in the address

Kept = TypeVar("Kept")
ReadingKey = tuple[str, ReadingChoices]
"""An upload's id, and how it was to be read."""
RepairKey = tuple[str, str, Scope]
"""A source's id, the hash of its text, and what is repaired in it."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who works on what, in which language."""

    bench: Bench
    coder_id: str
    coder_name: str
    t: Translator

    @property
    def language(self) -> Language:
        return self.t.language


def current_language() -> Language:
    return st.session_state.get("language") or _settings_here().language


def current_place() -> str:
    return st.session_state.get("place") or place_at_start()


def current_coder() -> str:
    return st.session_state.get("coder") or _settings_here().coder


def _settings_here() -> Settings:
    return with_memory(Settings.from_environment(), st.context.cookies)


def current_session() -> Session:
    """Return the session's study, coder and language; raises the errors of opening a study."""
    bench = bench_at(current_place())
    coder = ensure_coder(bench, current_coder())
    return Session(bench, coder.id, coder.name, Translator(current_language()))


def switch_study(place: str) -> None:
    """Work on another study from now on, here and in every visit that begins while the workbench runs."""
    st.session_state["place"] = place
    open_from_now_on(place)


def reader_token(session: Session) -> str:
    """Return this page's token, the same one while the same coder works on the same study."""
    permit = Pass(place=current_place(), coder_id=session.coder_id)
    known = st.session_state.get("token")
    if known and known[0] == permit:
        return str(known[1])
    token = issue_token(permit)
    st.session_state["token"] = (permit, token)
    return token


def kept(name: str, key: Hashable, make: Callable[[], Kept]) -> Kept:
    """Return what `make` made for this key; made anew when the key is another, one kept under each name.

    What takes a while says so, and for how long it has.
    """
    known = st.session_state.get(f"kept_{name}")
    if known is None or known[0] != key:
        with st.spinner(Translator(current_language())("pages.counting"), show_time=True):
            known = st.session_state[f"kept_{name}"] = (key, make())
    value: Kept = known[1]
    return value


def opened(name: str) -> tuple[str, ...]:
    """Return the keys of the number that the address opens, empty where none is open."""
    return tuple(st.query_params.get_all(name))


def remember_opened(component: str, *, name: str, lead: tuple[str, ...]) -> None:
    """Put the number that a table was just clicked on into the address, behind the keys `lead`."""
    cell = st.session_state[component]["cell"]
    if cell:
        st.query_params[name] = [*lead, cell["row"], cell["column"]]


def choose(values: Mapping[str, object]) -> None:
    """Set the widgets with these keys; to be called before they are shown."""
    for key, value in values.items():
        st.session_state[key] = value


def keep_choices_over_languages() -> None:
    """Set every choice anew when the language has changed: else the browser shows its words in the old one.

    Tabs are left alone: they are known by their words.
    """
    language = current_language()
    if st.session_state.get("shown_in", language) != language:
        state = {str(key): value for key, value in st.session_state.items()}
        choose({key: value for key, value in state.items() if _is_choice(value) and not key.endswith("tab")})
    st.session_state["shown_in"] = language


def _is_choice(value: object) -> bool:
    """Tell choices from what else is kept: buttons, files, tables and what was counted."""
    many = value if isinstance(value, list) else [value]
    return bool(many) and all(isinstance(one, str | AttributeDimension) for one in many)


def skipped_suggestions() -> set[str]:
    """Return the suggestions that this session put off; the set may be changed."""
    skipped: set[str] = st.session_state.setdefault("skipped", set())
    return skipped


def imports_so_far() -> int:
    """Return how many imports this session has finished; it keys the upload box, to empty it."""
    return int(st.session_state.get("imports", 0))


def import_is_done() -> None:
    st.session_state["imports"] = imports_so_far() + 1
    for key in ("files_read", "reading", "locked_files", "passages"):
        st.session_state.pop(key, None)


def files_read() -> dict[ReadingKey, Reading]:
    """Return what was read of this session's uploads, by file and choices; it may be changed."""
    known: dict[ReadingKey, Reading] = st.session_state.setdefault("files_read", {})
    return known


def locked_files() -> set[str]:
    """Return the uploads that asked for a password; it may be changed."""
    locked: set[str] = st.session_state.setdefault("locked_files", set())
    return locked


def passages_before_import() -> dict[str, tuple[Passage, ...]]:
    """Return file -> the passages that were corrected in its preview; it may be changed."""
    kept: dict[str, tuple[Passage, ...]] = st.session_state.setdefault("passages", {})
    return kept


def reading_job() -> Job[Reading] | None:
    """Return the job that reads this session's uploads, or did last."""
    return st.session_state.get("reading")


def begin_reading(job: Job[Reading]) -> None:
    st.session_state["reading"] = job


def repair_job(key: RepairKey) -> Job[Repair] | None:
    """Return the job that looks for misread words in a text as it is now, or did last."""
    kept: tuple[RepairKey, Job[Repair]] | None = st.session_state.get("repairing")
    return kept[1] if kept and kept[0] == key else None


def begin_repair(key: RepairKey, job: Job[Repair]) -> None:
    """Remember the job, and stop the one before: its text or what is wanted of it is another now."""
    kept: tuple[RepairKey, Job[Repair]] | None = st.session_state.get("repairing")
    if kept:
        kept[1].stop()
    st.session_state["repairing"] = (key, job)


def form_round() -> int:
    """Return a number for the keys of editable tables: a saved one begins anew with the stored data."""
    return int(st.session_state.get("form_round", 0))


def next_form_round() -> None:
    st.session_state["form_round"] = form_round() + 1


def proposed_structure() -> tuple[str, tuple[Structure, ...]]:
    """Return the structure that waits for the person's word, and what it is called."""
    kept: tuple[str, tuple[Structure, ...]] = st.session_state.get("structure", ("", ()))
    return kept


def remember_structure(title: str, proposal: tuple[Structure, ...]) -> None:
    st.session_state["structure"] = (title, proposal)


def remember_pages(pages: dict[str, st.Page]) -> None:
    """Keep this run's pages by the last part of their address, for links to them."""
    st.session_state["pages"] = pages


def page_named(name: str) -> st.Page:
    page: st.Page = st.session_state["pages"][name]
    return page


def add_to_search(joined: str, condition: str) -> None:
    """Add a condition to the search that stands in the field."""
    given = str(st.session_state.get(SEARCH) or "").strip()
    lead = f"({given}) " if " eller " in given or " or " in given else f"{given} "
    negated = f"ikke {condition}" if joined.endswith("ikke") else condition
    if not given:
        use_search(negated)
    elif joined == "eller":
        use_search(f"{given} eller {condition}")
    else:
        use_search(f"{lead}og {negated}")


def use_search(query: str) -> None:
    """Put a search into the field."""
    st.session_state[SEARCH] = query


def opened_summary() -> tuple[str, str] | None:
    """Return the cell of the framework that is being written: its case and theme."""
    return st.session_state.get("summary")


def open_summary(case: str, theme: str) -> None:
    st.session_state["summary"] = (case, theme)


def close_summary() -> None:
    st.session_state.pop("summary", None)


def kept_evaluation() -> Evaluation | None:
    """Return the evaluation that this session asked for last."""
    return st.session_state.get("evaluation")


def remember_evaluation(evaluation: Evaluation) -> None:
    st.session_state["evaluation"] = evaluation


def remember_result(name: str, result: object) -> None:
    """Keep what was tried out, for as long as the session goes on or it is tried anew."""
    st.session_state[f"result_{name}"] = result


def result_of(name: str) -> object | None:
    return st.session_state.get(f"result_{name}")
