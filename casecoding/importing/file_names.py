"""Guesses what a file is from its name, as the first filling of the import form."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from casecoding.domain.codebook import Level
from casecoding.domain.roles import level_of_role
from casecoding.domain.source import Description, SourceKind
from casecoding.importing.name_patterns import NamePattern

_WAVE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_KINDS = (
    (SourceKind.FOCUS_GROUP, ("fokusgruppe", "focusgroup", "focus group", "gruppeinterview")),
    (SourceKind.MEETING_NOTES, ("referat", "mødenoter", "minutes", "beslutningsprotokol")),
    (SourceKind.OBSERVATION, ("observation", "feltnote", "fieldnote")),
    (SourceKind.DOCUMENT, ("strategi", "rapport", "plan", "notat", "ansøgning", "årsberetning", "report")),
)
_BODIES = ("bestyrelse", "styregruppe", "følgegruppe", "byråd", "udvalg", "board")


def describe_file_name(
    file: str, *, cases: Iterable[str] = (), levels: Sequence[Level] = (), waves: Iterable[str] = ()
) -> Description:
    """Return what `file` (such as "Svendborg_2018_projektleder.docx") seems to be.

    `cases` are the study's case names, `levels` the codebook's and `waves` the waves known.
    The level is one that the name names, else that of the role in it.
    """
    path = PurePath(file.replace("\\", "/"))
    words = _plain(" ".join([*path.parts[:-1], path.stem]))
    return Description(
        case=_case(path, words, cases, levels),
        kind=_kind(words),
        name=_name(path),
        level=_level(words, levels),
        wave=_wave(words, waves),
    )


def describe_by_pattern(
    file: str, pattern: NamePattern, *, guessed: Description, levels: Sequence[Level]
) -> Description:
    """Return `guessed` with what the pattern finds in the file's name in its place.

    A name that does not fit, and a word that is no level, kind or date, leave the guess.
    """
    found = pattern.read(file) or {}
    level = _level(_plain(found.get("level", "")), levels) or level_of_role(found.get("role", ""), levels)
    return replace(
        guessed,
        case=found.get("case", guessed.case),
        wave=found.get("wave", guessed.wave),
        name=found.get("name", guessed.name),
        level=level or guessed.level,
        kind=_kind(_plain(found["kind"])) if "kind" in found else guessed.kind,
        held=_held(found.get("date", "")) or guessed.held,
    )


def _held(text: str) -> date | None:
    """Return a date such as 2018-05-17, 20180517 or 17.05.2018."""
    numbers = re.fullmatch(r"(\d{4})\D?(\d{2})\D?(\d{2})|(\d{1,2})\D(\d{1,2})\D(\d{4})", text.strip())
    if numbers is None:
        return None
    year, month, day = numbers.group(1, 2, 3) if numbers[1] else numbers.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Return lower-case words parted by blanks, with ae, oe and aa of ASCII names read as æ, ø and å."""
    spaced = re.sub(r"[_\-.,+]+", " ", unicodedata.normalize("NFC", text).casefold())
    return spaced.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def _case(path: PurePath, words: str, cases: Iterable[str], levels: Sequence[Level]) -> str:
    """Return the known case that the path names, else its folder, else the name's first word."""
    known = next((case for case in sorted(cases, key=len, reverse=True) if _plain(case) in words), None)
    if known:
        return known
    if len(path.parts) > 1:
        return path.parts[-2]
    first = re.split(r"[_\-\s]", path.stem, maxsplit=1)[0]
    return first if first[:1].isupper() and not _is_described(first, levels) else ""


def _is_described(word: str, levels: Sequence[Level]) -> bool:
    plain = _plain(word)
    return (
        _level(plain, levels) is not None
        or _kind(plain) is not SourceKind.INTERVIEW
        or plain.startswith("interview")
    )


def _kind(words: str) -> SourceKind:
    found = (kind for kind, signs in _KINDS if _any_in(words, signs))
    of_body = words.endswith(tuple(map(_plain, _BODIES)))
    return next(found, SourceKind.MEETING_NOTES if of_body else SourceKind.INTERVIEW)


def _any_in(words: str, signs: Iterable[str]) -> bool:
    return any(_plain(sign) in words for sign in signs)


def _level(words: str, levels: Sequence[Level]) -> str | None:
    names = (
        (level.id, _plain(name)) for level in levels for name in (level.id, level.name.da, level.name.en)
    )
    return next((found for found, name in names if name in words), None) or level_of_role(words, levels)


def _wave(words: str, waves: Iterable[str]) -> str:
    known = next((wave for wave in waves if _plain(wave) in words), None)
    year = _WAVE.search(words)
    return known or (year[0] if year else "")


def _name(path: PurePath) -> str:
    words = re.sub(r"[_\s]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]
