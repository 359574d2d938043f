"""The door of the workbench: who may ask, how much, and what every answer carries."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from streamlit import config

from casecoding.ui import guard
from casecoding.ui.guard import Guard, is_expected, policy_for
from casecoding.ui.streamlit_files import index_page


async def _echo(scope, receive, send):
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def ask(path="/", *, host="localhost:8501", body=b"", length=None, kind="http"):
    """Send one request through the guard; return the messages that came back."""
    told = str(len(body) if length is None else length).encode()
    scope = {
        "type": kind,
        "method": "POST",
        "path": path,
        "headers": [(b"host", host.encode()), (b"content-length", told)],
        "query_string": b"",
    }
    parts, answers = [body[:100], body[100:]], []

    async def receive():
        if not parts:
            return {"type": "http.disconnect"}
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message):
        answers.append(message)

    with ThreadPoolExecutor(1) as thread:  # a browser test before this one may have a loop running in ours
        thread.submit(lambda: asyncio.run(Guard(_echo)(scope, receive, send))).result()
    return answers


@pytest.fixture(autouse=True)
def _local(monkeypatch):
    monkeypatch.setattr(config, "get_option", {"server.address": "localhost"}.get)


def test_every_answer_carries_its_headers():
    headers = dict(ask()[0]["headers"])

    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert headers[b"content-security-policy"].decode() == policy_for("localhost:8501")


def test_a_page_may_talk_to_its_own_server_alone():
    parts = dict(one.partition(" ")[::2] for one in policy_for("localhost:8501").split("; "))

    assert parts["connect-src"] == "'self' ws://localhost:8501 wss://localhost:8501 blob: data:"
    assert parts["default-src"] == "'self'"
    assert parts["frame-ancestors"] == parts["object-src"] == "'none'"
    assert not any("http:" in one or "*" in one for one in parts.values())


def test_no_script_runs_that_is_not_the_servers_own():
    parts = dict(one.partition(" ")[::2] for one in policy_for("localhost:8501").split("; "))

    assert "unsafe-inline" not in parts["script-src"]
    assert parts["script-src"].count("'sha256-") == index_page().count("<script>")


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:9", "[::1]:8501", "[::1]"])
def test_this_machine_may_ask(host):
    assert ask(host=host)[0]["status"] == 200


@pytest.mark.parametrize(
    "host", ["ond.example", "localhost.ond.example:8501", "192.168.1.7:8501", "[::2]:80", "localhost:x", ""]
)
def test_a_name_from_elsewhere_that_leads_here_may_not_ask(host):
    assert ask(host=host)[0]["status"] == 421


def test_a_socket_for_a_name_from_elsewhere_is_closed():
    assert ask(host="ond.example", kind="websocket") == [{"type": "websocket.close", "code": 1008}]


def test_who_opens_it_to_a_network_chooses_the_names(monkeypatch):
    monkeypatch.setattr(config, "get_option", {"server.address": "0.0.0.0"}.get)  # noqa: S104

    assert is_expected("vaert.kommune.dk")
    assert not is_expected("vaert.dk; script-src *")


def test_the_endpoint_takes_no_large_body(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_BODY", 1000)

    assert ask("/casecoding/reader/operations", body=bytes(900))[0]["status"] == 200
    assert ask("/casecoding/reader/operations", body=bytes(2000))[0]["status"] == 413
    assert ask("/casecoding/reader/operations", length="mange")[0]["status"] == 413


def test_a_body_that_is_longer_than_it_says_is_cut_off(monkeypatch):
    monkeypatch.setattr(guard, "LARGEST_BODY", 1000)

    with pytest.raises(ClientDisconnect):
        ask("/casecoding/reader/operations", body=bytes(2000), length=10)


def test_files_go_another_way_and_are_limited_by_streamlit():
    assert ask("/_stcore/upload_file/x", body=bytes(300), length=10**9)[0]["status"] == 200
