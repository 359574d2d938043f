"""A coded transcript as a Word file: the words shaded in their codes' colours, each coding a comment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.reference import source_code
from casecoding.domain.source import Source, Turn, TurnStyle
from casecoding.exporting.anonymizing import Aliases
from casecoding.exporting.excerpt_rows import time_shown
from casecoding.exporting.word import saved_document
from casecoding.exporting.word_body import Body, Run, paragraph_element, run_elements
from casecoding.exporting.word_comments import Margin, range_end, range_start
from casecoding.exporting.word_styles import styled_document
from casecoding.i18n.translating import Translator

TINT = 0.28  # how much of a code's colour is in its shade, the rest is white


@dataclass(frozen=True, slots=True)
class Transcript:
    """One source with its codings. `aliases`, where given, put ids in the place of participants' names."""

    source: Source
    number: int
    codebook: Codebook
    excerpts: tuple[Excerpt, ...]
    made: datetime
    aliases: Aliases | None = None

    @property
    def title(self) -> str:
        code = source_code(self.source.kind, self.number)
        return code if self.aliases else f"{code} {self.source.name}"

    def told(self, *pieces: str) -> tuple[str, ...]:
        """Return pieces of one text as they are printed: without names where ids stand for them."""
        return self.aliases.in_pieces(pieces, self.source.id) if self.aliases else pieces


@dataclass(slots=True)
class Comment:
    """The codings that one coder gave the same words: one comment."""

    start: int
    end: int
    first_turn: int
    last_turn: int
    coder: str
    made: datetime
    codings: list[Excerpt] = field(default_factory=list)
    id: str = ""


def coded_transcript(transcript: Transcript, *, t: Translator) -> bytes:
    """Return the transcript as a docx file: a legend, then turn by turn.

    Words under several codes have the shade of the shortest coding and a line in the colour of the
    next; a small number of the legend stands where each coding begins and ends.
    """
    document = styled_document(t, running_head=transcript.title)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = transcript.title[:255], "casecoding", ""
    properties.created = properties.modified = transcript.made.replace(tzinfo=None)
    page = _Page(transcript, t, Body(document), Margin(document))
    page.write()
    return saved_document(document)


class _Page:
    """Writes one transcript from front to back."""

    def __init__(self, transcript: Transcript, t: Translator, body: Body, margin: Margin) -> None:
        self._transcript, self._t, self._body = transcript, t, body
        comments = _comments(transcript.excerpts)
        self._by_turn: defaultdict[int, list[Comment]] = defaultdict(list)
        for comment in comments:
            for number in range(comment.first_turn, comment.last_turn + 1):
                self._by_turn[number].append(comment)
        used = {one.coding.code_id for one in transcript.excerpts}
        ordered = [code.id for code in transcript.codebook if code.id in used]
        self._numbers = {one: at for at, one in enumerate([*ordered, *sorted(used - set(ordered))], start=1)}
        for comment in comments:
            lines = list(self._lines(comment))
            comment.id = margin.comment(lines, author=comment.coder, at=comment.made)

    def write(self) -> None:
        transcript, t = self._transcript, self._t
        source = transcript.source
        self._body.heading(1, transcript.title)
        level = level_label(source.level, codebook=transcript.codebook, t=t) if source.level else ""
        kind = t(f"aggregating.kind_{source.kind.value.replace('-', '_')}")
        held = t.date(source.held) if source.held else ""
        told = (*transcript.told(source.case), level, *transcript.told(source.wave), kind, held)
        self._body.paragraph("FrontLine", Run(" · ".join(part for part in told if part)))
        if not transcript.excerpts:
            self._body.paragraph("FrontNote", Run(t("transcript.nothing")))
        else:
            self._body.paragraph("FrontNote", Run(t("transcript.note")))
            for code_id, number in self._numbers.items():
                self._body.append(self._legend(code_id, number))
        self._body.paragraph("FrontLine")
        for turn in source.turns:
            self._body.append(self._turn(turn))

    def _legend(self, code_id: str, number: int) -> Element:
        made = paragraph_element("FrontLine", [Run(f"{number}  ", "FieldName")])
        made.append(_words(self._code(code_id), fill=_tint(self._color(code_id))))
        return made

    def _turn(self, turn: Turn) -> Element:
        text = self._transcript.source.text
        here = [_Stretch.of(one, turn) for one in self._by_turn[turn.number]]
        made = paragraph_element("Turn", self._lead(turn))
        starts, ends = _edges(here)
        edges = sorted({turn.span.start, turn.span.end, *starts, *ends})
        pieces = self._transcript.told(*(text[at:upto] for at, upto in pairwise(edges)))
        for (at, upto), words in zip(pairwise(edges), pieces, strict=True):
            for comment in reversed(ends[at]):
                made.extend(self._closed(comment))
            for comment in starts[at]:
                made.extend(self._opened(comment))
            covering = [one.comment for one in here if one.start < upto and one.end > at]
            made.append(self._piece(words, covering, heading=turn.style is TurnStyle.HEADING))
        for comment in reversed(ends[turn.span.end]):
            made.extend(self._closed(comment))
        return made

    def _lead(self, turn: Turn) -> Iterator[Run]:
        yield Run(f"§{turn.number} ", "TurnNumber")
        speaker = self._speaker(turn)
        if speaker:
            yield Run(f"{speaker}: ", "Speaker")
        if turn.time is not None:
            yield Run(f"[{time_shown(turn.time)}] ", "TurnNumber")

    def _speaker(self, turn: Turn) -> str:
        transcript = self._transcript
        who = transcript.source.participant(turn.label)
        if who is None:
            return ""
        if transcript.aliases is None:
            return ", ".join(part for part in (who.name or who.label, who.role) if part)
        number = transcript.source.participants.index(who) + 1
        return f"{source_code(transcript.source.kind, transcript.number)}-{number}"

    def _piece(self, words: str, covering: list[Comment], *, heading: bool) -> Element:
        nearest = sorted(covering, key=lambda one: (one.end - one.start, one.start))
        codes = list(dict.fromkeys(one.coding.code_id for comment in nearest for one in comment.codings))
        fill = _tint(self._color(codes[0])) if codes else ""
        line = self._color(codes[1]) if len(codes) > 1 else ""
        return _words(words, fill=fill, line=line, bold=heading)

    def _opened(self, comment: Comment) -> list[Element]:
        numbers = ",".join(str(self._numbers[one.coding.code_id]) for one in comment.codings)
        return [range_start(comment.id), *run_elements(Run(f"{numbers}[", "CodeMark"))]

    def _closed(self, comment: Comment) -> list[Element]:
        numbers = ",".join(str(self._numbers[one.coding.code_id]) for one in comment.codings)
        return [*run_elements(Run(f"]{numbers}", "CodeMark")), *range_end(comment.id)]

    def _lines(self, comment: Comment) -> Iterator[str]:
        """Give what a comment says: a line per code with its stance, then the memos."""
        for one in comment.codings:
            name = self._code(one.coding.code_id)
            stance = one.coding.stance
            yield f"{name} ({self._t(f'exporting.stance_{stance.value}').lower()})" if stance else name
        for one in comment.codings:
            if one.coding.memo:
                yield from self._transcript.told(one.coding.memo)

    def _code(self, code_id: str) -> str:
        [name] = self._transcript.told(code_label(code_id, codebook=self._transcript.codebook, t=self._t))
        return name

    def _color(self, code_id: str) -> str:
        codebook = self._transcript.codebook
        return codebook.code(code_id).color if code_id in codebook else "#666666"


def _comments(excerpts: Iterable[Excerpt]) -> list[Comment]:
    """Return the codings by place, those of one coder on the same words together."""
    found: dict[tuple[int, int, str], Comment] = {}
    for one in sorted(excerpts, key=lambda one: (one.coding.span.start, -one.coding.span.end, one.coder)):
        span = one.coding.span
        key = (span.start, span.end, one.coder)
        turns = (one.first_turn, one.last_turn)
        made = found.setdefault(key, Comment(span.start, span.end, *turns, one.coder, one.coding.created))
        made.codings.append(one)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a comment covers of one turn, and whether it begins and ends there."""

    comment: Comment
    start: int
    end: int
    begins: bool
    ends: bool

    @classmethod
    def of(cls, comment: Comment, turn: Turn) -> "_Stretch":
        """Return the stretch; all of the turn for a coding that touches a speaker's label alone."""
        start, end = max(comment.start, turn.span.start), min(comment.end, turn.span.end)
        if start >= end:
            start, end = turn.span.start, turn.span.end
        begins, ends = comment.first_turn == turn.number, comment.last_turn == turn.number
        return cls(comment, start, end, begins, ends)


def _edges(here: Iterable[_Stretch]) -> tuple[Mapping[int, list[Comment]], Mapping[int, list[Comment]]]:
    """Return where in a turn comments begin and end."""
    starts: defaultdict[int, list[Comment]] = defaultdict(list)
    ends: defaultdict[int, list[Comment]] = defaultdict(list)
    for one in here:
        if one.begins:
            starts[one.start].append(one.comment)
        if one.ends:
            ends[one.end].append(one.comment)
    return starts, ends


def _words(words: str, *, fill: str = "", line: str = "", bold: bool = False) -> Element:
    """Return a run, shaded and underlined in these colours (RRGGBB)."""
    [made] = run_elements(Run(words))
    properties = OxmlElement("w:rPr")
    if bold:
        properties.append(OxmlElement("w:b"))
    if line:
        properties.append(_set("w:u", val="single", color=line.lstrip("#")))
    if fill:
        properties.append(_set("w:shd", val="clear", color="auto", fill=fill))
    made.insert(0, properties)
    return made


def _set(tag: str, **values: str) -> Element:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _tint(color: str) -> str:
    """Return a colour on white paper, as RRGGBB."""
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{round(255 - TINT * (255 - part)):02X}" for part in parts)
