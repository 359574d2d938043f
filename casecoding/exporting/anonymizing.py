"""Ids in the place of participants: where they speak, and wherever in a report their names stand."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from casecoding.domain.excerpt import Excerpt

NAME = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]*(?:[ _-][^\W\d_][^\W_]*)*")
WORD = re.compile(r"[^\W\d_][^\W_]*")
BETWEEN = re.compile(r"([ _-])")
LONGEST_NAME = 4  # words of a name that are looked for as one
SHORTEST_NAME = 3  # letters of a name that is looked for by itself; two are enough for one like "Bo"
NO_NAMES = frozenset({"interviewer", "interviewperson", "deltager", "informant", "taler", "speaker"})
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
OF_CODERS_AND_IDS = frozenset({"coder", "coders", "id", "source_id", "code_id", "coder_id", "quote_hash"})

Whole = TypeVar("Whole")
Found = tuple[int, int, str]  # a name's start and end, and what stands in its place


@dataclass(frozen=True, slots=True)
class Person:
    """A participant of a source; `id` is what a report calls them: "I3-2".

    `label` is how the text calls them where they speak.
    """

    source_id: str
    id: str
    name: str
    role: str
    label: str = ""


class Aliases:
    """Knows every participant's name. A name in a source is first looked for among its own participants.

    Words that stand in someone's role ("formand") are no names, nor are the study's places behind
    such a word ("Projektleder Svendborg"). The names of people who take part in nothing are not known
    and stay.
    """

    def __init__(
        self, people: Iterable[Person], *, role_words: Iterable[str] = (), places: Iterable[str] = ()
    ) -> None:
        everyone = tuple(people)
        roles = {word.lower() for one in everyone for word in WORD.findall(one.role)}
        self._no_names = roles | NO_NAMES | {word.lower() for word in role_words}
        self._places = {place.lower() for place in places}
        self._ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for person in everyone:
            for name in (*self._names(person.name), *self._names(person.label)):
                for place in (person.source_id, ""):
                    self._ids[place].setdefault(name.lower(), person.id)
        self._in_ids = {name.translate(LETTERS) for name in self._ids[""]}

    def in_words(self, words: str, source_id: str = "", *, any_case: bool = False) -> str:
        """Return `words` with an id in brackets for each name of a participant.

        Names begin with a capital, unless `any_case`.
        """
        [told] = self.in_pieces((words,), source_id, any_case=any_case)
        return told

    def in_pieces(
        self, pieces: Sequence[str], source_id: str = "", *, any_case: bool = False
    ) -> tuple[str, ...]:
        """Return pieces of one text so; a name that goes over an edge is replaced where it begins."""
        text, start, told = "".join(pieces), 0, []
        found = list(self._found(text, self._ids.get(source_id, {}), any_case=any_case))
        for piece in pieces:
            told.append(_replaced(text, start, start + len(piece), found))
            start += len(piece)
        return tuple(told)

    def are_in_id(self, code_id: str) -> bool:
        """Tell whether a code's id, made of the words of its name, holds a participant's name."""
        plain = unicodedata.normalize("NFKD", code_id)
        return not self._in_ids.isdisjoint(re.split("[._]", plain))

    def _names(self, name: str) -> Iterator[str]:
        words = [word for word in WORD.findall(name) if word[0].isupper()]
        telling = [word for word in words if word.lower() not in self._no_names]
        if telling and len(words) > 1:
            yield " ".join(words)
            yield name
        places = self._places if words[:1] != telling[:1] else frozenset[str]()
        yield from (word for word in telling if _is_long_enough(word) and word.lower() not in places)

    def _found(self, text: str, own: Mapping[str, str], *, any_case: bool) -> Iterator[Found]:
        """Give the names in a text in their order, full names as one."""
        for run in NAME.finditer(text):
            pieces, at, start = BETWEEN.split(run[0]), 0, run.start()
            while at < len(pieces):
                upto, alias = self._longest(pieces, at, own, any_case=any_case)
                end = start + len("".join(pieces[at:upto]))
                if alias:
                    yield start, end, alias
                at, start = upto, end

    def _longest(
        self, pieces: list[str], at: int, own: Mapping[str, str], *, any_case: bool
    ) -> tuple[int, str]:
        if any_case or pieces[at][:1].isupper():
            for upto in range(min(len(pieces), at + 2 * LONGEST_NAME - 1), at, -2):
                alias = self._alias("".join(pieces[at:upto]), own)
                if alias:
                    return upto, alias
        return at + 1, ""

    def _alias(self, words: str, own: Mapping[str, str]) -> str:
        plain = words.lower().replace("_", " ")
        for name, ending in ((plain, ""), (plain.removesuffix("s"), "s")):
            found = own.get(name) or self._ids[""].get(name)
            if found:
                return f"[{found}]{ending if name != plain else ''}"
        return ""


def anonymized(excerpt: Excerpt, aliases: Aliases) -> Excerpt:
    """Return the excerpt with ids for who speaks, who is named and the source's name."""
    source_id, speaker = excerpt.coding.source_id, excerpt.speaker_number
    around = (excerpt.before, excerpt.quote, excerpt.after)
    before, quote, after = aliases.in_pieces(around, source_id)
    return replace(
        excerpt,
        coding=replace(excerpt.coding, memo=aliases.in_words(excerpt.coding.memo, source_id)),
        quote=quote,
        before=before,
        after=after,
        case=aliases.in_words(excerpt.case),
        wave=aliases.in_words(excerpt.wave),
        role=aliases.in_words(excerpt.role, source_id),
        source_name=excerpt.source_code,
        speaker=f"{excerpt.source_code}-{speaker}" if speaker else "",
    )


def without_names(value: Whole, aliases: Aliases) -> Whole:
    """Return a value with ids for all who are named in any of its words, keys included.

    It goes through whatever the value is made of, so that what is added to a report later is
    without names too. Coders and ids stay.
    """
    whole: Whole = _without_names(value, aliases)
    return whole


def _without_names(value: Any, aliases: Aliases) -> Any:
    match value:
        case Enum():
            return value
        case str():
            return aliases.in_words(value)
        case tuple():
            return tuple(_without_names(one, aliases) for one in value)
        case Mapping():
            return {_without_names(key, aliases): _without_names(one, aliases) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            told = {one.name: getattr(value, one.name) for one in fields(value)}
            words = {name: one for name, one in told.items() if name not in OF_CODERS_AND_IDS}
            return replace(value, **{name: _without_names(one, aliases) for name, one in words.items()})
        case _:
            return value


def _is_long_enough(word: str) -> bool:
    return len(word) >= SHORTEST_NAME or (len(word) == SHORTEST_NAME - 1 and word.istitle())


def _replaced(text: str, start: int, end: int, found: Sequence[Found]) -> str:
    """Return a stretch of the text with what stands in the place of the names that begin in it."""
    pieces, done = [], start
    for name_start, name_end, alias in found:
        if name_start < end and name_end > done:
            pieces += [text[done : max(name_start, done)], alias if name_start >= start else ""]
            done = min(name_end, end)
    return "".join((*pieces, text[done:end]))
