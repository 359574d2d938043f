"""Signed, short-lived tokens: which coder works on which study from this page."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from casecoding.errors import SessionExpired
from casecoding.settings import studies_folder

LIFETIME = 2 * 60 * 60  # seconds
RENEWED_AFTER = LIFETIME / 4  # seconds; a page that is open asks every few seconds
KEY_FILE = ".secret"


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token says: this coder may code in this study."""

    place: str
    coder_id: str


def issue_token(permit: Pass) -> str:
    return _signer().dumps([permit.place, permit.coder_id])


def read_token(token: str) -> Pass:
    """Return what the token says; raises SessionExpired when it is old or not ours."""
    try:
        place, coder_id = _signer().loads(token, max_age=LIFETIME)
    except (SignatureExpired, BadSignature) as error:
        raise SessionExpired from error
    return Pass(place=place, coder_id=coder_id)


def renewed_token(token: str) -> str | None:
    """Return a fresh token for one that is no longer new, None for one that is; raises SessionExpired."""
    permit = read_token(token)
    _, made = _signer().loads(token, return_timestamp=True)
    age = (datetime.now(UTC) - made).total_seconds()
    return issue_token(permit) if age > RENEWED_AFTER else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_secret(), salt="casecoding-reader")


def _secret() -> str:
    """Return this machine's key; kept in a file so that open pages outlive a restart."""
    file = studies_folder() / KEY_FILE
    if not file.exists():
        _write_secret(file)
    return file.read_text(encoding="ascii")


def _write_secret(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(32), encoding="ascii")
    draft.replace(file)
