"""What a search finds in the text: turns, and the words in them that were looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casecoding.domain.query import WORD, Query, Words, atoms
from casecoding.domain.reference import source_code
from casecoding.domain.source import SourceKind
from casecoding.domain.span import Span


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn that a search found; `span` is its place in the source, `words` are the text there."""

    source_id: str
    source_name: str
    source_number: int
    kind: SourceKind
    case: str
    wave: str
    level: str | None
    number: int
    span: Span
    words: str
    speaker: str = ""
    role: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as references cite it: "I3 §41"."""
        return f"{source_code(self.kind, self.source_number)} §{self.number}"


@dataclass(frozen=True, slots=True)
class Line:
    """One hit with the words around it (key word in context); `start` is its place in the source."""

    turn: FoundTurn
    left: str
    hit: str
    right: str
    start: int


def lines_of(turn: FoundTurn, query: Query, *, around: int) -> Iterator[Line]:
    """Give a line for each place in the turn where words stand that the query asks for.

    A turn that was found by other conditions is one line without a hit. `around` is in characters.
    """
    spans = sorted({span for words in _asked(query) for span in _places(turn.words, words)})
    if not spans:
        yield Line(turn, "", "", _beginning_of(turn.words, 2 * around), turn.span.start)
    for span in spans:
        left, right = _end_of(turn.words[: span.start], around), _beginning_of(turn.words[span.end :], around)
        yield Line(turn, left, span.of(turn.words), right, turn.span.start + span.start)


def _asked(query: Query) -> list[Words]:
    return [atom for atom, positive in atoms(query) if positive and isinstance(atom, Words)]


def _places(text: str, asked: Words) -> Iterator[Span]:
    tokens = [(word[0].lower(), word.start(), word.end()) for word in WORD.finditer(text)]
    length = len(asked.words) if asked.phrase else 1
    for at in range(len(tokens) - length + 1):
        if _stands(asked, [token[0] for token in tokens[at : at + length]]):
            yield Span(tokens[at][1], tokens[at + length - 1][2])


def _stands(asked: Words, found: list[str]) -> bool:
    if not asked.phrase:
        return found[0].startswith(asked.words[0]) if asked.prefix else found[0] in asked.forms
    *first, last = found
    ends = last.startswith(asked.words[-1]) if asked.prefix else last == asked.words[-1]
    return ends and tuple(first) == asked.words[:-1]


def _end_of(words: str, length: int) -> str:
    line = _on_one_line(words)
    return line if len(line) <= length else "… " + line[-length:].partition(" ")[2]


def _beginning_of(words: str, length: int) -> str:
    line = _on_one_line(words)
    return line if len(line) <= length else line[:length].rpartition(" ")[0] + " …"


def _on_one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
