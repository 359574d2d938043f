"""Rows <-> domain values. Nothing outside the store sees a row."""

from collections.abc import Mapping
from typing import Any

from casecoding.codebook_places import Where
from casecoding.codebook_tables import code_from_table, table_from_code
from casecoding.domain.codebook import Code, Level, Name
from casecoding.domain.coding import Coding, Stance
from casecoding.domain.source import Participant, Passage, Source, SourceKind, Turn, TurnStyle
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Reason, Suggester, Suggestion
from casecoding.store.tables import (
    CodeRow,
    CodingRow,
    LevelRow,
    ParticipantRow,
    PassageRow,
    SourceRow,
    SuggestionRow,
    TurnRow,
)

ReasonJson = dict[str, Any]


def as_level(row: LevelRow) -> Level:
    name = Name(da=row.name_da, en=row.name_en)
    return Level(id=row.id, order=row.position, name=name, roles=tuple(row.roles))


def as_code(row: CodeRow) -> Code:
    return code_from_table(row.content, where=Where(row.id))


def code_row(code: Code, position: int) -> CodeRow:
    return CodeRow(
        id=code.id,
        theme_id=code.theme_id,
        kind=code.kind.value,
        position=position,
        content=table_from_code(code),
    )


def as_source(
    row: SourceRow,
    case: str,
    turns: list[TurnRow],
    participants: list[ParticipantRow],
    passages: list[PassageRow],
) -> Source:
    labels = {who.id: who.label for who in participants}
    return Source(
        id=row.id,
        name=row.name,
        text=row.text,
        kind=SourceKind(row.kind),
        case=case,
        level=row.level,
        wave=row.wave,
        held=row.held,
        turns=tuple(as_turn(turn, labels) for turn in turns),
        participants=tuple(as_participant(who, labels) for who in participants),
        file_name=row.file_name,
        file_hash=row.file_hash,
        level_for_all=row.level_for_all,
        passages=tuple(as_passage(passage, labels) for passage in passages),
    )


def as_turn(row: TurnRow, labels: dict[str, str]) -> Turn:
    return Turn(
        number=row.number,
        span=Span(row.start, row.end),
        label=labels.get(row.participant_id or ""),
        style=TurnStyle(row.style),
        time=row.time,
        page=row.page,
        level=row.level,
    )


def as_participant(row: ParticipantRow, labels: Mapping[str, str]) -> Participant:
    """Return the participant; `labels` goes from the ids of the source's participants to their labels."""
    return Participant(
        label=row.label,
        name=row.name,
        role=row.role,
        level=row.level,
        interviewer=row.interviewer,
        level_from_role=row.level_from_role,
        same_as=labels.get(row.merged_into or ""),
    )


def as_passage(row: PassageRow, labels: Mapping[str, str]) -> Passage:
    return Passage(
        first=row.first,
        last=row.last,
        label=labels.get(row.participant_id or ""),
        level=row.level,
        note=row.note,
    )


def as_coding(row: CodingRow) -> Coding:
    return Coding(
        id=row.id,
        source_id=row.source_id,
        span=Span(row.start, row.end),
        code_id=row.code_id,
        coder_id=row.coder_id,
        created=row.created_at,
        quote_hash=row.quote_hash,
        stance=Stance(row.stance) if row.stance else None,
        memo=row.memo,
        suggestion_id=row.suggestion_id,
    )


def as_suggestion(row: SuggestionRow) -> Suggestion:
    return Suggestion(
        id=row.id,
        source_id=row.source_id,
        span=Span(row.start, row.end),
        code_id=row.code_id,
        score=row.score,
        reason=reason_from_json(row.reason),
    )


def reason_to_json(reason: Reason) -> ReasonJson:
    """Return a reason as JSON values; `reason_from_json` is its inverse."""
    return {
        "rule": reason.rule,
        "flags": [flag.value for flag in reason.flags],
        "suggester": reason.suggester.value,
        "codings": list(reason.codings),
        "matches": [
            {
                "start": match.span.start,
                "end": match.span.end,
                "words": match.words,
                "lemmas": list(match.lemmas),
                "parts": list(match.parts),
            }
            for match in reason.matches
        ],
    }


def reason_from_json(values: ReasonJson) -> Reason:
    return Reason(
        rule=values["rule"],
        flags=tuple(Flag(flag) for flag in values["flags"]),
        suggester=Suggester(values.get("suggester", Suggester.CUES.value)),
        codings=tuple(values.get("codings", ())),
        matches=tuple(
            Match(
                span=Span(match["start"], match["end"]),
                words=match["words"],
                lemmas=tuple(match["lemmas"]),
                parts=tuple(match["parts"]),
            )
            for match in values["matches"]
        ),
    )
