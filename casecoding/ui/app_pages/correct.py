"""Ret tekst: mend what a source says, a turn or the faults of text recognition; codings go along."""

from collections.abc import Mapping

import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.carrying import Fit
from casecoding.domain.codebook import Codebook
from casecoding.domain.edit import Edit
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.i18n.translating import Translator
from casecoding.recoding import Correction, Cut
from casecoding.ui.differences import show_difference
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import overview_of
from casecoding.ui.repair_form import render_repair
from casecoding.ui.source_choice import choose_source
from casecoding.ui.state import Session
from casecoding.workbench.correcting import correct_text, edit_turn, preview_correction
from casecoding.workbench.reading import Overview, read_one_source
from casecoding.workbench.taking_back import undo

SHORT = 70  # characters of a turn in the list
SHOWN = 60  # characters of a quotation


def render(session: Session) -> None:
    """Let the person choose a source, and correct a turn of it or what text recognition got wrong."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.correct"))
    source_id = choose_source(session, overview)
    if source_id is None:
        return
    ways = {"turn": t("correcting.way_turn"), "repair": t("correcting.way_repair")}
    way = st.segmented_control(
        t("correcting.way"), list(ways), format_func=ways.__getitem__, default="turn", key="correct_way"
    )
    if way == "repair":
        render_repair(session, source_id)
    else:
        _render_turn(session, overview, source_id)
    _undo(session)


def _render_turn(session: Session, overview: Overview, source_id: str) -> None:
    """Let the person choose a turn, write it anew, see what that changes, and save it."""
    t = session.t
    st.caption(t("correcting.note"))
    source = read_one_source(session.bench, source_id)
    turn = _choose_turn(source, t)
    if turn is not None:
        _edit(session, overview, source, turn)


def _choose_turn(source: Source, t: Translator) -> Turn | None:
    sought = st.text_input(
        t("correcting.find"), placeholder=t("correcting.find_hint"), key=f"find_{source.id}"
    )
    found = {turn.number: turn for turn in source.turns if _is_sought(source, turn, sought.strip())}
    if not found:
        st.info(t("correcting.none_found"))
        return None
    number = st.selectbox(
        t("correcting.turn", n=len(found)),
        list(found),
        format_func=lambda one: _turn_line(source, found[one]),
        key=f"turn_{source.id}_{text_hash(sought)[:8]}",
    )
    return found[number]


def _is_sought(source: Source, turn: Turn, sought: str) -> bool:
    if sought.startswith("§"):
        return str(turn.number) == sought.removeprefix("§").strip()
    return sought.casefold() in turn.span.of(source.text).casefold()


def _turn_line(source: Source, turn: Turn) -> str:
    who = source.participant(turn.label)
    words = " ".join(turn.span.of(source.text).split())
    return (
        f"§{turn.number} {who.name + ': ' if who else ''}{words[:SHORT]}{'…' if len(words) > SHORT else ''}"
    )


def _edit(session: Session, overview: Overview, source: Source, turn: Turn) -> None:
    t = session.t
    now = turn.span.of(source.text)
    key = f"words_{source.id}_{turn.number}_{text_hash(source.text)[:12]}"
    words = st.text_area(t("correcting.words"), now, height="content", key=key)
    with shown_errors():
        edit = edit_turn(source, turn.number, words)
        if not edit.replacements:
            st.caption(t("correcting.unchanged"))
            return
        seen = preview_correction(session.bench, source.id, edit)
        st.subheader(t("correcting.preview"))
        show_difference(source.text, turn.span, edit.replacements)
        fits = show_touched(session, overview.codebook, source, seen, key=key)
        _save(session, source, edit, fits, is_ready=len(fits) == len(seen.cuts))


def show_touched(
    session: Session, codebook: Codebook, source: Source, seen: Correction, *, key: str
) -> dict[str, Fit]:
    """Show which codings a correction changes; ask about those that it cuts, and return what was chosen."""
    t = session.t
    for one in seen.reworded:
        name = code_label(one.coding.code_id, codebook=codebook, t=t)
        before, after = shortened(one.before), shortened(one.after)
        st.markdown(escaped(t("correcting.reworded", code=name, before=before, after=after)))
    fits = {}
    for cut in seen.cuts:
        chosen = _ask(session, codebook, source, cut, key=f"{key}_{cut.coding.id}")
        if chosen:
            fits[cut.coding.id] = chosen
    if not (seen.reworded or seen.cuts):
        st.caption(t("correcting.untouched"))
    if seen.stale:
        st.caption(t("correcting.stale", n=len(seen.stale)))
    return fits


def _ask(session: Session, codebook: Codebook, source: Source, cut: Cut, *, key: str) -> Fit | None:
    t = session.t
    quote = shortened(cut.coding.span.of(source.text))
    name = code_label(cut.coding.code_id, codebook=codebook, t=t)
    if not cut.choices:
        st.warning(escaped(t("correcting.lost", code=name, quote=quote)))
        return None
    names: Mapping[Fit, str] = {Fit.EXTEND: t("correcting.extend"), Fit.SHRINK: t("correcting.shrink")}
    return st.radio(
        escaped(t("correcting.cut", code=name, quote=quote)),
        cut.choices,
        format_func=names.__getitem__,
        index=None,
        horizontal=True,
        key=key,
    )


def _save(session: Session, source: Source, edit: Edit, fits: Mapping[str, Fit], *, is_ready: bool) -> None:
    t = session.t
    if st.button(t("correcting.save"), type="primary", disabled=not is_ready):
        correct_text(session.bench, source.id, edit, coder_id=session.coder_id, fits=fits)
        st.toast(t("correcting.saved"))
        st.rerun()


def _undo(session: Session) -> None:
    if st.button(session.t("correcting.undo"), icon=":material/undo:"):
        with shown_errors():
            undo(session.bench, coder_id=session.coder_id)
            st.rerun()


def shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
