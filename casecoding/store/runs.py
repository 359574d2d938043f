"""Runs: what each was made with, what it proposed, kept packed, and what was decided of it."""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from casecoding.domain.suggestion import Suggestion, Verdict
from casecoding.errors import UnknownRun
from casecoding.store.log_tables import LogChangeRow
from casecoding.store.suggestions import Place
from casecoding.store.tables import RunProposalsRow, RunRow, SourceRow, SuggestionRow


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the suggesters, with all that is needed to repeat it."""

    id: str
    started: datetime
    model_name: str
    model_version: str
    model_scores: Mapping[str, float]
    codebook_version: str
    codebook_hash: str
    settings: Mapping[str, object]
    sources: int
    suggestions: int
    digest: str


def add_run(session: Session, run: Run) -> None:
    session.add(
        RunRow(
            id=run.id,
            started_at=run.started,
            model_name=run.model_name,
            model_version=run.model_version,
            model_scores=dict(run.model_scores),
            codebook_version=run.codebook_version,
            codebook_hash=run.codebook_hash,
            settings=dict(run.settings),
            sources=run.sources,
            suggestions=run.suggestions,
            digest=run.digest,
        )
    )
    session.flush()


def newest_run(session: Session) -> Run | None:
    row = session.scalars(_runs().order_by(col(LogChangeRow.id).desc()).limit(1)).first()
    return _as_run(row) if row else None


def list_runs(session: Session) -> tuple[Run, ...]:
    """Return the runs in the order in which they were stored, whatever the clock said."""
    return tuple(_as_run(row) for row in session.scalars(_runs().order_by(col(LogChangeRow.id))))


def _runs() -> Select[RunRow]:
    """Return the query of the runs beside the log's word that each was made."""
    made = (col(LogChangeRow.table_name) == RunRow.__tablename__) & (
        col(LogChangeRow.row_id) == col(RunRow.id)
    )
    return select(RunRow).join(LogChangeRow, made)


def keep_proposals(session: Session, run_id: str, suggestions: Sequence[Suggestion]) -> None:
    """Keep the places and scores of what a run proposed."""
    rows = [[one.source_id, one.span.start, one.span.end, one.code_id, one.score] for one in suggestions]
    session.add(RunProposalsRow(run_id=run_id, content=zlib.compress(json.dumps(rows).encode())))


def kept_proposals(session: Session, run_id: str) -> dict[Place, float]:
    """Return place -> score of what a run proposed; raises UnknownRun where nothing is kept of it."""
    row = session.get(RunProposalsRow, run_id)
    if row is None:
        raise UnknownRun(id=run_id, known=", ".join(comparable_runs(session)))
    return {(source, start, end, code): score for source, start, end, code, score in _rows(row.content)}


def withdraw_run(session: Session, run_id: str, *, at: datetime) -> None:
    """Let what a run proposed wait no longer, and what waited before it wait again; decisions stay.

    A proposal that an earlier run had made too goes back to that run.
    """
    run = session.get_one(RunRow, run_id)
    before = _proposals_before(session, run)
    waiting = col(SuggestionRow.verdict) == Verdict.PENDING.value
    of_run = select(SuggestionRow).where(waiting, col(SuggestionRow.run_id) == run_id)
    for row in session.scalars(of_run.where(col(SuggestionRow.superseded_at).is_(None))).all():
        known = before.get((row.source_id, row.start, row.end, row.code_id))
        if known:
            row.run_id, row.score = known
        else:
            row.superseded_at = at
    replaced = select(SuggestionRow).where(waiting, col(SuggestionRow.superseded_at) == run.started_at)
    for row in session.scalars(replaced.where(col(SuggestionRow.run_id) != run_id)).all():
        row.superseded_at = None
    session.flush()


def _proposals_before(session: Session, run: RunRow) -> dict[Place, tuple[str, float]]:
    """Return place -> (run, score) of what the last of the kept runs before proposed in each source."""
    found: dict[str, dict[Place, tuple[str, float]]] = {}
    for earlier in comparable_runs(session).values():
        if earlier.started < run.started_at:
            in_sources: dict[str, dict[Place, tuple[str, float]]] = defaultdict(dict)
            for place, score in kept_proposals(session, earlier.id).items():
                in_sources[place[0]][place] = (earlier.id, score)
            found |= in_sources
    return {place: known for own in found.values() for place, known in own.items()}


def comparable_runs(session: Session) -> dict[str, Run]:
    """Return the runs whose proposals are kept, by id, the newest last."""
    kept = set(session.scalars(select(col(RunProposalsRow.run_id))))
    return {run.id: run for run in list_runs(session) if run.id in kept}


def accepted_places(session: Session) -> dict[Place, str]:
    """Return where suggestions were accepted, amended ones too, with the id of the coding."""
    row = SuggestionRow
    query = select(
        col(row.source_id), col(row.start), col(row.end), col(row.code_id), col(row.coding_id)
    ).where(col(row.verdict).in_((Verdict.ACCEPTED.value, Verdict.AMENDED.value)))
    return {(source, start, end, code): coding for source, start, end, code, coding in session.execute(query)}


def count_verdicts(session: Session) -> dict[Verdict, int]:
    """Return how many suggestions have which verdict: every decided one, and those that wait."""
    row = SuggestionRow
    query = (
        select(col(row.verdict), func.count())
        .join(SourceRow, col(SourceRow.id) == col(row.source_id))
        .where(col(SourceRow.deleted_at).is_(None), col(row.superseded_at).is_(None))
        .group_by(col(row.verdict))
    )
    found = {Verdict(verdict): count for verdict, count in session.execute(query)}
    return {verdict: found.get(verdict, 0) for verdict in Verdict}


def _rows(content: bytes) -> list[tuple[str, int, int, str, float]]:
    rows: list[tuple[str, int, int, str, float]] = json.loads(zlib.decompress(content))
    return rows


def _as_run(row: RunRow) -> Run:
    return Run(
        id=row.id,
        started=row.started_at,
        model_name=row.model_name,
        model_version=row.model_version,
        model_scores=row.model_scores,
        codebook_version=row.codebook_version,
        codebook_hash=row.codebook_hash,
        settings=row.settings,
        sources=row.sources,
        suggestions=row.suggestions,
        digest=row.digest,
    )
