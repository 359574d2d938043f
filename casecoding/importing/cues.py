"""Reads vtt and srt leniently: cues in order of time, rolling captions shown once."""

import html
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from casecoding.domain.source import TurnStyle
from casecoding.importing.canonical import canonical
from casecoding.importing.labels import Form, read_lead
from casecoding.importing.paragraphs import Paragraph

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[bciuv]|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>")
_PAUSE = 4.0
_LONG = 300
_ROLLING_SHARE = 0.3
_SENTENCE_END = re.compile(r"[.?!…][\"'”»]?$")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: seconds from the start, who speaks where the markup says so, the words."""

    start: float
    end: float
    speaker: str | None
    text: str


def read_cues(text: str) -> tuple[Paragraph, ...]:
    """Return one paragraph per cue; `glue` is a blank where a cue goes on with the one before."""
    cues = _without_rolling(sorted(_cues(canonical(text)), key=lambda cue: cue.start))
    paragraphs = [_paragraph(cue) for cue in cues]
    named = sum(_names_speaker(paragraph) for paragraph in paragraphs) * 3 > len(paragraphs)
    glued: list[Paragraph] = []
    length = 0
    for at, (cue, paragraph) in enumerate(zip(cues, paragraphs, strict=True)):
        goes_on = at > 0 and cue.start - cues[at - 1].end <= _PAUSE
        full = not named and length > _LONG and bool(_SENTENCE_END.search(glued[-1].text))
        glue = " " if goes_on and not full else None
        length = length + len(cue.text) if glue else len(cue.text)
        glued.append(replace(paragraph, glue=glue))
    return tuple(glued)


def _paragraph(cue: Cue) -> Paragraph:
    return Paragraph(cue.text, TurnStyle.SPEECH, time=cue.start, speaker=cue.speaker)


def _names_speaker(paragraph: Paragraph) -> bool:
    lead = read_lead(paragraph)
    return lead is not None and lead.form in (Form.MARKUP, Form.COLON)


def _cues(text: str) -> list[Cue]:
    """Return the cues of a file: a timing line and the lines under it up to a blank one."""
    found: list[Cue] = []
    lines = text.split("\n")
    timings = [at for at, line in enumerate(lines) if _TIMING.match(line)]
    for number, at in enumerate(timings):
        stop = timings[number + 1] if number + 1 < len(timings) else len(lines)
        under = lines[at + 1 : stop]
        numbered = len(under) > 1 and stop < len(lines) and under[-1].strip().isdecimal()
        found += _voices(lines[at], _payload(under[:-1] if numbered else under))
    return found


def _payload(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if not line.strip():
            break
        kept.append(line.strip())
    return "\n".join(kept)


def _voices(timing: str, payload: str) -> list[Cue]:
    """Return a cue per voice: one cue may hold several."""
    match = _TIMING.match(timing)
    if match is None:
        return []
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    first, *rest = _VOICE.split(payload)
    spoken = [(None, first), *zip(rest[::2], rest[1::2], strict=True)]
    cues = [Cue(start, end, who.strip() if who else None, _words(words)) for who, words in spoken]
    return [cue for cue in cues if cue.text]


def _words(payload: str) -> str:
    lines = html.unescape(_TAG.sub("", payload)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _seconds(hours: str | None, minutes: str, whole: str, part: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{part}")


def _without_rolling(cues: list[Cue]) -> list[Cue]:
    """Put each cue on one line; where captions roll, leave out the lines that they repeat."""
    lines = [cue.text.split("\n") for cue in cues]
    repeated = [0, *(_overlap(before, after) for before, after in pairwise(lines))]
    rolls = sum(map(bool, repeated)) > _ROLLING_SHARE * len(cues)
    kept = [shown[count if rolls else 0 :] for shown, count in zip(lines, repeated, strict=False)]
    return [replace(cue, text=" ".join(shown)) for cue, shown in zip(cues, kept, strict=True) if shown]


def _overlap(before: list[str], after: list[str]) -> int:
    """Return how many lines `after` opens with that `before` ends with."""
    return next((n for n in range(len(after), 0, -1) if before[-n:] == after[:n]), 0)
