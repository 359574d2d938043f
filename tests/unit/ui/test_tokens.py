"""Tokens are signed and short-lived, and say what their holder may do."""

import pytest
from itsdangerous import TimestampSigner

from casecoding.errors import SessionExpired
from casecoding.settings import studies_folder
from casecoding.ui.tokens import KEY_FILE, LIFETIME, Pass, issue_token, read_token

PERMIT = Pass(place="/tmp/studie.casecoding", coder_id="anne")  # noqa: S108 - no file is made


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))


def test_a_token_says_what_it_was_given():
    assert read_token(issue_token(PERMIT)) == PERMIT


def test_a_token_is_of_no_use_after_a_working_day(monkeypatch):
    token = issue_token(PERMIT)
    now = TimestampSigner("x").get_timestamp()

    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now + LIFETIME - 60)
    assert read_token(token) == PERMIT
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now + LIFETIME + 60)
    with pytest.raises(SessionExpired):
        read_token(token)
    assert LIFETIME <= 12 * 3600


@pytest.mark.parametrize("spoilt", ["", "{}xx", "x{}", "{}.{}"])
def test_a_token_that_is_not_ours_is_refused(spoilt):
    token = issue_token(PERMIT)

    with pytest.raises(SessionExpired):
        read_token(spoilt.format(token, token))


def test_a_token_of_another_machine_is_refused():
    token = issue_token(PERMIT)
    (studies_folder() / KEY_FILE).write_text("0" * 64, encoding="ascii")

    with pytest.raises(SessionExpired):
        read_token(token)


def test_the_key_can_be_read_by_its_owner_alone():
    issue_token(PERMIT)

    assert (studies_folder() / KEY_FILE).stat().st_mode & 0o077 == 0
