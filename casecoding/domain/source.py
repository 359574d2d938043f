"""Source: one imported transcript, note or document, its turns and its speakers."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from casecoding.domain.attributes import AttributeSaid
from casecoding.domain.span import Span


class SourceKind(StrEnum):
    """What sort of material a source is."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus-group"
    MEETING_NOTES = "meeting-notes"
    OBSERVATION = "observation"
    DOCUMENT = "document"


class TurnStyle(StrEnum):
    """What a turn was in the original file."""

    SPEECH = "speech"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Participant:
    """A speaker of one source: the label its turns carry, and who that is.

    `level` is the id of a level of the codebook, None where it is the source's;
    `level_from_role` says that no person chose it. `same_as` is the label of the
    participant who speaks under this label too.
    """

    label: str
    name: str
    role: str = ""
    level: str | None = None
    interviewer: bool = False
    level_from_role: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Turns `first` to `last`, in which another participant speaks, or from another level.

    `label` and `level` None leave it as it is. `note` says why.
    """

    first: int
    last: int
    label: str | None = None
    level: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted words, or one paragraph where nobody speaks.

    `span` covers the words alone: a label such as "Interviewer: " stands before it
    in the text and belongs to no turn. `number` counts turns from 1 (the § of a
    source line), `time` is seconds from the start, `page` counts from 1. `level` is
    what a passage says of it, None where it is the speaker's or the source's.
    """

    number: int
    span: Span
    label: str | None = None
    style: TurnStyle = TurnStyle.PARAGRAPH
    time: float | None = None
    page: int | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One imported source with its canonical text.

    `text` is decoded, without byte order mark, with "\\n" line ends and in NFC; it
    never changes by itself, and all spans are positions in it. `level_for_all`
    means that its level goes before what roles say.
    """

    id: str
    name: str
    text: str
    kind: SourceKind
    case: str
    level: str | None = None
    wave: str = ""
    held: date | None = None
    turns: tuple[Turn, ...] = ()
    participants: tuple[Participant, ...] = ()
    file_name: str = ""
    file_hash: str = ""
    level_for_all: bool = False
    passages: tuple[Passage, ...] = ()

    def participant(self, label: str | None) -> Participant | None:
        return next((who for who in self.participants if who.label == label), None)

    def level_of(self, turn: Turn) -> str | None:
        """Return the level someone speaks from in `turn`: the passage's, the speaker's, else the source's."""
        who = self.participant(turn.label)
        return turn.level or (who.level if who else None) or self.level

    def turn_at(self, offset: int) -> Turn | None:
        return next((turn for turn in self.turns if turn.span.start <= offset < turn.span.end), None)


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """How a person wants files read.

    `comments` adds reviewers' comments as notes at the end. `page_furniture` keeps running
    headers, footers and page numbers or leaves them out; None does as the format has them:
    in a pdf they are lines like all others and telling them apart is a guess, which drops
    no word unasked, while office files hold them apart from the text. `password` is tried
    on files that ask for one; it is shown, stored and logged nowhere.
    """

    comments: bool = False
    page_furniture: bool | None = None
    password: str = field(default="", repr=False)


BODY_ALONE = ReadingChoices()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader made of one file, before a person has said what it is.

    `doubts` are sentences' i18n keys with values, shown in the preview.
    """

    file_name: str
    file_hash: str
    text: str
    turns: tuple[Turn, ...]
    participants: tuple[Participant, ...]
    encoding: str = ""
    doubts: tuple["Doubt", ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the import was not sure of: an i18n key and the values of its sentence."""

    key: str
    values: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Description:
    """What a person, a manifest or a form says about a source."""

    case: str
    kind: SourceKind = SourceKind.INTERVIEW
    name: str = ""
    level: str | None = None
    wave: str = ""
    held: date | None = None
    participants: tuple[Participant, ...] = ()
    level_for_all: bool = False
    passages: tuple[Passage, ...] = ()
    attributes: tuple[AttributeSaid, ...] = ()


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()
