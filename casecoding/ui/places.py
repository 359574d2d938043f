"""Places in the material as a list to open: the words, what matched, how it is used."""

from collections.abc import Sequence

import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.suggestion import Flag
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped, link_to_source
from casecoding.workbench.comparing import Comparison, Spot

SHOWN = 50
FEW = 4  # places that need no scrolling of their own
HEIGHT = 420


def render_comparison(comparison: Comparison, codebook: Codebook, t: Translator, *, key: str) -> None:
    """Say what a change does in one sentence, with the lists to open below it."""
    lists = {"added": comparison.added, "dropped": comparison.dropped, "touched": comparison.touched}
    st.info(t("comparing.summary", **{name: len(places) for name, places in lists.items()}))
    render_unread(comparison.unread, t)
    for name, places in lists.items():
        if places:
            with st.expander(t(f"comparing.list_{name}", n=len(places))):
                render_places(places, t, key=f"{key}_{name}", codebook=codebook)


def render_unread(unread: Sequence[str], t: Translator) -> None:
    """Say of how many sources nothing is known, if any."""
    if unread:
        st.caption(t("comparing.unread", n=len(unread)))


def render_places(
    places: Sequence[Spot], t: Translator, *, key: str, codebook: Codebook | None = None
) -> None:
    """Show the first places, filtered by their flags, each with a link into its source."""
    chosen = _wanted_flag(places, t, key=key)
    wanted = [one for one in places if chosen is None or chosen in one.flags]
    with st.container(height=HEIGHT if len(wanted) > FEW else "content", border=False):
        for one in wanted[:SHOWN]:
            _show_place(one, codebook, t)
    if len(wanted) > SHOWN:
        st.caption(t("comparing.more", shown=SHOWN, n=len(wanted)))


def _show_place(place: Spot, codebook: Codebook | None, t: Translator) -> None:
    name = code_label(place.code_id, codebook=codebook, t=t) if codebook else ""
    head = f"**{escaped(name)}** · " if name else ""
    flags = "".join(f" :gray-badge[{t(f'review.flag_{flag.value}')}]" for flag in place.flags)
    words = f" :gray[({escaped(place.matched)})]" if place.matched else ""
    st.markdown(f"{head}{escaped(' '.join(place.quote.split()))}{words}{flags}")
    link_to_source(place.source_id, place.source_name, start=place.span.start)


def _wanted_flag(places: Sequence[Spot], t: Translator, *, key: str) -> Flag | None:
    met = [flag for flag in Flag if any(flag in one.flags for one in places)]
    if not met:
        return None
    return st.selectbox(
        t("comparing.flags"),
        [None, *met],
        format_func=lambda flag: t(f"review.flag_{flag.value}") if flag else t("comparing.any_flag"),
        key=f"flags_{key}",
    )
