"""What text recognition takes for what, and the words that a damaged one may have been."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Confusion:
    """`true` was read as `seen`; `share` is how often that happens before a text has shown it."""

    true: str
    seen: str
    share: float

    @property
    def is_danish(self) -> bool:
        return self.true in "æøå"


SHARES = {"usual": 0.04, "seldom": 0.002, "lost": 0.002, "rare": 0.0004}


def _read_confusions() -> tuple[Confusion, ...]:
    table = tomllib.loads((files("casecoding.repairing") / "confusions.toml").read_text(encoding="utf-8"))
    return tuple(
        Confusion(true, seen, share)
        for kind, share in SHARES.items()
        for true, all_seen in table[kind].items()
        for seen in all_seen
    )


CONFUSIONS = _read_confusions()

Variant = tuple[str, tuple[Confusion, ...]]  # a word, and the confusions that would have made it what is read
Pool = Mapping[str, Sequence[Confusion]]  # what is read -> what it may have been


def pool(among: Iterable[Confusion]) -> Pool:
    by_seen: dict[str, list[Confusion]] = {}
    for one in among:
        by_seen.setdefault(one.seen, []).append(one)
    return by_seen


ALL = pool(CONFUSIONS)
OF_DANISH_LETTERS = pool(one for one in CONFUSIONS if one.is_danish and one.seen)
USUAL_ONES = pool(one for one in CONFUSIONS if one.share == SHARES["usual"])


def variants(word: str, among: Pool, *, most: int) -> list[Variant]:
    """Return the words that may have been read as `word` (lower case), itself first."""
    begun: list[list[Variant]] = [[("", ())], *([] for _ in word)]
    for at, letter in enumerate(word):
        begun[at] += _lost(begun[at], among, most=most)
        for start, made in begun[at]:
            begun[at + 1].append((start + letter, made))
            if len(made) < most:
                for length in (1, 2, 3):
                    for one in among.get(word[at : at + length], ()) if at + length <= len(word) else ():
                        begun[at + length].append((start + one.true, (*made, one)))
    return begun[-1] + _lost(begun[-1], among, most=most)


def _lost(begun: Sequence[Variant], among: Pool, *, most: int) -> list[Variant]:
    """Return what was begun, each with a letter more that was not read at all."""
    fewer = ((start, made) for start, made in begun if len(made) < most)
    return [(start + one.true, (*made, one)) for start, made in fewer for one in among.get("", ())]
