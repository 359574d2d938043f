"""Danish compounds: which words is this word made of, in whatever form it stands?"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from casecoding.suggesting.cutting import Cut, Part, is_lemma, shipped_compounds
from casecoding.suggesting.wordlist import shipped_words

MADE_OF_PARTS = frozenset({"NOUN", "ADJ", "X"})  # word classes of compounds
INFLECTIONS = (
    "s", "n", "t", "e", "r", "en", "et", "er", "es", "ne", "ns", "ts", "rs", "ene", "ens", "ets", "ers",
    "nes", "rne", "enes", "erne", "rnes", "ernes",
)  # fmt: skip
NOT_AS_LEMMA = 3.5  # what it costs to read a word otherwise than as its lemma
PLAIN = 12.0  # what parts cost at most that are so common that no other reading is looked for


@lru_cache(maxsize=200_000)
def parts_of(word: str, lemma: str = "") -> tuple[str, ...]:
    """Return the citation forms of a compound's parts, in order; empty when the word is no compound.

    The word is read as its lemma, or without what may be its inflection where the lemma is of no common parts
    and that is cheaper.
    """
    low, lemma = word.lower(), lemma.lower()
    best = shipped_compounds().cut(lemma)
    if best is None or best.cost > PLAIN:
        best = _cheapest(low, lemma)
    return tuple(_as_written(part.citation, low) for part in best.parts) if best else ()


def _cheapest(word: str, lemma: str) -> Cut | None:
    """Return the cheapest way to part the word as its lemma or without what may be its inflection."""
    cuts = [
        (cut.cost + (NOT_AS_LEMMA if form != lemma else 0.0), cut)
        for form, cut in _cuts(dict.fromkeys((*_undoubled(word, lemma), lemma, word, *_bases(word))))
    ]
    _, best = min(cuts, key=itemgetter(0), default=(0.0, None))
    return best


def may_have_parts(pos: str, lemma: str) -> bool:
    """Return whether a word of this class may be a compound; taggers take rare plurals for verbs.

    An adverb may be a compound adjective's neuter: "boligsocialt".
    """
    is_unknown_verb = pos == "VERB" and lemma.lower() not in shipped_words().verbs
    return pos in MADE_OF_PARTS or is_unknown_verb or (pos == "ADV" and lemma.endswith("t"))


def _cuts(forms: Iterable[str]) -> Iterator[tuple[str, Cut]]:
    """Give the forms of a word and ways to part them, up to the first that is a whole word."""
    compounds = shipped_compounds()
    for form in forms:
        cut = compounds.cut(form)
        if cut:
            yield form, cut
        elif compounds.has(form):
            return


def _as_written(citation: str, word: str) -> str:
    """Return "center" where the lemma says "centrum" and the word does not: both end alike when inflected."""
    return "center" if citation == "centrum" and "centrum" not in word else citation


def _undoubled(word: str, lemma: str) -> Iterator[str]:
    """Give what may double its last letter before an ending: "workshop" of "workshoppen".

    It is a known word or, where the dictionary does not have the lemma, a compound: "betonblok".
    """
    compounds = shipped_compounds()
    for base in _bases(word):
        stem = base[:-1]
        if base[-2:-1] == base[-1:] and (
            compounds.has(stem) or (not is_lemma(lemma) and compounds.cut(stem))
        ):
            yield stem


def _bases(word: str) -> Iterator[str]:
    """Give what the word may be an inflected form of, least taken off first."""
    yield from (word.removesuffix(end) for end in INFLECTIONS if word.endswith(end))


@lru_cache(maxsize=100_000)
def parts_around(word: str, part: str) -> tuple[str, ...]:
    """Return the parts of `word` with `part` among them, empty when it is not made of such parts.

    `word` is a lower-case lemma; `part` may itself be a compound.
    """
    if word == part:
        return (part,)
    cut = shipped_compounds().cut(word)
    if not cut:
        return ()
    starts, ends = {one.start for one in cut.parts}, {one.end for one in cut.parts}
    at = word.find(part)
    while at >= 0:
        if at in starts and at + len(part) in ends:
            return _merged(cut.parts, part, at)
        at = word.find(part, at + 1)
    citations = tuple(one.citation for one in cut.parts)
    return citations if part in citations else ()


def _merged(parts: tuple[Part, ...], part: str, at: int) -> tuple[str, ...]:
    """Return the parts, those that make up `part` as one."""
    before = tuple(one.citation for one in parts if one.end <= at)
    after = tuple(one.citation for one in parts if one.start >= at + len(part))
    return (*before, part, *after)
