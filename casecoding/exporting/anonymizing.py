"""Ids in the place of participants: in source lines, and where quotations and memos name them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casecoding.domain.excerpt import Excerpt
from casecoding.domain.summary import FrameworkRow

NAME = re.compile(r"\b[^\W\d_]\w*(?:[ -][^\W\d_]\w*)*")
WORD = re.compile(r"[^\W\d_]\w*")
SHORTEST_NAME = 3  # letters of a single name that is looked for by itself
NO_NAMES = frozenset({"interviewer", "interviewperson", "deltager", "informant", "taler", "speaker"})


@dataclass(frozen=True, slots=True)
class Person:
    """A participant of a source; `id` is what a report calls them: "I3-2"."""

    source_id: str
    id: str
    name: str
    role: str


class Aliases:
    """Knows every participant's name. A name in a source is first looked for among its own participants.

    Words that stand in someone's role ("formand") are no names. The names of people who take part
    in nothing are not known and stay.
    """

    def __init__(self, people: Iterable[Person], *, role_words: Iterable[str] = ()) -> None:
        everyone = tuple(people)
        roles = {word.lower() for one in everyone for word in WORD.findall(one.role)}
        self._no_names = roles | NO_NAMES | {word.lower() for word in role_words}
        self._ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for person in everyone:
            for name in self._names(person.name):
                for place in (person.source_id, ""):
                    self._ids[place].setdefault(name, person.id)

    def in_words(self, words: str, source_id: str) -> str:
        """Return `words` with an id in brackets for each name of a participant."""
        own = self._ids.get(source_id, {})
        return NAME.sub(lambda found: self._replaced(found[0], own), words)

    def _names(self, name: str) -> Iterable[str]:
        words = [word for word in WORD.findall(name) if word[0].isupper()]
        telling = [word for word in words if word.lower() not in self._no_names]
        if telling and len(words) > 1:
            yield name
        yield from (word for word in telling if len(word) >= SHORTEST_NAME)

    def _replaced(self, run: str, own: Mapping[str, str]) -> str:
        """Return a run of words with the names in it replaced, full names as one."""
        pieces = re.split(r"([ -])", run)
        kept: list[str] = []
        at = 0
        while at < len(pieces):
            upto, alias = self._longest(pieces, at, own)
            kept.append(alias or pieces[at])
            at = upto
        return "".join(kept)

    def _longest(self, pieces: list[str], at: int, own: Mapping[str, str]) -> tuple[int, str]:
        if pieces[at][:1].isupper():
            for upto in range(min(len(pieces), at + 7), at, -2):
                alias = self._alias("".join(pieces[at:upto]), own)
                if alias:
                    return upto, alias
        return at + 1, ""

    def _alias(self, words: str, own: Mapping[str, str]) -> str:
        for name, ending in ((words, ""), (words.removesuffix("s"), "s")):
            found = own.get(name) or self._ids[""].get(name)
            if found:
                return f"[{found}]{ending if name != words else ''}"
        return ""


def anonymized(excerpt: Excerpt, aliases: Aliases) -> Excerpt:
    """Return the excerpt with ids for who speaks, who is named and the source's name."""
    source_id = excerpt.coding.source_id
    return replace(
        excerpt,
        coding=replace(excerpt.coding, memo=aliases.in_words(excerpt.coding.memo, source_id)),
        quote=aliases.in_words(excerpt.quote, source_id),
        before=aliases.in_words(excerpt.before, source_id),
        after=aliases.in_words(excerpt.after, source_id),
        source_name=excerpt.source_code,
        speaker=f"{excerpt.source_code}-{excerpt.speaker_number}" if excerpt.speaker_number else "",
    )


def row_without_names(row: FrameworkRow, aliases: Aliases) -> FrameworkRow:
    """Return a row of the framework matrix with ids for who is named in its summaries."""
    cells = [
        replace(cell, summary=replace(cell.summary, text=aliases.in_words(cell.summary.text, "")))
        if cell.summary
        else cell
        for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))
