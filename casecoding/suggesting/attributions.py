"""Which words name who says a quotation: "»…«, siger en projektleder". They are about no theme."""

from collections.abc import Iterator, Sequence
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
    words: Sequence[str], lemmas: Sequence[str], pos: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Give the tokens of a Doc that name who says a quotation.

    `words` and `lemmas` are in lower case. A quotation may have begun in a sentence before.
    """
    yield from _noted(words)
    for start, end in sentences:
        quotes = [at for at in range(start, end) if words[at] in QUOTES]
        if quotes:
            yield from _opening(words, lemmas, quotes[0], start=start)
            yield from _closing(words, pos, quotes, start=start, end=end)


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


def _closing(
    words: Sequence[str], pos: Sequence[str], quotes: Sequence[int], *, start: int, end: int
) -> Iterator[int]:
    """Give who speaks behind a quotation that the sentence begins with or goes on with."""
    begins = quotes[0] == start
    for at in quotes[begins : begins + 1]:
        after = at + 1 + (words[at + 1 : at + 2] == [","])
        is_told = pos[after : after + 1] in (["VERB"], ["AUX"]) or words[after : after + 1] == ["som"]
        if at - start - begins >= FEWEST_QUOTED and is_told and after < end:
            yield after
            yield from takewhile(lambda one: words[one] not in ENDS, range(after + 1, end))
