"""Query: what is looked for, as a person writes it: `kode:kobling og ikke (runde:2018 eller møde*)`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casecoding.errors import UnreadableQuery

Places = Mapping[str, Sequence[int]]
"""Turns: a source's id -> numbers of some of its turns."""


class Field(StrEnum):
    """What a condition can be about; anything else is the name of an attribute."""

    CODE = "code"
    NEAR = "near"  # a code in the same turn or a neighbouring one
    CASE = "case"
    LEVEL = "level"
    WAVE = "wave"
    KIND = "kind"
    SOURCE = "source"
    PARTICIPANT = "participant"
    ROLE = "role"
    CODER = "coder"
    STANCE = "stance"
    MEMO = "memo"


class Comparison(StrEnum):
    """How a value is held against the one that is named."""

    IS = ":"
    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text. A phrase stands word for word; a single word in any of its forms.

    `forms` are the forms that are looked for and `places` the turns that hold one, once they are
    known; None before that.
    """

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False
    forms: tuple[str, ...] = ()
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One field held against one value: as written, or, once resolved, as the store knows it."""

    field: str
    value: str
    comparison: Comparison = Comparison.IS


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Query"


Query = Words | Condition | All | AnyOf | Not

FIELDS = {
    "kode": Field.CODE,
    "nær": Field.NEAR,
    "niveau": Field.LEVEL,
    "runde": Field.WAVE,
    "type": Field.KIND,
    "kilde": Field.SOURCE,
    "taler": Field.PARTICIPANT,
    "deltager": Field.PARTICIPANT,
    "speaker": Field.PARTICIPANT,
    "rolle": Field.ROLE,
    "koder": Field.CODER,
    "holdning": Field.STANCE,
    **{one.value: one for one in Field},
}
NAMES = {one: name for name, one in reversed(FIELDS.items()) if name.isalpha()}  # the Danish word goes first
AND, OR, NOT = frozenset({"og", "and"}), frozenset({"eller", "or"}), frozenset({"ikke", "not"})
TEXT = frozenset({"tekst", "text"})
WORD = re.compile(r"[^\W_]+")
TOKEN = re.compile(
    r"""\s*(?:
        (?P<bracket>[()])
      | (?P<field>"[^"]+"|[^\s()":<>]+)\s?(?P<comparison><=|>=|:|<|>)\s*(?P<value>"[^"]*"|[^\s()"]+)
      | (?P<phrase>"[^"]*")
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
DEEPEST = 40  # brackets within brackets


def read_query(given: str) -> Query:
    """Return what is asked; neighbours without a word between them must both hold.

    Raises UnreadableQuery with the place from which on it makes no sense.
    """
    reader = _Reader(list(_tokens(given)))
    query = reader.alternatives(0)
    if reader.at < len(reader.tokens):
        raise UnreadableQuery(rest=reader.rest())
    return query


def atoms(query: Query) -> Iterator[tuple[Words | Condition, bool]]:
    """Give every word and condition, and whether it stands unnegated."""
    match query:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            for atom, positive in atoms(part):
                yield atom, not positive
        case _:
            yield query, True


def positive_codes(query: Query) -> frozenset[str]:
    """Return the codes that a query asks for, those it excludes left out."""
    return frozenset(
        one.value
        for one, positive in atoms(query)
        if positive and isinstance(one, Condition) and one.field == Field.CODE
    )


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    field: str = ""
    comparison: Comparison = Comparison.IS


@dataclass(slots=True)
class _Reader:
    """Reads tokens from left to right: alternatives of conjunctions of what may be negated."""

    tokens: Sequence[_Token]
    at: int = field(default=0)

    def alternatives(self, depth: int) -> Query:
        parts = [self._conjunction(depth)]
        while self._takes(OR):
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def rest(self) -> str:
        return " ".join(token.text for token in self.tokens[self.at :]) or "…"

    def _conjunction(self, depth: int) -> Query:
        parts = [self._negated(depth)]
        while self._takes(AND) or self._goes_on():
            parts.append(self._negated(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negated(self, depth: int) -> Query:
        if self._takes(NOT):
            return Not(self._negated(depth))
        return self._single(depth)

    def _single(self, depth: int) -> Query:
        if self.at >= len(self.tokens) or depth > DEEPEST:
            raise UnreadableQuery(rest=self.rest())
        token = self.tokens[self.at]
        if token.kind == "word" and token.text.lower() in AND | OR:
            raise UnreadableQuery(rest=self.rest())
        self.at += 1
        match token.kind:
            case "bracket" if token.text == "(":
                inner = self.alternatives(depth + 1)
                if not self._takes_closing():
                    raise UnreadableQuery(rest=self.rest())
                return inner
            case "bracket":
                self.at -= 1
                raise UnreadableQuery(rest=self.rest())
            case "field" if token.field.lower() not in TEXT:
                name = FIELDS.get(token.field.lower(), token.field)
                return Condition(str(name), _unquoted(token.text), token.comparison)
            case _:
                return self._words(token)

    def _words(self, token: _Token) -> Words:
        words = tuple(word.lower() for word in WORD.findall(token.text))
        if not words:
            self.at -= 1
            raise UnreadableQuery(rest=self.rest())
        phrase = token.text.startswith('"') or len(words) > 1
        return Words(words, phrase=phrase, prefix=token.text.endswith("*"))

    def _takes(self, words: frozenset[str]) -> bool:
        found = self._next_is_word(words)
        self.at += found
        return found

    def _takes_closing(self) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at].text == ")"
        self.at += found
        return found

    def _goes_on(self) -> bool:
        if self.at >= len(self.tokens):
            return False
        return self.tokens[self.at].text != ")" and not self._next_is_word(OR)

    def _next_is_word(self, words: frozenset[str]) -> bool:
        if self.at >= len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind == "word" and token.text.lower() in words


def _tokens(given: str) -> Iterator[_Token]:
    at, text = 0, given.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise UnreadableQuery(rest=text[at:].strip())
        at = found.end()
        kind = str(found.lastgroup)
        if kind == "value":
            comparison = Comparison(found["comparison"])
            yield _Token("field", found["value"], _unquoted(found["field"]), comparison)
        else:
            yield _Token(kind, found[kind])


def _unquoted(words: str) -> str:
    return words.strip('"').strip()
