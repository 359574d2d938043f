"""How often a label opens a paragraph of a document, what follows it, and how it is set off."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from casecoding.domain.source import TurnStyle
from casecoding.importing.labels import (
    Form,
    Lead,
    Nature,
    label_key,
    nature_of,
    short_form,
    trailing_stamp,
)
from casecoding.importing.paragraphs import Paragraph

_SENTENCE_END = re.compile(r"[.?!…:\"”»)\]–—-]['\"”*_]*$")
_LOWER_WORD = re.compile(r"(?<![^\W_])[a-zæøåéäöü][\w-]+")
_SPOKEN_WORDS = 6
_SAMPLE = 400
_REGULAR, _MUCH = 4, 8
_SILENT = (TurnStyle.HEADING, TurnStyle.NOTE)
Leads = tuple[Lead | None, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One label's record in a document.

    `spoken` counts paragraphs that read as speech, `times` are places with the seconds stamped there.
    """

    key: str
    label: str
    nature: Nature
    places: tuple[int, ...]
    spoken: int
    questions: int
    in_lower_case: bool
    times: tuple[tuple[int, float], ...]
    shapes: frozenset[tuple[Form, bool]]

    @property
    def count(self) -> int:
        return len(self.places)

    @property
    def stamped(self) -> int:
        return len(self.times)

    @property
    def is_no_name(self) -> bool:
        """Whether its words say by themselves that it heads a part of the text."""
        return self.nature in (Nature.SECTION, Nature.ABBREVIATION)

    @property
    def speaks(self) -> bool:
        """Whether most of what follows it reads as speech, or much does after what looks like a speaker."""
        return 2 * self.spoken >= self.count or (self.known and self.spoken >= _MUCH)

    @property
    def known(self) -> bool:
        """Whether its shape alone makes it a speaker's label."""
        return self.nature in (Nature.ROLE, Nature.CODE, Nature.NAME)


def tally_labels(paragraphs: tuple[Paragraph, ...], leads: Leads) -> list[Tally]:
    """Return the record of each label, in order of first appearance."""
    lower = _lower_case_words(paragraphs, leads)
    places: dict[str, list[int]] = {}
    for at, lead in enumerate(leads):
        if lead:
            places.setdefault(lead.key, []).append(at)
    tallies = [_tally_one(key, found, paragraphs, leads, lower) for key, found in places.items()]
    return _with_initials(tallies)


def _with_initials(tallies: list[Tally]) -> list[Tally]:
    """Take "TV" for initials where others' stand, and what stands beside a name for that name."""
    shown = {label_key(short_form(tally.label)) for tally in tallies if tally.nature is not Nature.SECTION}
    codes = [tally for tally in tallies if tally.nature is Nature.CODE and tally.count >= _REGULAR]
    return [
        replace(tally, nature=Nature.NAME)
        if tally.key in shown and tally.count >= _REGULAR
        else replace(tally, nature=Nature.CODE)
        if tally.nature is Nature.ABBREVIATION and tally.count >= _REGULAR and len(codes) > 1
        else tally
        for tally in tallies
    ]


def _tally_one(
    key: str, places: list[int], paragraphs: tuple[Paragraph, ...], leads: Leads, lower: set[str]
) -> Tally:
    spellings = Counter(lead.label for at in places if (lead := leads[at]))
    label = spellings.most_common(1)[0][0]
    words = [_words_after(at, paragraphs, leads) for at in places]
    return Tally(
        key,
        label,
        nature_of(label),
        tuple(places),
        spoken=sum(map(_reads_as_speech, words)),
        questions=sum("?" in said for said in words),
        in_lower_case=all(word in lower for word in key.split()),
        times=tuple((at, lead.time) for at in places if (lead := leads[at]) and lead.time is not None),
        shapes=frozenset(_shape(at, paragraphs, leads) for at in places),
    )


def _shape(at: int, paragraphs: tuple[Paragraph, ...], leads: Leads) -> tuple[Form, bool]:
    """Return how a label is set off, and whether it stands alone."""
    lead = leads[at]
    return (lead.form, lead.words_at == len(paragraphs[at].text)) if lead else (Form.LINE, True)


def _lower_case_words(paragraphs: tuple[Paragraph, ...], leads: Leads) -> set[str]:
    """Return the words that the document writes in lower case: a name is not among them."""
    found: set[str] = set()
    for paragraph, lead in zip(paragraphs, leads, strict=True):
        found.update(_LOWER_WORD.findall(paragraph.text[lead.words_at :] if lead else paragraph.text))
    return found


def _words_after(at: int, paragraphs: tuple[Paragraph, ...], leads: Leads) -> str:
    """Return what is said under a label, as far as it tells; a label set off otherwise is said."""
    lead = leads[at]
    shape, words = _shape(at, paragraphs, leads), _said(paragraphs[at].text[lead.words_at :] if lead else "")
    last = len(paragraphs) - 1
    while at < last and (
        (not leads[at + 1] and (not words or paragraphs[at + 1].glue is not None))
        or (leads[at + 1] and not words and shape[1] and _shape(at + 1, paragraphs, leads) != shape)
    ):
        at += 1
        words = f"{words} {_said(paragraphs[at].text)}"
        if len(words) > _SAMPLE:
            break
    return words.strip()


def _said(text: str) -> str:
    return text[: trailing_stamp(text)[0]]


def _reads_as_speech(words: str) -> bool:
    return bool(_SENTENCE_END.search(words)) or len(words.split()) >= _SPOKEN_WORDS


def count_paragraphs(paragraphs: tuple[Paragraph, ...], leads: Leads) -> int:
    """Return how many paragraphs a document has; a label alone and the words under it are one."""
    count, waits = 0, False
    for paragraph, lead in zip(paragraphs, leads, strict=True):
        if paragraph.style in _SILENT or (not lead and paragraph.glue is not None):
            continue
        count += not (waits and not lead)
        waits = lead is not None and lead.words_at == len(paragraph.text)
    return count
