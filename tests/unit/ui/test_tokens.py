"""Tokens are signed and short-lived, and say what their holder may do."""

import pytest
from itsdangerous import TimestampSigner

from casecoding.errors import SessionExpired
from casecoding.settings import studies_folder
from casecoding.ui.tokens import (
    KEY_FILE,
    LIFETIME,
    RENEWED_AFTER,
    Pass,
    issue_token,
    read_token,
    renewed_token,
)

PERMIT = Pass(place="/tmp/studie.casecoding", coder_id="anne")  # noqa: S108 - no file is made


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))


def test_a_token_says_what_it_was_given():
    assert read_token(issue_token(PERMIT)) == PERMIT


def test_a_token_is_of_no_use_after_a_while(monkeypatch):
    token = issue_token(PERMIT)
    now = TimestampSigner("x").get_timestamp()

    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now + LIFETIME - 60)
    assert read_token(token) == PERMIT
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now + LIFETIME + 60)
    with pytest.raises(SessionExpired):
        read_token(token)
    assert LIFETIME <= 2 * 3600


def test_a_token_that_is_no_longer_new_is_made_anew_and_one_that_is_not(monkeypatch):
    now = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: int(now - RENEWED_AFTER - 60))
    older = issue_token(PERMIT)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _self: now)

    fresh = renewed_token(older)

    assert read_token(fresh) == PERMIT
    assert renewed_token(fresh) is None


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
