"""Bytes to text in whatever encoding an office produced; never a replacement character."""

import re
from itertools import islice

from casecoding.errors import UndecodableText

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SINGLE_BYTE = ("cp1252", "iso8859-15", "cp850", "mac_roman")
_DANISH = frozenset("æøåÆØÅ")
_WESTERN = frozenset("àáâäãçèéêëìíîïñòóôöõùúûüýßÀÁÂÄÇÈÉÊËÍÓÔÖÚÜÝð")
_PUNCTUATION = frozenset("“”„‘’–—…»«§€£°½¼´·•©®²³\xa0¡¿")
_QUOTES = frozenset("“”„‘’»«´")
_BINARY = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNUSUAL = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 20_000
_MANY_NULS, _FEW_NULS, _MOSTLY = 0.4, 0.1, 0.8
_MAX_BINARY_SHARE = 0.005


def decode(file: str, content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding.

    Order: byte order mark, UTF-16 by its NUL bytes, strict UTF-8, then the Danish office
    encodings weighed by the letters that they give. Raises UndecodableText.
    """
    encoding = _encoding_of(content)
    if encoding is None:
        raise UndecodableText(file=file)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UndecodableText(file=file) from fault
    if len(_BINARY.findall(text)) + text.count("\0") > _MAX_BINARY_SHARE * len(text):
        raise UndecodableText(file=file)
    return text, encoding


def is_guessed(encoding: str) -> bool:
    """Whether nothing in the file itself said that it is in `encoding`."""
    return encoding in _SINGLE_BYTE


def _encoding_of(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    wide = _utf32_by_nulls(content) or _utf16_by_nulls(content)
    if wide:
        return wide
    return "utf-8" if _decodes(content, "utf-8") else _best_single_byte(content)


def _utf32_by_nulls(content: bytes) -> str | None:
    """Return the UTF-32 whose letters fill one byte of four."""
    quarter = len(content) // 4
    if not quarter or len(content) % 4:
        return None
    empty = [content[at::4].count(0) / quarter > _MOSTLY for at in range(4)]
    if empty == [False, True, True, True]:
        return "utf-32-le"
    return "utf-32-be" if empty == [True, True, True, False] else None


def _utf16_by_nulls(content: bytes) -> str | None:
    """Return the UTF-16 whose every other byte is mostly NUL, as it is for Western letters."""
    half = len(content) // 2
    if not half or len(content) % 2:
        return None
    first, second = content[::2].count(0) / half, content[1::2].count(0) / half
    if second > _MANY_NULS and first < _FEW_NULS:
        return "utf-16-le"
    return "utf-16-be" if first > _MANY_NULS and second < _FEW_NULS else None


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _best_single_byte(content: bytes) -> str | None:
    scores = {name: _danishness(content.decode(name)) for name in _SINGLE_BYTE if _decodes(content, name)}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else None


def _danishness(text: str) -> float:
    """Return the mean weight of the letters outside ASCII: high where they read as Danish."""
    found = [_weight(text, match.start()) for match in islice(_UNUSUAL.finditer(text), _SAMPLE)]
    return sum(found) / max(len(found), 1)


def _weight(text: str, at: int) -> float:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter in _DANISH or letter in _WESTERN:
        if letter.isupper() and before.islower():
            return -3
        beside = before.isalpha() or after.isalpha()
        return (3 if letter in _DANISH else 1) if beside else 0.75 * (letter in _DANISH)
    if letter in _PUNCTUATION:
        inside = before.isalpha() and after.isalpha()
        loose = letter in _QUOTES and not before.strip() and not after.strip()
        return -2 if inside and letter not in "’–\xa0" else 0 if loose else 1
    return -3
