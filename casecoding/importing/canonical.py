"""The canonical form of a text, in which all spans are counted."""

import unicodedata

_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_KEPT = {"\n", "\t", *map(chr, _LINE_ENDS)}
_DROPPED = {
    code: None for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in _KEPT
}
_DROPPED |= dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], None)


def canonical(text: str) -> str:
    """Return `text` in NFC with "\\n" line ends, free of byte order marks and control characters.

    Tabs stay. Doing it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    cleaned = text.translate(_DROPPED).replace("\r\n", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", cleaned)
