"""Guesses what a file is from its name, as the first filling of the import form."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from casecoding.domain.codebook import Level
from casecoding.domain.roles import level_of_role
from casecoding.domain.source import Description, SourceKind

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
