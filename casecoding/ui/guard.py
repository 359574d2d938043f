"""Stands at the door: strange hosts and large bodies stay out, and every answer carries its headers."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from casecoding.ui.api import PREFIX
from casecoding.ui.streamlit_files import inline_script_hashes

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")
LARGEST_BODY = 4 * 1024 * 1024  # bytes that the reader's endpoint takes at once; files go another way
POLICY = (
    "default-src 'self'",
    # A component's script comes as a blob; Streamlit reads its messages with WebAssembly. Scripts that run
    # may evaluate text: browser tests that wait for something in the page do (the reader's DOM contract).
    f"script-src 'self' blob: 'unsafe-eval' {inline_script_hashes()}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "media-src 'self' blob:",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Guard:
    """ASGI middleware: nothing on a page may send what is on it to another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        if not is_expected(host):
            await _refused(scope, receive, send, status=421)
        elif scope["type"] == "http" and _is_too_large(scope):
            await _refused(scope, receive, send, status=413)
        else:
            await self._app(scope, _measured(scope, receive), _with_headers(send, host))


def is_expected(host: str) -> bool:
    """Tell whether a page of this machine asks: another name that leads here is a page from elsewhere."""
    name = HOST.fullmatch(host)
    if name is None:
        return False
    if str(config.get_option("server.address") or "") not in LOCAL:
        return True  # whoever opens it to a network says there which names are good
    return name[1].strip("[]") in LOCAL


def policy_for(host: str) -> str:
    """Return the content policy of a page at `host`: it may talk to its own server alone."""
    return "; ".join((*POLICY, f"connect-src 'self' ws://{host} wss://{host} blob: data:"))


def _is_too_large(scope: Scope) -> bool:
    length = Headers(scope=scope).get("content-length", "0")
    return _is_ours(scope) and (not length.isdecimal() or int(length) > LARGEST_BODY)


def _is_ours(scope: Scope) -> bool:
    return str(scope["path"]).startswith(f"{PREFIX}/")


def _measured(scope: Scope, receive: Receive) -> Receive:
    """Return what receives a body no longer than it may be, whatever its length was said to be."""
    if scope["type"] != "http" or not _is_ours(scope):
        return receive
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= LARGEST_BODY else {"type": "http.disconnect"}

    return receive_some


def _with_headers(send: Send, host: str) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**HEADERS, "Content-Security-Policy": policy_for(host)})
        await send(message)

    return send_with_headers


async def _refused(scope: Scope, receive: Receive, send: Send, *, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse("", status_code=status)(scope, receive, send)
