"""Attributes: typed, named values on cases, sources and participants; and figures from surveys."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isfinite

from casecoding.errors import InvalidValue

Value = str | float | date | bool
YES, NO = ("ja", "yes", "true", "sand"), ("nej", "no", "false", "falsk")
MOST_CHOICES = 8
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")  # 1.200 is read as a Dane writes it
NOTHING = ("", "nan", "NaN", "NaT", "<NA>")  # what a table's empty cell may come as
DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class Holder(StrEnum):
    """What an attribute is said of."""

    CASE = "case"
    SOURCE = "source"
    PARTICIPANT = "participant"


class AttributeKind(StrEnum):
    """What sort of value an attribute has."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute; `choices` are the values of a CHOICE in their order. An id of "" is not stored yet."""

    id: str
    name: str
    holder: Holder
    kind: AttributeKind = AttributeKind.TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeSaid:
    """What a manifest says: the value of an attribute of the file's source, its case or one participant."""

    attribute: Attribute
    value: object
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a survey: a measure's value for a case in a wave, of `n` who answered."""

    case: str
    wave: str
    measure: str
    value: float
    n: int | None = None
    unit: str = ""


def value_of(attribute: Attribute, given: object) -> Value | None:
    """Return what was typed or read as the attribute's value, None where it is blank.

    Raises InvalidValue, which names attribute and value.
    """
    if is_blank(given):
        return None
    found = _as_kind(attribute, given)
    if found is None:
        wanted = ", ".join(attribute.choices) or attribute.kind.value
        raise InvalidValue(name=attribute.name, value=_shown(given), wanted=wanted)
    return found


def to_text(value: Value) -> str:
    """Return a value as it is stored: 12.5, 2018-05-17, yes, no."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return str(int(value)) if float(value).is_integer() else repr(float(value))
        case date():
            return value.isoformat()
        case _:
            return value


def from_text(kind: AttributeKind, text: str) -> Value:
    """Return a stored value; the inverse of `to_text` for values of this kind."""
    match kind:
        case AttributeKind.NUMBER:
            return float(text)
        case AttributeKind.DATE:
            return date.fromisoformat(text)
        case AttributeKind.YES_NO:
            return text == "yes"
        case AttributeKind.TEXT | AttributeKind.CHOICE:
            return text


def likely_kind(values: Iterable[object]) -> tuple[AttributeKind, tuple[str, ...]]:
    """Return the narrowest kind that holds all the values, and the choices of a CHOICE.

    Words that come again and again are choices; words that do not are text.
    """
    given = [one for one in values if not is_blank(one)]
    for kind in (AttributeKind.YES_NO, AttributeKind.NUMBER, AttributeKind.DATE):
        if given and all(_as_kind(Attribute("", "", Holder.CASE, kind), one) is not None for one in given):
            return kind, ()
    words = sorted({_shown(one) for one in given})
    if words and len(words) <= MOST_CHOICES and len(given) >= 2 * len(words):
        return AttributeKind.CHOICE, tuple(words)
    return AttributeKind.TEXT, ()


def number_of(given: object) -> float | None:
    """Return a number as Excel holds it or as Danes and others write it, None where it is none."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int | float):
        return float(given) if isfinite(given) else None
    text = _shown(given).replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    elif THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return float(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


def is_blank(given: object) -> bool:
    """Tell whether a cell says nothing: empty, blanks, or a table's not-a-number."""
    return given is None or str(given).strip() in NOTHING


def _as_kind(attribute: Attribute, given: object) -> Value | None:
    match attribute.kind:
        case AttributeKind.NUMBER:
            return number_of(given)
        case AttributeKind.DATE:
            return _date(given)
        case AttributeKind.YES_NO:
            return _yes(given)
        case AttributeKind.CHOICE:
            return _choice(attribute.choices, given)
        case AttributeKind.TEXT:
            return _shown(given)


def _shown(given: object) -> str:
    if isinstance(given, datetime):
        return given.date().isoformat()
    return to_text(given) if isinstance(given, bool | float | date) else str(given).strip()


def _date(given: object) -> date | None:
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    text = str(given).strip()
    danish = DANISH_DATE.fullmatch(text)
    try:
        if danish:
            day, month, year = map(int, danish.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def _yes(given: object) -> bool | None:
    if isinstance(given, bool):
        return given
    word = str(given).strip().casefold()
    return True if word in YES else False if word in NO else None


def _choice(choices: Iterable[str], given: object) -> str | None:
    wanted = _shown(given).casefold()
    return next((choice for choice in choices if choice.casefold() == wanted), None)
