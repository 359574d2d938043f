"""Guesses what a file is from its name, as the first filling of the import form."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from casecoding.domain.source import Description, SourceKind

_WAVE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_KINDS = (
    (SourceKind.FOCUS_GROUP, ("fokusgruppe", "focusgroup", "focus group", "gruppeinterview")),
    (SourceKind.MEETING_NOTES, ("referat", "mødenoter", "minutes", "beslutningsprotokol")),
    (SourceKind.OBSERVATION, ("observation", "feltnote", "fieldnote")),
    (SourceKind.DOCUMENT, ("strategi", "rapport", "plan", "notat", "ansøgning", "årsberetning", "report")),
)
_STRATEGIC = ("bestyrelse", "direktør", "strategisk", "borgmester", "byråd", "udvalgsformand", "direktion")
_TACTICAL = ("styregruppe", "følgegruppe", "taktisk", "områdechef", "områdeleder", "afdelingsleder")
_OPERATIONAL = ("projektleder", "medarbejder", "beboer", "operationel", "frivillig", "vicevært")
_ON_SITE = ("ejendomsfunktionær", "varmemester", "afdelingsmøde")
_LEVELS = (
    ("taktisk", _TACTICAL),
    ("strategisk", _STRATEGIC),
    ("operationelt", _OPERATIONAL + _ON_SITE),
)
_BODIES = ("bestyrelse", "styregruppe", "følgegruppe", "byråd", "udvalg", "board")
_FIRST = ("afdelingsbestyrelse", "beboerdemokrat")


def describe_file_name(
    file: str, *, cases: Iterable[str] = (), levels: Iterable[str] = (), waves: Iterable[str] = ()
) -> Description:
    """Return what `file` (such as "Svendborg_2018_projektleder.docx") seems to be.

    `cases` are the study's case names, `levels` the codebook's level ids and `waves` the
    waves known; a level outside a non-empty `levels` is not guessed.
    """
    path = PurePath(file.replace("\\", "/"))
    words = _plain(" ".join([*path.parts[:-1], path.stem]))
    level = _level(words)
    known = tuple(levels)
    return Description(
        case=_case(path, words, cases),
        kind=_kind(words),
        name=_name(path),
        level=level if not known or level in known else None,
        wave=_wave(words, waves),
    )


def _plain(text: str) -> str:
    """Return lower-case words parted by blanks, with ae, oe and aa of ASCII names read as æ, ø and å."""
    spaced = re.sub(r"[_\-.,+]+", " ", unicodedata.normalize("NFC", text).casefold())
    return spaced.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def _case(path: PurePath, words: str, cases: Iterable[str]) -> str:
    """Return the known case that the path names, else its folder, else the name's first word."""
    known = next((case for case in sorted(cases, key=len, reverse=True) if _plain(case) in words), None)
    if known:
        return known
    if len(path.parts) > 1:
        return path.parts[-2]
    first = re.split(r"[_\-\s]", path.stem, maxsplit=1)[0]
    return first if first[:1].isupper() and not _is_described(first) else ""


def _is_described(word: str) -> bool:
    plain = _plain(word)
    return (
        _level(plain) is not None or _kind(plain) is not SourceKind.INTERVIEW or plain.startswith("interview")
    )


def _kind(words: str) -> SourceKind:
    found = (kind for kind, signs in _KINDS if _any_in(words, signs))
    of_body = words.endswith(tuple(map(_plain, _BODIES)))
    return next(found, SourceKind.MEETING_NOTES if of_body else SourceKind.INTERVIEW)


def _any_in(words: str, signs: Iterable[str]) -> bool:
    return any(_plain(sign) in words for sign in signs)


def _level(words: str) -> str | None:
    if _any_in(words, _FIRST):
        return "operationelt"
    found = (level for level, signs in _LEVELS if _any_in(words, signs))
    return next(found, None)


def _wave(words: str, waves: Iterable[str]) -> str:
    known = next((wave for wave in waves if _plain(wave) in words), None)
    year = _WAVE.search(words)
    return known or (year[0] if year else "")


def _name(path: PurePath) -> str:
    words = re.sub(r"[_\s]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]
