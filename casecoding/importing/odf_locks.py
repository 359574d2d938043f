"""Opens the parts of a password-protected OpenDocument file: OpenDocument 1.3, part 2, section 3.4.

Each part is deflated and then encrypted by AES-256 in CBC mode, under a key of its own that PBKDF2 derives
from the hash of the password. Older ciphers (Blowfish) and those of drafts are not opened.
"""

import zlib
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import pbkdf2_hmac, sha1, sha256

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from casecoding.errors import PackedTooTight, PasswordUnsupported, WrongPassword
from casecoding.importing.guards import MAX_PART, MEGABYTE, Element

MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
CIPHER = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
START_KEYS = {
    "http://www.w3.org/2000/09/xmldsig#sha256": sha256,
    "http://www.w3.org/2001/04/xmlenc#sha256": sha256,
    "SHA1": sha1,
    "http://www.w3.org/2000/09/xmldsig#sha1": sha1,
}
KEY_SIZE, BLOCK = 32, 16  # bytes
MAX_ROUNDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Lock:
    """How one part is locked."""

    start_key: str
    salt: bytes
    rounds: int
    vector: bytes

    def open(self, content: bytes, *, password: str, file: str, part: str) -> bytes:
        """Return the part in the clear; raises WrongPassword, PasswordUnsupported or PackedTooTight."""
        if (
            self.start_key not in START_KEYS
            or not 1 <= self.rounds <= MAX_ROUNDS
            or len(self.vector) != BLOCK
        ):
            raise PasswordUnsupported(file=file)
        if not content or len(content) % BLOCK:
            raise PasswordUnsupported(file=file)
        start = START_KEYS[self.start_key](password.encode()).digest()
        key = pbkdf2_hmac("sha1", start, self.salt, self.rounds, KEY_SIZE)
        decryptor = Cipher(AES(key), CBC(self.vector)).decryptor()
        padded = decryptor.update(content) + decryptor.finalize()
        return _inflated(padded[: -padded[-1]], file=file, part=part)


def locks_of(manifest: Element, *, file: str) -> Mapping[str, Lock]:
    """Return part -> its lock, for all locked parts; raises PasswordUnsupported for an unknown cipher."""
    locked = manifest.iter(f"{MANIFEST}encryption-data")
    return {_part_of(data): _lock(data, file=file) for data in locked}


def _part_of(data: Element) -> str:
    entry = data.getparent()
    return "" if entry is None else entry.get(f"{MANIFEST}full-path", "")


def _lock(data: Element, *, file: str) -> Lock:
    algorithm, derivation, start = (
        data.find(f"{MANIFEST}{name}") for name in ("algorithm", "key-derivation", "start-key-generation")
    )
    if algorithm is None or derivation is None or algorithm.get(f"{MANIFEST}algorithm-name") != CIPHER:
        raise PasswordUnsupported(file=file)
    try:
        return Lock(
            start_key="SHA1" if start is None else start.get(f"{MANIFEST}start-key-generation-name", "SHA1"),
            salt=b64decode(derivation.get(f"{MANIFEST}salt", "")),
            rounds=int(derivation.get(f"{MANIFEST}iteration-count", "1024")),
            vector=b64decode(algorithm.get(f"{MANIFEST}initialisation-vector", "")),
        )
    except (Base64Error, ValueError) as fault:
        raise PasswordUnsupported(file=file) from fault


def _inflated(content: bytes, *, file: str, part: str) -> bytes:
    """Inflate what a password opened; with another password it is noise, which does not inflate."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        opened = inflater.decompress(content, MAX_PART)
    except zlib.error as fault:
        raise WrongPassword(file=file) from fault
    if inflater.unconsumed_tail:
        raise PackedTooTight(file=file, place=part, size=MAX_PART // MEGABYTE)
    if not inflater.eof:
        raise WrongPassword(file=file)
    return opened
