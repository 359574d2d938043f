"""The reader's endpoint: read a source, do numbered operations, hear what others did.

No Streamlit rerun stands on the path of a coding. Every request carries a signed token
that a page was given; what it may do is in the token, not in the request.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from casecoding.errors import CaseCodingError, Language, SessionExpired
from casecoding.ui.benches import bench_at
from casecoding.ui.component import ASSETS
from casecoding.ui.reader_json import as_lemmas, as_news, as_page
from casecoding.ui.tokens import Pass, read_token, renewed_token
from casecoding.workbench.bench import Bench
from casecoding.workbench.operations import perform
from casecoding.workbench.reader import read_news, read_source, work_blind
from casecoding.workbench.searching import read_lemmas

PREFIX = "/casecoding"

# Streamlit's listening socket leaves Nagle's algorithm on (uvicorn issue 3149): on a connection that is kept,
# the body waits 40 ms for the browser to confirm the headers. Closing sends both now.
AT_ONCE = {"Connection": "close"}
RENEWAL_HEADER = "X-Casecoding-Token"


def routes() -> list[BaseRoute]:
    return [
        Route(f"{PREFIX}/reader/page", _read_page),
        Route(f"{PREFIX}/reader/news", _read_news),
        Route(f"{PREFIX}/reader/lemmas", _read_lemmas),
        Route(f"{PREFIX}/reader/operations", _perform, methods=["POST"]),
        Route(f"{PREFIX}/reader/blind", _work_blind, methods=["POST"]),
        Mount(f"{PREFIX}/assets/{{version}}", app=VersionedFiles(directory=ASSETS)),
    ]


class VersionedFiles(StaticFiles):
    """Files whose address changes with their content: a browser asks for each once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


async def _read_page(request: Request) -> Response:
    def answer(permit: Pass) -> dict[str, Any]:
        bench = _bench(permit, request)
        page = read_source(bench, request.query_params["source"], coder_id=permit.coder_id)
        return as_page(page, coder_id=permit.coder_id, language=bench.settings.language)

    return await _answered(request, answer)


async def _read_news(request: Request) -> Response:
    def answer(permit: Pass) -> dict[str, Any]:
        source_id, since = request.query_params["source"], int(request.query_params.get("since", "0"))
        return as_news(
            read_news(_bench(permit, request), source_id, since, coder_id=permit.coder_id),
            language=_language(request),
        )

    return await _answered(request, answer)


async def _read_lemmas(request: Request) -> Response:
    def answer(permit: Pass) -> dict[str, Any]:
        return as_lemmas(read_lemmas(_bench(permit, request), request.query_params["source"]))

    return await _answered(request, answer)


async def _work_blind(request: Request) -> Response:
    body = await request.body()

    def answer(permit: Pass) -> dict[str, Any]:
        asked = json.loads(body)
        work_blind(_bench(permit, request), coder_id=permit.coder_id, blind=asked["blind"] is True)
        return {}

    return await _answered(request, answer)


async def _perform(request: Request) -> Response:
    body = await request.body()

    def answer(permit: Pass) -> dict[str, Any]:
        asked = json.loads(body)
        bench = _bench(permit, request)
        source_id = str(asked["source"])
        answers = perform(bench, source_id, asked["operations"], coder_id=permit.coder_id)
        return {
            "answers": [{"key": one.key, "refusal": one.refusal, "skipped": one.skipped} for one in answers],
            "news": as_news(
                read_news(bench, source_id, int(asked["since"]), coder_id=permit.coder_id),
                language=bench.settings.language,
            ),
        }

    return await _answered(request, answer)


async def _answered(request: Request, answer: Callable[[Pass], dict[str, Any]]) -> Response:
    """Check the token, answer off the event loop, and word an expected error."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        permit, fresh = read_token(token), renewed_token(token)
        headers = AT_ONCE | ({RENEWAL_HEADER: fresh} if fresh else {})
        return JSONResponse(await run_in_threadpool(answer, permit), headers=headers)
    except SessionExpired as fault:
        return JSONResponse({"refusal": fault.sentence(_language(request))}, status_code=401)
    except CaseCodingError as fault:
        return JSONResponse({"refusal": fault.sentence(_language(request))}, status_code=409)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return JSONResponse({"refusal": "bad request"}, status_code=400)


def _bench(permit: Pass, request: Request) -> Bench:
    """Return the permit's study, speaking the language that the page is in."""
    bench = bench_at(permit.place)
    return replace(bench, settings=replace(bench.settings, language=_language(request)))


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("language") == "en" else "da"
