"""The tokens of an rtf, and the code pages that its bytes are written in."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from casecoding.errors import ReadingTooLong

SECONDS = 6
_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,40})(?P<number>-?[0-9]{1,9})?[0-9]* ?"
    r"|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>.))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_TOKENS_A_LOOK = 100_000
_BY_CHARSET = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET = 2
_BY_PAGE = {
    10000: "mac_roman",
    65001: "utf-8",
    1361: "johab",
    20127: "cp1252",
    28591: "cp1252",
    28605: "latin-9",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One control word with its number, one brace, one sign, or a run of bytes."""

    word: str = ""
    number: int | None = None
    sign: str = ""
    content: bytes = b""


def tokens(file: str, text: str) -> Iterator[Token]:
    """Return the tokens of an rtf whose bytes are `text` in Latin-1; raises ReadingTooLong.

    What \\bin announces is left out.
    """
    started, at, seen = monotonic(), 0, 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        seen += 1
        if seen % _TOKENS_A_LOOK == 0 and monotonic() - started > SECONDS:
            raise ReadingTooLong(file=file, place=f"{at}/{len(text)}", seconds=SECONDS)
        kind = match.lastgroup
        if kind == "text":
            yield Token(content=match[0].encode("latin-1"))
        elif kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            at += max(number or 0, 0) if match["word"] == "bin" else 0
            yield Token(match["word"], number)
        elif kind == "hex":
            yield Token(content=bytes.fromhex(match["hex"]))
        elif kind == "sign" and match["sign"] in "\\{}":
            yield Token(content=match["sign"].encode())
        elif kind:
            yield Token(sign=match[kind])


def code_page(number: int | None) -> str:
    """Return the encoding of an \\ansicpg or \\cpg; a Danish office's where it is unknown."""
    name = _BY_PAGE.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def charset_encoding(charset: int | None, default: str) -> str:
    return _BY_CHARSET.get(charset if charset is not None else 1, default)


def decoded(content: bytes, encoding: str) -> str:
    """Return bytes as text; a byte that a code page leaves open is read as Latin-1."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return "".join(_one(bytes([byte]), encoding) for byte in content)


def _one(byte: bytes, encoding: str) -> str:
    try:
        return byte.decode(encoding)
    except UnicodeDecodeError:
        return byte.decode("latin-1")
