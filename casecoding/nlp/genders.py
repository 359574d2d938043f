"""The grammatical gender of Danish nouns: known words, and compounds by their last part."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

COMMON, NEUTER = "Com", "Neut"
SHORTEST_PART = 3  # letters
VOWELS = frozenset("aeiouyæøåéöü")


@dataclass(frozen=True, slots=True)
class Genders:
    """Nouns of one gender, by lemma."""

    common: frozenset[str]
    neuter: frozenset[str]

    def gender(self, lemma: str) -> str | None:
        """Return the gender of a noun or of the longest noun that it ends in; None where no list has it."""
        word = lemma.lower().rpartition("-")[2]
        for start in range(max(len(word) - SHORTEST_PART + 1, 1)):
            part = word[start:]
            if start and not VOWELS.intersection(word[:start]):
                continue  # no word ends before its first vowel: *trøje* is no *øje*
            if part in self.common:
                return COMMON
            if part in self.neuter:
                return NEUTER
        return None

    @classmethod
    def of(cls, known: Mapping[str, str]) -> Self:
        return cls(
            common=frozenset(lemma for lemma, gender in known.items() if gender == COMMON),
            neuter=frozenset(lemma for lemma, gender in known.items() if gender == NEUTER),
        )

    @classmethod
    def read(cls, file: Path) -> Self:
        lists = json.loads(file.read_text(encoding="utf-8"))
        return cls(common=frozenset(lists["common"]), neuter=frozenset(lists["neuter"]))

    def write(self, file: Path) -> None:
        lists = {"common": sorted(self.common), "neuter": sorted(self.neuter)}
        file.write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
