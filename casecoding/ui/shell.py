"""Stands before Streamlit: sends scripts and styles from memory, and the reader's page with the reader in it.

A link to a view is sent on to the visitor's own words.

A first visit asks for a hundred small files, and Streamlit reads each from disk in a thread of its own.
"""

from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from casecoding.ui.addresses import in_own_words
from casecoding.ui.component import ASSETS, assets_version
from casecoding.ui.early import early_page
from casecoding.ui.streamlit_files import FILES, index_page

FILES_PATH = "/static/"
READER_PATH = "/read"
FOR_A_YEAR = {"Cache-Control": "public, immutable, max-age=31536000"}
NEVER_KEPT = {"Cache-Control": "no-store"}


class Shell:
    """ASGI middleware; what it does not know goes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await _answer(Request(scope)) if scope["type"] == "http" else None
        await (response or self._app)(scope, receive, send)


async def _answer(request: Request) -> Response | None:
    path = request.url.path
    if request.method != "GET" or "range" in request.headers:
        return None
    if path == READER_PATH:
        page = await run_in_threadpool(early_page, request, index_page())
        return Response(page, media_type="text/html", headers=NEVER_KEPT)
    for start, folder in _folders().items():
        if path.startswith(start):
            return _file_response(folder, path.removeprefix(start))
    if request.url.query and "text/html" in request.headers.get("accept", ""):
        own = await run_in_threadpool(in_own_words, request)
        return RedirectResponse(own) if own else None
    return None


@cache
def _folders() -> dict[str, Path]:
    """Return start of an address -> folder; the files' addresses change with their content."""
    return {FILES_PATH: FILES, f"/casecoding/assets/{assets_version()}/": ASSETS}


def _file_response(folder: Path, name: str) -> Response | None:
    if name not in _names(folder):
        return None
    return Response(_content(folder / name), media_type=guess_type(name)[0], headers=FOR_A_YEAR)


@cache
def _names(folder: Path) -> frozenset[str]:
    return frozenset(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()
