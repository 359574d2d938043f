"""Which words name who says a quotation, and so say less of its theme: "»…«, siger en projektleder"."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile

QUOTES = frozenset('"”“„»«')
FEWEST_QUOTED = 3  # words of a quotation; fewer are a term that is spoken of
LONGEST_NOTE = 12  # tokens of a note in brackets behind a quotation
LONGEST_OPENING = 8  # words of "En projektleder formulerer det sådan:"
ENDS = frozenset({",", ";", ":", ".", "(", "–", "om", "da", "når", "mens", "hvis", "fordi", "og", *QUOTES})
TELLING = frozenset({
    "sige", "fortælle", "udtrykke", "formulere", "forklare", "beskrive", "skrive", "udtale", "svare", "lyde",
    "bemærke", "spørge", "konstatere", "sammenfatte", "opsummere", "indvende", "tilføje", "mene", "kalde",
    "berette", "indrømme", "erkende", "mindes", "referere", "citere", "nævne", "uddybe", "understrege",
})  # fmt: skip


def attributions(
    words: Sequence[str],
    lemmas: Sequence[str],
    classes: Sequence[str],
    sentences: Sequence[tuple[int, int]],
    *,
    closing: AbstractSet[int],
) -> Iterator[int]:
    """Give the tokens of a Doc that name who says a quotation, which may have begun in a sentence before.

    `words` and `lemmas` are in lower case, `closing` the quotation marks that end something.
    """
    yield from _noted(words)
    for start, end in sentences:
        quotes = [at for at in range(start, end) if words[at] in QUOTES]
        if quotes:
            yield from _opening(words, lemmas, quotes[0], start=start)
            closer = _closer(quotes, start=start, closing=closing)
            if closer is not None:
                yield from _following(words, classes, range(closer + 1, end))
        elif start - 1 in closing and lemmas[start] in TELLING:
            yield from _following(words, classes, range(start, end))


def _closer(quotes: Sequence[int], *, start: int, closing: AbstractSet[int]) -> int | None:
    """Return where the quotation ends that a sentence begins with or goes on with, if it does."""
    opened = quotes[0] == start and start not in closing
    at = next(iter(quotes[opened:]), None)
    if at is None or at not in closing:
        return None
    length = at - start - opened
    return None if 0 < length < FEWEST_QUOTED else at


def _noted(words: Sequence[str]) -> Iterator[int]:
    """Give who speaks in brackets behind a quotation: "…« (driftsleder, Svendborg)"."""
    for at, pair in enumerate(pairwise(words), start=1):
        if pair[1] == "(" and pair[0] in QUOTES:
            note = range(at, min(len(words), at + LONGEST_NOTE))
            yield from takewhile(lambda one: words[one] != ")", note)


def _opening(words: Sequence[str], lemmas: Sequence[str], quote: int, *, start: int) -> Iterator[int]:
    """Give who speaks before a quotation that a colon announces."""
    is_short = 1 < quote - start <= LONGEST_OPENING + 1
    if is_short and words[quote - 1] == ":" and TELLING.intersection(lemmas[start:quote]):
        yield from takewhile(lambda one: words[one] not in ENDS, range(start, quote))


def _following(words: Sequence[str], classes: Sequence[str], after: range) -> Iterator[int]:
    """Give who speaks behind a quotation: what a verb or "som" begins there."""
    told = after[1:] if after and words[after[0]] == "," else after
    if told and (classes[told[0]] in {"VERB", "AUX"} or words[told[0]] == "som"):
        yield told[0]
        yield from takewhile(lambda one: words[one] not in ENDS, told[1:])
