"""A text's words as the repair reads them: where they stand, which are left alone, where clauses end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casecoding.domain.span import Span

PIECE = re.compile(r"\S+")
EDGES = "\"'»«“”„’‘()[]{}<>.,;:!?…*/–—•"
CLOSING = "\"'»«“”’‘)]"
CLAUSE_ENDS = (".", ":", "?", "!", ";", "…")
BEGINNINGS = (*CLAUSE_ENDS, "-", "–", "—", "•", "*")
FOREIGN = frozenset("./\\_=+#%§:;,()")  # signs that no plain word has inside it
COUNTED = re.compile(r"^\d+-(?=[^\W\d]{2})")  # the number of "34-årige": the word is what follows
BAR = "|"  # what "I" is read as
QUOTED = re.compile(r"""»[^»«]{1,600}«|«[^»«]{1,600}»|(?<![\w.,!?])["“”„](?=\S)[^"“”„]{1,600}["“”]""")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `span` covers it without the signs at its ends; `key` is it in lower case.

    `is_kept` means that it is left alone: a number, an address, a name, words in quotation marks.
    `begins` a sentence, so that a capital says nothing; `follows` the token before it with only
    blanks between.
    """

    span: Span
    word: str
    key: str
    is_kept: bool
    begins: bool
    follows: bool
    ends_in_comma: bool = False


def clauses(text: str, span: Span, *, quotations: bool = False, names: bool = False) -> Iterator[list[Token]]:
    """Give the tokens at `span` clause by clause; quotations and names are left alone unless asked for."""
    words = span.of(text)
    quoted = [] if quotations else [match.span() for match in QUOTED.finditer(words)]
    clause: list[Token] = []
    begins, after = True, 0
    for piece in PIECE.finditer(words):
        start, end = _core(piece)
        if start < end:
            kept = _is_other(words[start:end]) or any(first <= start < last for first, last in quoted)
            named = words[start].isupper() and not (begins or names)
            follows = bool(clause) and not words[after:start].strip()
            token = _token(words, start, end, shift=span.start)
            comma = words[end : piece.end()].rstrip(CLOSING).endswith(",")
            clause.append(
                Token(*token, is_kept=kept or named, begins=begins, follows=follows, ends_in_comma=comma)
            )
            after = end
        ends = piece[0].rstrip(CLOSING).endswith(CLAUSE_ENDS)
        begins = ends or (start >= end and (begins or piece[0].endswith(BEGINNINGS)))
        if ends and clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _token(words: str, start: int, end: int, *, shift: int) -> tuple[Span, str, str]:
    return Span(shift + start, shift + end), words[start:end], words[start:end].lower()


def _core(piece: re.Match[str]) -> tuple[int, int]:
    """Return where the word begins and ends in what stands between blanks."""
    bare = COUNTED.sub("", piece[0].lstrip(EDGES))
    return piece.end() - len(bare), piece.start() + len(piece[0].rstrip(EDGES))


def _is_other(word: str) -> bool:
    """Tell whether this is no plain word: a number, an address, an abbreviation, an acronym."""
    letters = sum(sign.isalpha() for sign in word)
    return (
        (letters == 0 and word != BAR)
        or sum(sign.isdigit() for sign in word) > 1
        or not FOREIGN.isdisjoint(word)
        or (letters > 1 and word.isupper())
    )
