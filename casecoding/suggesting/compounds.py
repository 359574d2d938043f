"""Danish compounds: does this word hold that part, with every other piece a known word?"""

from functools import lru_cache

import simplemma

SHORTEST_PART = 3
LINKS = ("", "s", "e")
PARTICLES = frozenset({
    "af", "an", "be", "bi", "bort", "efter", "er", "for", "fra", "frem", "gen", "hen", "hjem", "ind", "med",
    "mis", "mod", "ned", "nær", "om", "op", "over", "på", "sam", "sammen", "til", "tilbage", "ud", "under",
    "van", "ved", "vide",
})  # fmt: skip


@lru_cache(maxsize=100_000)
def parts_around(word: str, part: str) -> tuple[str, ...]:
    """Return the parts of `word` with `part` among them, empty when it is not made of such parts.

    `word` is a lower-case lemma. Parts are joined by nothing, -s- or -e-; particles and
    prefixes make derivations, not compounds, so they do not count as parts.
    """
    at = word.find(part)
    while at >= 0:
        before, after = _known_parts(word[:at]), _known_parts_after(word[at + len(part) :])
        if before is not None and after is not None:
            return (*before, part, *after)
        at = word.find(part, at + 1)
    return ()


def _known_parts_after(rest: str) -> tuple[str, ...] | None:
    if not rest:
        return ()
    for link in LINKS:
        if rest.startswith(link) and len(rest) > len(link):
            parts = _known_parts(rest[len(link) :])
            if parts is not None:
                return parts
    return None


@lru_cache(maxsize=100_000)
def _known_parts(letters: str) -> tuple[str, ...] | None:
    """Return known words that make up all of `letters`, longest first one first; None when none do."""
    if not letters:
        return ()
    for length in range(len(letters), SHORTEST_PART - 1, -1):
        head = _citation_form(letters[:length])
        if head is None:
            continue
        rest = _known_parts(letters[length:])
        if rest is not None:
            return (head, *rest)
    return None


def _citation_form(piece: str) -> str | None:
    """Return the known word that `piece` is, a linking -s- or -e- taken off; None for other letters."""
    for link in LINKS:
        word = piece.removesuffix(link) if link else piece
        if piece.endswith(link) and len(word) >= SHORTEST_PART and word not in PARTICLES and _is_known(word):
            return word
    return None


@lru_cache(maxsize=100_000)
def _is_known(word: str) -> bool:
    return simplemma.is_known(word, lang="da")
