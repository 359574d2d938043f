"""What a damaged word may have been: words with a few letters read otherwise, and words glued together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from casecoding.repairing.confusions import ALL, OF_DANISH_LETTERS, USUAL_ONES, Confusion, Variant, variants
from casecoding.repairing.lexicon import Lexicon

GLUED = log(3e-4)  # how likely a blank is lost
MOST_CANDIDATES = 8
COMMON = 50  # times counted, from where a word is thought to be damaged in its Danish letters at most
RARER = 3  # times counted, from where a word may be one of several that were glued
LONG, LONGEST = 9, 32  # letters: from where one slip may make a compound, and up to where anything is tried
LONELY = frozenset("iå")  # words of one letter


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a token may have been, what would have damaged them, and how likely the glueing is."""

    words: tuple[str, ...]
    made: tuple[Confusion, ...] = ()
    weight: float = 0.0


def _is_plain(word: str) -> bool:
    return word.replace("-", "").isalpha()


class Candidates:
    """Finds the likeliest candidates for a word in lower case, each word once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.of = lru_cache(maxsize=100_000)(self._find)

    def _find(self, word: str) -> tuple[Candidate, ...]:
        if len(word) > LONGEST:
            return ()
        found: dict[str, tuple[float, tuple[Confusion, ...]]] = {}
        for variant, made in self._variants(word):
            if made:
                score = self._lexicon.alone(variant) + sum(log(one.share) for one in made)
                if variant not in found or score > found[variant][0]:
                    found[variant] = (score, made)
        best = sorted(found.items(), key=lambda one: -one[1][0])[:MOST_CANDIDATES]
        glued = () if self._lexicon.is_known(word) else self._splits(word)
        return (
            *(Candidate((variant,), made) for variant, (_, made) in best),
            *(Candidate(parts, weight=GLUED * (len(parts) - 1)) for parts in glued),
        )

    def _variants(self, word: str) -> Iterator[Variant]:
        """Give words that were read as this one: compounds only where Danish letters alone were misread."""
        is_common, is_known = self._lexicon.count(word) >= COMMON, self._lexicon.is_known(word)
        danish = variants(word, OF_DANISH_LETTERS, most=2) + (
            [] if is_known else variants(word, USUAL_ONES, most=4)
        )
        yield from (one for one in danish if _is_plain(one[0]) and self._lexicon.is_known(one[0]))
        if not is_common:
            others = variants(word, ALL, most=1 if is_known else 2)
            yield from (one for one in others if _is_plain(one[0]) and self._lexicon.is_listed(one[0]))
        if not is_known and len(word) >= LONG:
            once = variants(word, ALL, most=1)
            yield from (one for one in once if _is_plain(one[0]) and self._lexicon.is_known(one[0]))

    def _splits(self, word: str) -> Iterator[tuple[str, ...]]:
        """Give two or three counted words that stand in one without blanks between."""
        for at in range(1, len(word) - 1):
            head, rest = word[:at], word[at:]
            if self._lexicon.count(head) < COMMON or (len(head) == 1 and head not in LONELY):
                continue
            if self._lexicon.count(rest) >= RARER:
                yield head, rest
            yield from ((head, *parts) for parts in self._tails(rest))

    def _tails(self, rest: str) -> Iterator[tuple[str, str]]:
        for at in range(1, len(rest) - 1):
            if self._lexicon.count(rest[:at]) >= 20 * COMMON and self._lexicon.count(rest[at:]) >= RARER:
                yield rest[:at], rest[at:]
