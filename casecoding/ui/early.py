"""The reader's page as a document that shows the source before Streamlit has started.

A visit that begins at the reader gets what the reader needs with the document: its modules' names, so that
they arrive side by side, and a token for the study and the coder that a new visit works with. The reader
moves into Streamlit's page when that has made a place for it.
"""

import json
import re
from functools import cache
from typing import Any

import streamlit as st
from starlette.requests import Request

from casecoding.errors import CaseCodingError
from casecoding.settings import Settings
from casecoding.ui.benches import bench_at, place_at_start
from casecoding.ui.browser_memory import with_memory
from casecoding.ui.component import ASSETS, assets_version, reader_data
from casecoding.ui.guard import LOCAL
from casecoding.ui.reader_json import as_page
from casecoding.ui.streamlit_files import scripts_of_reader_page
from casecoding.ui.tokens import Pass, issue_token
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.reader import read_source, source_to_open

STYLES = ("reader.css", "text.css", "side.css")
TYPES = "types.js"  # for the type checker alone
COLOURS = {
    "text-color": "textColor",
    "background-color": "backgroundColor",
    "secondary-background-color": "secondaryBackgroundColor",
    "border-color": "borderColor",
    "link-color": "linkColor",
}
"""Names in style sheets of Streamlit's components -> options of its theme."""


STREAMLIT_HINTS = re.compile(r'\s*<link rel="modulepreload"[^>]*>')


def early_page(request: Request, page: str) -> str:
    """Return Streamlit's document `page` with the reader in it, or as it is where there is nothing to show.

    It goes only to who calls this machine by its own name, so that no other site's name can be made to
    point here and read it.
    """
    written = _written(request) if _is_from_here(request) else None
    if written is None:
        return page
    head = _head(json.dumps(written, ensure_ascii=False).replace("<", "\\u003c"))
    later = STREAMLIT_HINTS.sub("", page)  # the reader's scripts come first
    return later.replace("<title>Streamlit</title>", f"{head}<title>casecoding</title>", 1)


def _is_from_here(request: Request) -> bool:
    return request.url.hostname in LOCAL | {st.get_option("server.address")}


def _written(request: Request) -> dict[str, Any] | None:
    """Return what the document is to hold, None where the page itself will say why there is nothing."""
    settings, place = with_memory(Settings.from_environment(), request.cookies), place_at_start()
    try:
        bench = bench_at(place)
        source_id = source_to_open(bench, request.query_params.get("source", ""))
        if source_id is None:
            return None
        coder_id = ensure_coder(bench, settings.coder).id
        page = read_source(bench, source_id, coder_id=coder_id)
    except CaseCodingError:
        return None
    token = issue_token(Pass(place=place, coder_id=coder_id))
    return {
        "given": reader_data(source_id, token=token, language=settings.language),
        "page": as_page(page, coder_id=coder_id, language=settings.language),
    }


def _head(written: str) -> str:
    own = f"./casecoding/assets/{assets_version()}/reader"
    styles = "".join(f'<link rel="preload" as="style" href="{own}/{name}">' for name in STYLES)
    return f"""{_hints(own, _own_scripts())}{styles}
<link rel="stylesheet" href="{own}/early.css">
<style>{_colours()}</style>
<script type="application/json" id="casecoding-early">{written}</script>
<script type="module" crossorigin src="{own}/early.js"></script>
{_hints("./static/js", scripts_of_reader_page())}
"""


@cache
def _own_scripts() -> tuple[str, ...]:
    return tuple(sorted(file.name for file in ASSETS.glob("reader/*.js") if file.name != TYPES))


@cache
def _hints(folder: str, names: tuple[str, ...]) -> str:
    """Return what lets the browser ask for these scripts side by side, before others name them."""
    return "".join(f'<link rel="modulepreload" crossorigin href="{folder}/{name}">' for name in names)


@cache
def _colours() -> str:
    light, dark = _palette("light"), _palette("dark")
    return f":root {{ {light} }} @media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def _palette(theme: str) -> str:
    values = {name: st.get_option(f"theme.{theme}.{option}") for name, option in COLOURS.items()}
    values["sidebar-color"] = st.get_option(f"theme.{theme}.sidebar.backgroundColor")
    return " ".join(f"--st-{name}: {value};" for name, value in values.items() if value)
