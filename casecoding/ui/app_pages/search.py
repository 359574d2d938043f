"""Søg: what is coded, said and known, asked for with og, eller and ikke; hits in their context."""

from functools import partial

import streamlit as st

from casecoding.domain.found import FoundTurn, Line, lines_of
from casecoding.domain.query import Words, atoms, positive_codes
from casecoding.i18n.translating import Translator
from casecoding.ui.file_types import EXCEL, WORD
from casecoding.ui.filters import own_coder_if_blind
from casecoding.ui.links import escaped, link_to_source, quiet
from casecoding.ui.messages import shown_errors
from casecoding.ui.quotations import PAGE, page_of, show_excerpt
from casecoding.ui.reference_form import find_again
from casecoding.ui.search_form import search_field
from casecoding.ui.state import Session, kept
from casecoding.workbench.finding import Hits, count_in_steps, read_codings_found, read_turns_found
from casecoding.workbench.reading import Frame, read_frame, study_state
from casecoding.workbench.reporting import export_excel, export_lines, export_word
from casecoding.workbench.retrieving import Found, search_for

AROUND = 90  # characters beside a hit
TURNS_SHOWN = 15


def render(session: Session) -> None:
    """Let the person ask, show what is found as quotations or as places in the text."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.search"))
    if not frame.cases:
        st.info(t("pages.no_sources"))
        return
    given, with_interviewer = search_field(session)
    if given.strip():
        with shown_errors():
            found = _found(session, given, with_interviewer=with_interviewer)
            _show(session, frame, found, _counted(session, frame, found))
    else:
        st.info(t("search.empty"))
    find_again(session)


def _found(session: Session, given: str, *, with_interviewer: bool) -> Found:
    """Return the search; the words of new sources are taken into the index first, which is told of."""
    coders = own_coder_if_blind(session)
    asked = (study_state(session.bench), given, coders, with_interviewer)
    bar = st.empty()

    def tell(done: int, total: int, _name: str) -> None:
        bar.progress(done / total, text=session.t("search.indexing", done=done, total=total))

    def read() -> Found:
        return search_for(
            session.bench, given, coders=coders, with_interviewer=with_interviewer, progress=tell
        )

    found = kept("found", asked, read)
    bar.empty()
    return found


def _counted(session: Session, frame: Frame, found: Found) -> Hits:
    """Return what is found; while much is counted, show how far that is and the first page."""
    place, bench = st.empty(), session.bench

    def count() -> Hits:
        with place.container():
            hits = _count_aloud(session, frame, found)
        place.empty()
        return hits

    return kept("hits", (study_state(bench), found), count)


def _count_aloud(session: Session, frame: Frame, found: Found) -> Hits:
    t, bar, page = session.t, st.empty(), st.container()
    shown, enough = ("turns", TURNS_SHOWN) if _is_of_words(found) else ("quotations", PAGE)
    waits = True
    for counted in count_in_steps(session.bench, found.search):
        number = sum((counted.hits.turns if shown == "turns" else counted.hits.codings).values())
        if counted.share < 1:
            said = {"n": t.number(number), "share": t.percent(counted.share)}
            bar.progress(counted.share, text=t(f"search.counting_{shown}", **said))
            if waits and number >= enough:
                with page:
                    _show_page(session, frame, found, counted.hits, shown, offset=0)
                waits = False
    return counted.hits


def _show(session: Session, frame: Frame, found: Found, hits: Hits) -> None:
    t = session.t
    quotations, turns = sum(hits.codings.values()), sum(hits.turns.values())
    views = {"quotations": quotations, "turns": turns}
    shown = st.segmented_control(
        t("search.show"),
        list(views),
        default="quotations" if quotations and not _is_of_words(found) else "turns",
        format_func=lambda one: t(f"search.{one}", n=t.number(views[one])),
        label_visibility="collapsed",
        key="search_show",
    )
    if not (quotations or turns):
        st.info(t("search.nothing"))
    elif shown == "turns":
        _show_turns(session, frame, found, hits)
    else:
        _show_quotations(session, frame, found, hits)


def _is_of_words(found: Found) -> bool:
    """Tell whether words are looked for and no code: then their places are what is wanted."""
    query = found.search.query
    return not positive_codes(query) and any(isinstance(atom, Words) for atom, _ in atoms(query))


def _show_quotations(session: Session, frame: Frame, found: Found, hits: Hits) -> None:
    t, bench, count = session.t, session.bench, sum(hits.codings.values())
    if not count:
        st.info(t("search.no_quotations"))
        return
    with st.container(horizontal=True):
        for kind, export in (("word", export_word), ("excel", export_excel)):
            make = partial(export, bench, found.search.selection, t=t, found=found)
            _download(t, make, kind)
    offset = _offset(t, count, PAGE, key="search_quotations_page")
    _show_page(session, frame, found, hits, "quotations", offset=offset)


def _show_turns(session: Session, frame: Frame, found: Found, hits: Hits) -> None:
    t, count = session.t, sum(hits.turns.values())
    _download(t, partial(export_lines, session.bench, found, t=t), "lines")
    offset = _offset(t, count, TURNS_SHOWN, key="search_turns_page")
    _show_page(session, frame, found, hits, "turns", offset=offset)


def _show_page(session: Session, frame: Frame, found: Found, hits: Hits, shown: str, *, offset: int) -> None:
    """Show a page of quotations or of turns, of as much as was counted."""
    t, bench, search = session.t, session.bench, found.search
    if shown == "turns":
        for turn in read_turns_found(bench, search, limit=TURNS_SHOWN, offset=offset, hits=hits):
            _show_turn(turn, found, t)
    else:
        for excerpt in read_codings_found(bench, search, limit=PAGE, offset=offset, hits=hits):
            show_excerpt(excerpt, frame.codebook, t)


def _show_turn(turn: FoundTurn, found: Found, t: Translator) -> None:
    with st.container(border=True):
        for line in lines_of(turn, found.search.query, around=AROUND):
            st.markdown(_line(line))
        left, right = st.columns([4, 1], vertical_alignment="center")
        speaker = ", ".join(part for part in (turn.speaker, turn.role) if part)
        parts = (turn.place, speaker, turn.case, turn.wave, turn.source_name)
        left.caption(escaped(" · ".join(part for part in parts if part)))
        with right:
            link_to_source(turn.source_id, t("quotations.open"), start=turn.span.start)


def _line(line: Line) -> str:
    hit = f"**{escaped(line.hit)}**" if line.hit else ""
    return f"{quiet(line.left)}{hit}{quiet(line.right)}"


def _offset(t: Translator, count: int, size: int, *, key: str) -> int:
    """Let the person leaf; return how many come before the page."""
    last = (count - 1) // size + 1
    if last == 1:
        return 0
    page = st.number_input(page_of(last, t), 1, last, key=key)
    return (int(page) - 1) * size


def _download(t: Translator, make: partial[bytes], kind: str) -> None:
    """Offer what is found as a Word file, as a workbook of quotations or as one of lines."""
    suffix, mime = ("docx", WORD) if kind == "word" else ("xlsx", EXCEL)
    file = t("search.file")
    st.download_button(t(f"search.{kind}"), make, f"{file}.{suffix}", mime, on_click="ignore")
