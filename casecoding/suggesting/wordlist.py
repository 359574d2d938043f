"""The words that Danish compounds are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

FILE = Path(__file__).with_name("words.tsv")
BEGINNING = 3  # letters that tell whether a word may begin there


@dataclass(frozen=True, slots=True)
class WordList:
    """Lemmas in lower case with how often they were met, by word class.

    `plurals` maps an indefinite plural to its noun. `whole` holds words that look like
    compounds and are none, `beginnings` the letters (BEGINNING of them) that may stand where a part begins.
    """

    nouns: Mapping[str, int]
    verbs: Mapping[str, int]
    adjectives: Mapping[str, int]
    plurals: Mapping[str, str]
    whole: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read lines of class (N, V, A, W), lemma, count and plural, or B and beginnings, parted by tabs.

        The lines of a class follow one another.
        """
        by_class = groupby(file.read_text(encoding="utf-8").splitlines(), key=itemgetter(0))
        rows = {letter: [line.split("\t") for line in lines] for letter, lines in by_class}
        return cls(
            nouns={row[1]: int(row[2]) for row in rows["N"]},
            verbs={row[1]: int(row[2]) for row in rows["V"]},
            adjectives={row[1]: int(row[2]) for row in rows["A"]},
            plurals={row[3]: row[1] for row in rows["N"] if len(row) > 3},  # noqa: PLR2004
            whole=frozenset(row[1] for row in rows["W"]),
            beginnings=frozenset(chain.from_iterable(row[1].split() for row in rows["B"])),
        )

    def lines(self) -> Iterator[str]:
        """Give the lines that `read` reads."""
        plural_of = {noun: plural for plural, noun in sorted(self.plurals.items())}
        for noun, count in sorted(self.nouns.items()):
            yield "\t".join(("N", noun, str(count), *((plural_of[noun],) if noun in plural_of else ())))
        for letter, lemmas in (("V", self.verbs), ("A", self.adjectives)):
            yield from (f"{letter}\t{lemma}\t{count}" for lemma, count in sorted(lemmas.items()))
        yield from (f"W\t{word}\t0" for word in sorted(self.whole))
        for _, alike in groupby(sorted(self.beginnings), key=itemgetter(0)):
            yield f"B\t{' '.join(alike)}"


@cache
def shipped_words() -> WordList:
    return WordList.read(FILE)
