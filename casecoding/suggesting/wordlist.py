"""The words that Danish compounds are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

FILE = Path(__file__).with_name("words.tsv")


@dataclass(frozen=True, slots=True)
class WordList:
    """Lemmas in lower case with how often they were met, by word class.

    `plurals` maps an indefinite plural to its noun. `whole` holds words that look like
    compounds and are none.
    """

    nouns: Mapping[str, int]
    verbs: Mapping[str, int]
    adjectives: Mapping[str, int]
    plurals: Mapping[str, str]
    whole: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read lines of class (N, V, A or W), lemma, count and plural, parted by tabs."""
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[0] != "#"]

        def counts(letter: str) -> Mapping[str, int]:
            return MappingProxyType({row[1]: int(row[2]) for row in rows if row[0] == letter})

        return cls(
            nouns=counts("N"),
            verbs=counts("V"),
            adjectives=counts("A"),
            plurals=MappingProxyType({row[3]: row[1] for row in rows if row[0] == "N" and len(row) > 3}),  # noqa: PLR2004
            whole=frozenset(row[1] for row in rows if row[0] == "W"),
        )

    def lines(self) -> Iterator[str]:
        """Give the lines that `read` reads."""
        plural_of = {noun: plural for plural, noun in sorted(self.plurals.items())}
        for noun, count in sorted(self.nouns.items()):
            yield "\t".join(("N", noun, str(count), *((plural_of[noun],) if noun in plural_of else ())))
        for letter, lemmas in (("V", self.verbs), ("A", self.adjectives)):
            yield from (f"{letter}\t{lemma}\t{count}" for lemma, count in sorted(lemmas.items()))
        yield from (f"W\t{word}\t0" for word in sorted(self.whole))


@cache
def shipped_words() -> WordList:
    return WordList.read(FILE)
