"""Danish lemmas by word class: a table of known forms, then suffix rules, then genitives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

UNINFLECTED = frozenset({"PUNCT", "NUM", "SYM", "X", "SPACE", "INTJ", "CCONJ", "SCONJ", "ADP", "PART"})
GENITIVE_ENDS = ("'s", "’s", "'", "’", "s")


@dataclass(frozen=True, slots=True)
class Lemmas:
    """What is known about Danish inflection.

    `known` maps "CLASS form" to its lemma, the form as written or in lower case.
    `rules` maps a word class ("" where it is not known) to endings and what stands
    in their place in the lemma; the longest ending of a word decides.
    """

    known: Mapping[str, str]
    rules: Mapping[str, Mapping[str, str]]

    def lemma(self, form: str, pos: str, *, genitive: bool = False) -> str:
        """Return the lemma of `form` as a word of class `pos`, a name's without its genitive."""
        key = f"{pos} {form}"
        if key in self.known:
            return self.known[key]
        if pos == "PROPN":
            return self._name(form, genitive=genitive)
        lower = form.lower()
        if f"{pos} {lower}" in self.known:
            return self.known[f"{pos} {lower}"]
        if pos in UNINFLECTED or not any(map(str.isalpha, form)):
            return lower if pos in {"CCONJ", "SCONJ", "ADP", "PART", "INTJ"} else form
        return self._inflected(form, pos)

    def is_known_noun(self, lower: str) -> bool:
        """Return whether a form in lower case belongs to a noun of the table."""
        forms = (lower, without_genitive(lower), self._by_rule(lower, "NOUN"))
        return any(f"NOUN {form}" in self.known for form in forms)

    def is_known_name(self, form: str) -> bool:
        return f"PROPN {form}" in self.known or f"PROPN {without_genitive(form)}" in self.known

    def _name(self, form: str, *, genitive: bool) -> str:
        base = without_genitive(form) if genitive else form
        title = base.title()
        return title if base.isupper() and f"PROPN {title}" in self.known else base

    def _inflected(self, form: str, pos: str) -> str:
        head, hyphen, tail = form.rpartition("-")
        if hyphen and not tail:
            return form
        if hyphen:
            return head + hyphen + self.lemma(tail, pos)
        lower = form.lower()
        lemma = self._by_rule(lower, pos)
        abbreviation = sum(map(str.isupper, form)) > 1 and not form.isupper()
        return _with_case_of(form, lemma) if abbreviation else lemma

    def _by_rule(self, lower: str, pos: str) -> str:
        rules = self.rules.get(pos) or self.rules.get("", {})
        for start in range(len(lower) + 1):
            instead = rules.get(lower[start:])
            if instead is not None:
                return lower[:start] + instead
        return lower

    @classmethod
    def read(cls, file: Path) -> Self:
        tables = json.loads(file.read_text(encoding="utf-8"))
        return cls(known=tables["known"], rules=tables["rules"])

    def write(self, file: Path) -> None:
        tables = {"known": dict(self.known), "rules": {pos: dict(rules) for pos, rules in self.rules.items()}}
        file.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def without_genitive(form: str) -> str:
    """Return a name without its genitive ending: Kelds, ØK's and Lars' give Keld, ØK and Lars."""
    for end in GENITIVE_ENDS:
        if form.endswith(end) and len(form) > len(end):
            return form[: -len(end)]
    return form


def _with_case_of(form: str, lemma: str) -> str:
    """Return the lemma with the capitals of the part it shares with `form`."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared].lower() == lemma[shared]:
        shared += 1
    return form[:shared] + lemma[shared:]
