"""The canonical form of a text, in which all spans are counted."""

import re
import unicodedata
from functools import cache

_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_KEPT = {"\n", "\t", *map(chr, _LINE_ENDS)}
_DROPPED = {
    code: None for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in _KEPT
}
_DROPPED |= dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], None)
_UNCLEAN = re.compile(f"[{''.join(map(chr, (*_DROPPED, *_LINE_ENDS)))}]")
_WITH_MARKS = (range(0x0300, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFF00), range(0x10100, 0x1F000))
_PILED = 100


def canonical(text: str) -> str:
    """Return `text` in NFC with "\\n" line ends, free of byte order marks and control characters.

    Tabs stay; of the marks on one letter the first hundred. Doing it twice changes nothing.
    """
    if not text.isprintable() and _UNCLEAN.search(text):
        text = text.translate(_DROPPED).replace("\r\n", "\n").translate(_LINE_ENDS)
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _without_piles(text))


def _without_piles(text: str) -> str:
    """Cut piles of marks, which would take hours to put in order."""
    return _pile().sub(r"\1", text)


@cache
def _pile() -> re.Pattern[str]:
    signs = (chr(code) for block in _WITH_MARKS for code in block)
    marks = "".join(sign for sign in signs if unicodedata.combining(sign))
    return re.compile(f"([{marks}]{{{_PILED}}})[{marks}]+")
