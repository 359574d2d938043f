"""Codings and suggestions as plain records, one JSON object each; `quote` is `text[start:end]` always."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import product
from typing import Any

from casecoding.domain.attributes import Holder
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.found import lines_of
from casecoding.domain.history import WHOLE_LOG, LogFilter
from casecoding.domain.search import Search
from casecoding.domain.selection import EVERYTHING, Selection
from casecoding.domain.suggestion import Reason
from casecoding.store.history import changes_of
from casecoding.store.log import list_entries
from casecoding.store.source_lists import SourceCard, list_sources
from casecoding.store.sources import load_text
from casecoding.store.study import list_coders
from casecoding.store.suggestions import Proposal, list_proposals
from casecoding.workbench.analysis import read_excerpts
from casecoding.workbench.bench import Bench
from casecoding.workbench.finding import read_codings_found, read_turns_found
from casecoding.workbench.metadata import list_figures, read_sheet


def coding_records(bench: Bench, selection: Selection = EVERYTHING) -> Iterator[dict[str, Any]]:
    """Give one record per coding, by case, wave, source and place."""
    for excerpt in read_excerpts(bench, selection):
        yield coding_record(excerpt)


def coding_record(excerpt: Excerpt) -> dict[str, Any]:
    coding = excerpt.coding
    return {
        "id": coding.id,
        "source": coding.source_id,
        "source_name": excerpt.source_name,
        "start": coding.span.start,
        "end": coding.span.end,
        "quote": excerpt.quote,
        "code": coding.code_id,
        "coder": excerpt.coder,
        "case": excerpt.case,
        "level": excerpt.level,
        "wave": excerpt.wave,
        "kind": excerpt.kind.value,
        "speaker": excerpt.speaker,
        "role": excerpt.role,
        "interviewer": excerpt.interviewer,
        "turn": excerpt.first_turn,
        "stance": coding.stance.value if coding.stance else None,
        "memo": coding.memo,
        "suggestion": coding.suggestion_id,
        "created": coding.created.isoformat(),
    }


def found_coding_records(bench: Bench, search: Search) -> Iterator[dict[str, Any]]:
    """Give one record per coding that a search finds, by case, wave, source and place."""
    for excerpt in read_codings_found(bench, search):
        yield coding_record(excerpt) | {"reference": excerpt.place}


def found_turn_records(bench: Bench, search: Search) -> Iterator[dict[str, Any]]:
    """Give one record per turn that a search finds; `hits` are the places of the words, in the source."""
    for turn in read_turns_found(bench, search):
        lines = [line for line in lines_of(turn, search.query, around=0) if line.hit]
        yield {
            "source": turn.source_id,
            "source_name": turn.source_name,
            "reference": turn.place,
            "turn": turn.number,
            "start": turn.span.start,
            "end": turn.span.end,
            "quote": turn.words,
            "case": turn.case,
            "level": turn.level,
            "wave": turn.wave,
            "kind": turn.kind.value,
            "speaker": turn.speaker,
            "role": turn.role,
            "hits": [[line.start, line.start + len(line.hit)] for line in lines],
        }


def suggestion_records(bench: Bench) -> Iterator[dict[str, Any]]:
    """Give one record per suggestion, by case, wave, source and place."""
    with bench.store.reading() as session:
        proposals = list_proposals(session)
        texts = {
            source_id: load_text(session, source_id).text
            for source_id in {proposal.suggestion.source_id for proposal in proposals}
        }
    for proposal in proposals:
        yield _suggestion_record(proposal, texts[proposal.suggestion.source_id])


def source_records(bench: Bench) -> Iterator[dict[str, Any]]:
    """Give one record per source, by case, wave and name."""
    with bench.store.reading() as session:
        cards = list_sources(session)
    yield from (_source_record(card) for card in cards)


def attribute_records(bench: Bench) -> Iterator[dict[str, Any]]:
    """Give one record per attribute value: of cases, of sources, of participants."""
    for holder in Holder:
        sheet = read_sheet(bench, holder)
        for card, attribute in product(sheet.holders, sheet.attributes):
            value = sheet.values.get((attribute.id, card.id))
            if value is not None:
                yield {
                    "holder": holder.value,
                    "id": card.id,
                    "of": " · ".join(part for part in (card.source, card.name) if part),
                    "attribute": attribute.name,
                    "kind": attribute.kind.value,
                    "value": value.isoformat() if isinstance(value, date) else value,
                }


def figure_records(bench: Bench) -> Iterator[dict[str, Any]]:
    """Give one record per survey figure, by measure, case and wave."""
    yield from (asdict(figure) for figure in list_figures(bench))


def _suggestion_record(proposal: Proposal, text: str) -> dict[str, Any]:
    suggestion = proposal.suggestion
    return {
        "id": suggestion.id,
        "source": suggestion.source_id,
        "source_name": proposal.source_name,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "quote": suggestion.span.of(text),
        "code": suggestion.code_id,
        "run": proposal.run_id,
        "case": proposal.case,
        "level": proposal.level,
        "wave": proposal.wave,
        "score": suggestion.score,
        "verdict": proposal.verdict.value,
        "reason": reason_record(suggestion.reason),
        "created": proposal.created.isoformat(),
    }


def reason_record(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "matched": [match.words for match in reason.matches],
        "lemmas": [" ".join(match.lemmas) for match in reason.matches],
        "parts": [list(match.parts) for match in reason.matches if match.parts],
        "flags": [flag.value for flag in reason.flags],
        "suggester": reason.suggester.value,
        "codings": list(reason.codings),
    }


def _source_record(card: SourceCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "case": card.case,
        "kind": card.kind.value,
        "level": card.level,
        "wave": card.wave,
        "date": card.held.isoformat() if card.held else None,
        "file": card.file_name,
        "turns": card.turns,
        "words": card.words,
        "participants": [
            {
                "label": who.label,
                "name": who.name,
                "role": who.role,
                "level": who.level,
                "interviewer": who.interviewer,
                "level_from_role": who.level_from_role,
                "same_as": who.same_as,
            }
            for who in card.participants
        ],
    }


def log_records(
    bench: Bench, wanted: LogFilter = WHOLE_LOG, *, limit: int | None = 200, with_changes: bool = False
) -> Iterator[dict[str, Any]]:
    """Give one record per wanted log entry, newest first: when (UTC), who, what, what about.

    `with_changes` gives each row's values before and after, too.
    """
    with bench.store.reading() as session:
        names = {coder.id: coder.name for coder in list_coders(session)}
        for entry in list_entries(session, wanted, limit=limit):
            record = {
                "seq": entry.seq,
                "at": entry.at.isoformat(),
                "coder": names.get(entry.coder_id, entry.coder_id),
                "action": entry.action.value,
                "subject": entry.subject,
                "takes_back": list(entry.takes_back),
                "stands": entry.stands,
            }
            if with_changes:
                changes = changes_of(session, entry.seq)
                record["changes"] = [
                    {"table": one.table, "id": one.row_id, "before": one.before, "after": one.after}
                    for one in changes
                ]
            yield record
