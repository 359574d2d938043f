"""Reference: how a report cites a place so that it is found again: "Svendborg, operationelt, I3 §41"."""

import re
from dataclasses import dataclass

from casecoding.domain.source import SourceKind
from casecoding.errors import UnreadableReference

LETTERS = {
    SourceKind.INTERVIEW: "I",
    SourceKind.FOCUS_GROUP: "F",
    SourceKind.MEETING_NOTES: "M",
    SourceKind.OBSERVATION: "O",
    SourceKind.DOCUMENT: "D",
}
REFERENCE = re.compile(
    r"\b[IFMOD]\s?(\d{1,6})\s*[,·]?\s*§\s*(\d{1,6})(?:\s*[–-]\s*(\d{1,6}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Turns `first` to `last` of the source with this number.

    A source's number says when it came into the study: it never changes, whatever is taken out,
    renamed or said to be of another kind. The letter before it is for people.
    """

    source_number: int
    first: int
    last: int


def read_reference(words: str) -> Reference:
    """Return the reference that stands in `words`, with whatever is around it; raises UnreadableReference."""
    found = REFERENCE.search(words)
    if found is None:
        raise UnreadableReference(given=words.strip())
    number, first, last = found.groups()
    return Reference(int(number), int(first), int(last or first))


def source_code(kind: SourceKind, number: int) -> str:
    """Return the short name of a source: "I3"."""
    return f"{LETTERS[kind]}{number}"


def turns_shown(first: int, last: int) -> str:
    """Return turn numbers as they are cited: "41" or "41–43"."""
    return str(first) if first == last else f"{first}–{last}"
