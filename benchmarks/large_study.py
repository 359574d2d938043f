"""A study of very many codings, written in bulk past the log, the same one every time.

Its text is one turn over and over, with a rarer word in some; sources differ in case, level, kind,
wave and speakers; a tenth of the codings has a stance or a memo, and suggestions wait.
"""

import random
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from casecoding.domain.codebook import Code, Codebook, Level, Name
from casecoding.domain.coding import Stance
from casecoding.domain.history import Action
from casecoding.domain.source import SourceKind, text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match, Reason, Verdict
from casecoding.settings import Settings
from casecoding.store.mapping import reason_to_json
from casecoding.store.tables import (
    CaseRow,
    CodingRow,
    OriginalRow,
    ParticipantRow,
    RunRow,
    SourceRow,
    SuggestionRow,
    TurnRow,
)
from casecoding.store.tallies import tally_all
from casecoding.workbench.bench import MACHINE, Bench, create_bench, ensure_coder

WORDS = "Vi har ikke nogen følgegruppe længere, så det, beboerne siger, det bliver hos mig selv. "
RARER = WORDS.replace("beboerne", "naboerne")
SELDOM = 50  # turns, of which one has the rarer word
TURNS = 200
SPEAKERS = 4  # of whom the first asks
CODERS = ("Anne", "Bo")
LEVELS = ("operationelt", "taktisk", "strategisk")
KINDS = tuple(SourceKind)
THEMES = 12
CASES = 40
LONGEST = 60  # code points of a quotation
SOME = 10  # codings, of which one has a stance, one a memo, one a suggestion beside it
AT_ONCE = 50  # sources
RUN = "bulk"
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def make_large_study(place: str, *, sources: int, codings: int) -> Bench:
    """Make a study with so many sources and codings at a file path or URL."""
    bench = create_bench(place, title="Stort studie", codebook=_codebook(), settings=Settings())
    coders = [ensure_coder(bench, name).id for name in CODERS]
    chance = random.Random(17)  # noqa: S311
    with bench.writing(Action.IMPORT_SOURCE, coder_id=MACHINE, subject={"sources": sources}) as session:
        cases = [{"id": f"case{one:02}", "name": f"Case {one:02}"} for one in range(CASES)]
        session.execute(insert(CaseRow), cases)
        session.execute(insert(RunRow), [_run(sources, codings // SOME)])
        for first in range(0, sources, AT_ONCE):
            some = range(first, min(first + AT_ONCE, sources))
            _add_sources(session, some)
            shares = {one: (one + 1) * codings // sources - one * codings // sources for one in some}
            _add_codings(session, shares, coders, chance)
        tally_all(session)
    return bench


def _codebook() -> Codebook:
    themes = [f"tema{one:02}" for one in range(THEMES)]
    ids = [code for theme in themes for code in (theme, *(f"{theme}.{end}" for end in "abcd"))]
    codes = tuple(Code(one, Name(one.capitalize(), one.capitalize())) for one in ids)
    levels = tuple(Level(one, at, Name(one, one)) for at, one in enumerate(LEVELS, start=1))
    return Codebook("Stor kodebog", "1.0", levels=levels, codes=codes)


def _run(sources: int, suggestions: int) -> dict[str, Any]:
    return {
        "id": RUN,
        "started_at": MADE,
        "model_name": "",
        "model_version": "",
        "model_scores": {},
        "codebook_version": "1.0",
        "codebook_hash": "",
        "settings": {},
        "sources": sources,
        "suggestions": suggestions,
        "digest": "",
    }


def _add_sources(session: Session, numbers: range) -> None:
    words = "".join(WORDS if (at + 1) % SELDOM else RARER for at in range(TURNS))
    for table, rows in (
        (SourceRow, [_source(one, words) for one in numbers]),
        (OriginalRow, [{"source_id": _id(one), "content": b"-"} for one in numbers]),
        (ParticipantRow, [_participant(one, at) for one in numbers for at in range(SPEAKERS)]),
        (TurnRow, [_turn(one, at) for one in numbers for at in range(TURNS)]),
    ):
        session.execute(insert(table), rows)


def _id(number: int) -> str:
    return f"kilde{number:05}"


def _source(number: int, words: str) -> dict[str, Any]:
    return {
        "id": _id(number),
        "case_id": f"case{number % CASES:02}",
        "name": f"Interview {number}",
        "kind": KINDS[number % len(KINDS)].value,
        "level": LEVELS[number % 2],
        "wave": ("2018", "2020", "2022")[number % 3],
        "text": words,
        "text_hash": text_hash(words),
        "words": TURNS * len(WORDS.split()),
        "file_name": f"{number}.txt",
        "file_hash": _id(number),
        "imported_at": MADE,
        "level_for_all": False,
    }


def _participant(number: int, at: int) -> dict[str, Any]:
    return {
        "id": f"{_id(number)}.{at}",
        "source_id": _id(number),
        "position": at,
        "label": f"T{at}",
        "name": f"Taler {at}",
        "role": ("interviewer", "projektleder", "bestyrelsesmedlem", "vicevært")[at],
        "level": (None, "operationelt", "strategisk", None)[at],
        "level_from_role": False,
        "interviewer": at == 0,
    }


def _turn(number: int, at: int) -> dict[str, Any]:
    speaker = f"{_id(number)}.{at % SPEAKERS}"
    return {
        "source_id": _id(number),
        "number": at + 1,
        "start": at * len(WORDS),
        "end": (at + 1) * len(WORDS) - 1,
        "participant_id": speaker,
        "read_participant_id": speaker,
        "style": "speech",
        "words": len(WORDS.split()),
    }


def _add_codings(session: Session, shares: dict[int, int], coders: list[str], chance: random.Random) -> None:
    codes = [code.id for code in _codebook()]
    made = [
        {
            **_quotation(number, chance),
            "id": f"{_id(number)}k{one}",
            "code_id": chance.choice(codes),
            "coder_id": chance.choice(coders),
            "stance": tuple(Stance)[one % len(Stance)].value if one % SOME == 1 else None,
            "memo": f"Husk at spørge igen, nr. {one}" if one % SOME == 2 else "",  # noqa: PLR2004
            "created_at": MADE,
        }
        for number, share in shares.items()
        for one in range(share)
    ]
    session.execute(insert(CodingRow), made)
    session.execute(insert(SuggestionRow), [_suggestion(one, chance) for one in made[::SOME]])


def _suggestion(beside: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return what waits at the same place as a coding."""
    match = Match(Span(beside["start"], beside["end"]), "det", ("det",))
    return {
        **{name: beside[name] for name in ("source_id", "start", "end", "code_id")},
        "id": f"s{beside['id']}",
        "run_id": RUN,
        "score": round(chance.random(), 3),
        "reason": reason_to_json(Reason("det", (match,))),
        "verdict": Verdict.PENDING.value,
    }


def _quotation(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a place in a turn of one who answers."""
    turn = chance.randrange(TURNS // SPEAKERS) * SPEAKERS + 1 + chance.randrange(SPEAKERS - 1)
    start = chance.randrange(len(WORDS) - 2)
    end = min(start + chance.randrange(2, LONGEST), len(WORDS) - 1)
    return {
        "source_id": _id(number),
        "participant_id": f"{_id(number)}.{turn % SPEAKERS}",
        "turn": turn + 1,
        "start": turn * len(WORDS) + start,
        "end": turn * len(WORDS) + end,
        "quote_hash": text_hash(WORDS[start:end]),
    }
