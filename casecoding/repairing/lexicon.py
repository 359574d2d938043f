"""How likely a Danish word is, alone and after another."""

import lzma
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log

from casecoding.dictionary import is_form

STOP, COMMA = ".", ","  # a stop stands for every other sign that parts clauses
TRUST = 0.75  # taken off every counted pair, for pairs that were not counted
UNCOUNTED = 0.3  # what a word that a dictionary has but nobody counted counts for
COMPOUND = 0.05  # what a word made of known words counts for
USUAL_TAIL, RARE_TAIL = 200, 5  # times counted: a usual last part, and one that nobody counted
COMMON = 20  # times counted, from where a word may be part of a compound
SHORTEST_PART = 3
USUAL = 150  # most frequent words, which join no compound but as a prefix
PREFIXES = frozenset(
    {
        "alle",
        "efter",
        "for",
        "fra",
        "frem",
        "gen",
        "hel",
        "hele",
        "ind",
        "inden",
        "med",
        "mellem",
        "mod",
        "ned",
    }
    | {"over", "selv", "stor", "til", "uden", "under", "ved"}
)
LINKS = ("", "s", "e")
STRANGE, STRANGE_LETTER = (
    log(1e-3),
    log(10**-0.85),
)  # a word that nothing is known of, and each of its letters
NO_WORD = log(1e-6)  # signs without a letter


class Lexicon:
    """Danish words and pairs of neighbours as they were counted; all words are in lower case."""

    def __init__(self, counts: dict[str, int], followers: dict[str, str], ranked: list[str]) -> None:
        self._counts = counts
        self._followers = followers
        self._ranked = ranked
        self._usual = frozenset(ranked[:USUAL])
        self._total = sum(counts.values())
        self._pairs = lru_cache(maxsize=20_000)(self._read_pairs)
        self.after = lru_cache(maxsize=500_000)(self._after)
        self.alone = lru_cache(maxsize=200_000)(self._alone)
        self.is_known = lru_cache(maxsize=500_000)(self._is_known)
        self._is_part = lru_cache(maxsize=500_000)(self._is_common_part)

    def count(self, word: str) -> int:
        return self._counts.get(word, 0)

    def _after(self, first: str, second: str) -> float:
        """Return the logarithm of how likely `second` is after `first`."""
        pairs, left = self._pairs(first)
        if not pairs:
            return self.alone(second)
        counted = max(pairs.get(second, 0) - TRUST, 0) / self._counts[first]
        return log(counted + left * exp(self.alone(second)))

    def _is_known(self, word: str) -> bool:
        """Tell whether the word is counted, in a dictionary, or made of two words that are common."""
        return self.is_listed(word) or self._is_compound(word)

    def is_listed(self, word: str) -> bool:
        """Tell whether the word is counted or in a dictionary."""
        return word in self._counts or is_form(word)

    def _alone(self, word: str) -> float:
        """Return the logarithm of how likely the word is anywhere."""
        seen = self._counts.get(word, 0)
        if seen:
            return log(seen / self._total)
        if is_form(word):
            return log(UNCOUNTED / self._total)
        strange = STRANGE + STRANGE_LETTER * len(word) + (0 if any(map(str.isalpha, word)) else NO_WORD)
        share = self._compound_share(word)
        return max(log(COMPOUND * share / self._total), strange) if share else strange

    def _is_compound(self, word: str) -> bool:
        return self._compound_share(word) > 0

    def _compound_share(self, word: str) -> float:
        """Return how usual the last part of a compound is, at most 1; 0 where it is none."""
        if "-" in word:
            return float(all(len(part) > 1 and self.is_known(part) for part in word.split("-")))
        tails = (
            word[at:]
            for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
            if self._is_tail(word[at:]) and self._joins(word[:at])
        )
        return max((min(1.0, max(self.count(tail), RARE_TAIL) / USUAL_TAIL) for tail in tails), default=0.0)

    def _joins(self, head: str) -> bool:
        """Tell whether a word may begin a compound, as it is or with the letter that links it."""
        bare = (head[: len(head) - len(link)] for link in LINKS if head.endswith(link))
        return any(len(word) >= SHORTEST_PART and self._is_head(word) for word in bare)

    def _is_head(self, word: str) -> bool:
        return word in PREFIXES or self._is_tail(word)

    def _is_tail(self, word: str) -> bool:
        return word not in self._usual and self._is_part(word)

    def _is_common_part(self, word: str) -> bool:
        return self._counts.get(word, 0) >= COMMON or (len(word) > SHORTEST_PART + 1 and is_form(word))

    def _read_pairs(self, first: str) -> tuple[dict[str, int], float]:
        """Return what was counted after a word, and the share that is left for what was not."""
        entries = (entry.partition(":") for entry in self._followers.get(first, "").split())
        pairs = {self._ranked[int(place)]: int(seen) for place, _, seen in entries}
        seen = self._counts.get(first, 0)
        return pairs, (TRUST * len(pairs) + max(0, seen - sum(pairs.values()))) / max(seen, 1)


@cache
def danish_lexicon() -> Lexicon:
    """Return the lexicon that ships with casecoding."""
    packed = (files("casecoding.repairing") / "words.xz").read_bytes()
    words, _, pairs = lzma.decompress(packed).decode().partition("\n\n")
    counts = {word: int(seen) for word, _, seen in (line.partition("\t") for line in words.split("\n"))}
    ranked = list(counts)
    lines = (line.partition("\t") for line in pairs.split("\n"))
    return Lexicon(counts, {ranked[int(place)]: followers for place, _, followers in lines}, ranked)
