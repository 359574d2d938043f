"""Speaker labels and time stamps at the head of a paragraph: their shapes, not their truth."""

import re
from dataclasses import dataclass
from enum import StrEnum

from casecoding.domain.source import TurnStyle
from casecoding.importing.paragraphs import CELL, Paragraph
from casecoding.importing.words_of_labels import (
    FIRST_NAMES,
    INTERVIEWER_WORDS,
    MAYBE_CODES,
    NOT_CODES,
    ROLE_ENDINGS,
    ROLE_WORDS,
    SECTION_WORDS,
    SPEAKER_WORDS,
)

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,-]\d{1,3})?"
_BRACKETED = rf"[\[({{#<]\s?{_CLOCK}(?:\s?(?:-|–|-->)\s?{_CLOCK})?\s?[\])}}#>]"
_STAMP = rf"(?:{_BRACKETED}|\b\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)"
_SHORT_STAMP = rf"(?:{_STAMP}|\b\d{{1,3}}:\d{{2}}\b)"
_EMOJI = r"[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]{0,3}"
_LABEL = rf"[*_\[(<]{{0,3}}(?P<label>[^\W_](?:[\w .,'’&/()#-]{{0,58}}[\w.)])?){_EMOJI}[*_\])>]{{0,3}}"
_HEAD = re.compile(
    rf"(?P<first>{_SHORT_STAMP})?[ \t\n]{{0,4}}{_LABEL}\s{{0,12}}(?P<second>{_SHORT_STAMP})?[*_ ]{{0,3}}"
    rf"(?P<mark>:[*_]{{0,3}}(?![\d/\\])|\t|\n|$)[ \t]{{0,9}}(?P<third>{_STAMP})?\s{{0,9}}"
)
_DASHED = re.compile(
    rf"(?:{_SHORT_STAMP})?[ \t]{{0,4}}(?P<label>[^\W_][\w .'’/()#-]{{0,38}}?)\s{{1,3}}[-–—]\s{{1,3}}(?=\S)"
)
_AFTER_DASH = re.compile(r"^.*?\s[-–—](?=\s)|^.*")
_BRACKETED_LABEL = re.compile(r"\[(?P<label>[^\W\d_][\w .'’/()#-]{0,38})\](?=\s{1,3}\S)\s+")
_ONLY_STAMP = re.compile(rf"{_SHORT_STAMP}\s*")
_LEADING_STAMP = re.compile(rf"(?P<first>{_STAMP})\s*")
_CLOCK_ALONE = re.compile(r"[Kk]l\.?\s*\d{1,2}[.:]\d{2}")
_TRAILING_STAMP = re.compile(rf"\s*(?P<last>[\[(#]{_CLOCK}[\])#])$")
_LIST_NUMBER = re.compile(r"(?:\d{1,4}[.)]|\d{1,4}(?=\t))\s+")
_CODE = re.compile(r"[A-ZÆØÅ]{1,3}[ -]?\d{0,3}|[A-Z]{2,8}[ _-]?\d{1,3}")
_NAME_WORD = re.compile(r"[A-ZÆØÅÄÖÜÉ][\w'’-]*\.?|af|von|van|de|del|la|el|bin|al")
_NUMBER_TAIL = re.compile(r"(?:[ _#-]*\d{1,3}|[ _#-]+[A-H])$")
_SHORT_FORM = re.compile(r"\w \((?P<short>[A-ZÆØÅ][\w.]{0,5})\)$")
_SURE_WORDS = INTERVIEWER_WORDS | SPEAKER_WORDS | ROLE_WORDS
_MAX_WORDS, _MAX_LENGTH = 5, 48
_WIDE = 4
_ASIDE = re.compile(r"\s*[(,/].*$")


class Form(StrEnum):
    """How a label is set off from the words."""

    COLON = "colon"
    TAB = "tab"
    LINE = "line"
    DASH = "dash"
    BRACKET = "bracket"
    BOLD = "bold"
    MARKUP = "markup"


class Nature(StrEnum):
    """What a label looks like, read by itself."""

    ROLE = "role"
    CODE = "code"
    NAME = "name"
    NOUN = "noun"
    SECTION = "section"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True)
class Lead:
    """A label that may open a paragraph; its words start at `words_at` of the text."""

    label: str
    form: Form
    words_at: int
    time: float | None = None
    stamped: bool = False

    @property
    def key(self) -> str:
        return label_key(self.label)


def label_key(label: str) -> str:
    """Return what two spellings of one label share."""
    return " ".join(label.replace("_", " ").casefold().strip(" .").split())


def read_lead(paragraph: Paragraph) -> Lead | None:
    """Return the label that `paragraph` may open with, None when nothing there has the shape of one."""
    if paragraph.speaker:
        return Lead(paragraph.speaker, Form.MARKUP, 0, paragraph.time)
    if paragraph.style in (TurnStyle.HEADING, TurnStyle.NOTE) or _is_wide_row(paragraph):
        return None
    if _CLOCK_ALONE.fullmatch(paragraph.text):
        return None
    start = _after_number(paragraph)
    if start is None:
        return None
    match = _HEAD.match(paragraph.text, start)
    if match is None or not _has_label_shape(match["label"]) or _is_sentence(match, paragraph.lead):
        return _bold_lead(paragraph, start) or _loose_lead(paragraph.text, start)
    return _lead_of(match)


def _loose_lead(text: str, start: int) -> Lead | None:
    """Return a label in brackets, or before a dash: signs that much else has too."""
    for pattern, form in ((_BRACKETED_LABEL, Form.BRACKET), (_DASHED, Form.DASH)):
        match = pattern.match(text, start)
        if match and _has_label_shape(match["label"]):
            return Lead(_tidy_label(match["label"]), form, match.end())
    return None


def _is_wide_row(paragraph: Paragraph) -> bool:
    """Whether a table row has more cells than a name, a number or time, a note and words need."""
    return paragraph.style is TurnStyle.TABLE_ROW and paragraph.text.count(CELL) >= _WIDE


def _after_number(paragraph: Paragraph) -> int | None:
    """Return where a label may start; None in a bulleted list, where nobody speaks."""
    match = _LIST_NUMBER.match(paragraph.text)
    if match:
        return match.end()
    return None if paragraph.style is TurnStyle.LIST_ITEM else 0


def _is_sentence(match: re.Match[str], bold: str) -> bool:
    """Whether a line that might be a name alone is a short sentence, or a bold name with words."""
    label = match["label"]
    is_beyond_bold = bool(bold) and label.startswith(bold) and label != bold
    if match["mark"][:1] in (":", "\t") or match["first"] or match["second"]:
        return (is_beyond_bold and _runs_on(label[len(bold) :])) or _runs_on(_AFTER_DASH.sub(" ", label))
    abbreviates = label_key(label) in _SURE_WORDS
    ends_sentence = bool(re.search(r"\w{2,}\.$", label)) and not abbreviates
    return ends_sentence or is_beyond_bold or bool(re.search(r"\s[-–—]\s", label))


def _runs_on(rest: str) -> bool:
    """Whether what stands between a name and a colon is the beginning of a sentence."""
    words = rest.split()
    return rest[:1].isspace() and len(words) > 1 and words[0].isalnum()


def _lead_of(match: re.Match[str]) -> Lead:
    stamp = match["first"] or match["second"] or match["third"]
    form = {":": Form.COLON, "\t": Form.TAB}.get(match["mark"][:1], Form.LINE)
    time = seconds(stamp) if stamp else None
    return Lead(_tidy_label(match["label"]), form, match.end(), time, stamped=bool(stamp))


def _bold_lead(paragraph: Paragraph, start: int) -> Lead | None:
    """Return a bold opening such as "Mette" in "Mette Vi har…", set in bold alone."""
    bold = paragraph.lead
    if not bold or not paragraph.text.startswith(bold, start) or not _has_label_shape(bold):
        return None
    words_at = start + len(bold)
    if not paragraph.text[words_at : words_at + 1].isspace():
        return None
    rest = paragraph.text[words_at:]
    return Lead(_tidy_label(bold), Form.BOLD, words_at + len(rest) - len(rest.lstrip()))


def _tidy_label(label: str) -> str:
    tidy = label.strip(" *[]<>.,-")
    return tidy if tidy.count("(") == tidy.count(")") else tidy.strip("()")


def _has_label_shape(label: str) -> bool:
    tidy = _tidy_label(label)
    name = _ASIDE.sub("", tidy)
    words = name.split()
    opens = tidy[:1].isupper() or label_key(tidy) in _SURE_WORDS
    stops = re.search(r"\w{4,}\. ", tidy)
    return bool(opens and not stops and 1 <= len(words) <= _MAX_WORDS and len(name) <= _MAX_LENGTH)


def nature_of(label: str) -> Nature:
    """Return what `label` looks like when nothing else is known."""
    base = _ASIDE.sub("", label)
    key = without_number(base)
    if key in SECTION_WORDS or key.split(" ")[0] in SECTION_WORDS or base.upper() in NOT_CODES:
        return Nature.SECTION
    if base.upper() in MAYBE_CODES:
        return Nature.ABBREVIATION
    if key in _SURE_WORDS or key.split(" ")[-1].endswith(ROLE_ENDINGS):
        return Nature.ROLE
    if _CODE.fullmatch(base):
        return Nature.CODE
    if is_known_name(base) or (len(base.split()) > 1 and _all_name_words(base)):
        return Nature.NAME
    return Nature.NOUN


def without_number(label: str) -> str:
    """Return the key of a label such as "Deltager 2" without its number or letter."""
    return label_key(_NUMBER_TAIL.sub("", label) or label)


def short_form(label: str) -> str:
    """Return "MH" of "Mette Hansen (MH)", "" where no such form stands beside the name."""
    match = _SHORT_FORM.search(label)
    return match["short"] if match else ""


def is_known_name(label: str) -> bool:
    """Whether `label` opens with a common first name and holds nothing but name words."""
    first = re.split(r"[\s-]", label, maxsplit=1)[0].casefold()
    return first in FIRST_NAMES and _all_name_words(label)


def _all_name_words(label: str) -> bool:
    return all(_NAME_WORD.fullmatch(word) for word in label.split())


def is_interviewer(label: str) -> bool:
    """Whether `label` says by itself that its words are the interviewer's."""
    base = _ASIDE.sub("", label)
    key = label_key(base)
    return key in INTERVIEWER_WORDS or label_key(_NUMBER_TAIL.sub("", base)) in INTERVIEWER_WORDS


def role_in(label: str) -> tuple[str, str]:
    """Return name and role of a label such as "Mette (projektleder)"."""
    match = re.fullmatch(r"(?P<name>[^(,]+?)\s*(?:\((?P<aside>[^)]+)\)|,\s*(?P<after>.+))", label)
    if match:
        return match["name"], (match["aside"] or match["after"]).strip()
    key = label_key(label)
    return label, key if key in ROLE_WORDS or key.endswith(ROLE_ENDINGS) else ""


def is_stamp(text: str) -> bool:
    """Whether a paragraph holds nothing but a time stamp."""
    return bool(_ONLY_STAMP.fullmatch(text))


def leading_stamp(text: str) -> tuple[int, float | None]:
    """Return where the words start after a time stamp, and its seconds; those of a clock tell none."""
    if _CLOCK_ALONE.fullmatch(text):
        return len(text), None
    match = _LEADING_STAMP.match(text)
    return (match.end(), seconds(match["first"])) if match else (0, None)


def trailing_stamp(text: str) -> tuple[int, float | None]:
    """Return where the words end before a time stamp at the end, and its seconds."""
    match = _TRAILING_STAMP.search(text, max(0, len(text) - 30))
    return (match.start(), seconds(match["last"])) if match else (len(text), None)


def seconds(stamp: str) -> float:
    """Return the first clock time in `stamp` as seconds; tenths may follow a hyphen."""
    match = re.search(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,-](\d{1,3}))?", stamp)
    if match is None:
        return 0.0
    hours, minutes, whole, part = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{part or 0}")
