"""The questions of an interview guide, from the file that holds them."""

import re

from casecoding.domain.source import Draft, TurnStyle

NUMBERING = re.compile(
    r"^\s*(?:(?:ad|punkt|pkt\.?|spørgsmål|q)\s*)?(?:\d+(?:\.\d+)*|[a-zæøå])?\s*[.):–-]+\s*", re.I
)
BULLET = re.compile(r"^[\s•·▪◦*–-]+")
AGENDA = re.compile(r"^\s*(?:ad\s+|punkt\s+|pkt\.?\s*)?\d{1,2}\s*[.):]\s*\S", re.I)
LONGEST_ITEM = 120  # characters of a paragraph that may be an agenda item


def questions_of(draft: Draft) -> tuple[str, ...]:
    """Return the questions of a guide: the paragraphs that ask, else its items, without their numbers."""
    told = [(turn.style, turn.span.of(draft.text)) for turn in draft.turns]
    lines = [(style, line) for style, text in told for line in text.split("\n") if line.strip()]
    asking = [line for _, line in lines if "?" in line]
    items = [line for style, line in lines if style is not TurnStyle.HEADING]
    return tuple(dict.fromkeys(without_number(line) for line in asking or items))


def without_number(line: str) -> str:
    """Return a line without its bullet or number: "Ad 3) Økonomi" is "Økonomi"."""
    plain = NUMBERING.sub("", BULLET.sub("", line), count=1)
    return " ".join(plain.split()) or " ".join(line.split())


def is_agenda_item(text: str, style: TurnStyle) -> bool:
    """Tell whether a paragraph of minutes opens an item: a heading, or a short line with a number."""
    if style is TurnStyle.HEADING:
        return True
    one_line = text.strip()
    is_short = len(one_line) <= LONGEST_ITEM and "\n" not in one_line
    return style is not TurnStyle.SPEECH and is_short and bool(AGENDA.match(one_line))
