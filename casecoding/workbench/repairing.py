"""Repairing OCR'ed text: proposals to look at, and those that a person accepts made as one correction."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casecoding.carrying import Carrier, Severed
from casecoding.domain.coding import Coding
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.errors import UnknownProposal
from casecoding.recoding import edit_of
from casecoding.repairing.proposing import Proposal, Sureness, propose
from casecoding.store.codings import codings_in
from casecoding.store.sources import load_source
from casecoding.workbench.bench import Bench
from casecoding.workbench.correcting import correct_text
from casecoding.workbench.jobs import Progress, silent

CONTEXT = 40  # characters on each side of a proposal
ALL_SAFE = Sureness.SAFE.value


@dataclass(frozen=True, slots=True)
class Scope:
    """What is repaired beside plain words: words in quotation marks, capitalised words inside sentences."""

    quotations: bool = False
    names: bool = False


MOST_KEPT = 8  # texts whose proposals are kept
KEPT: dict[tuple[str, str, Scope], tuple[Proposal, ...]] = {}


@dataclass(frozen=True, slots=True)
class Repair:
    """A source and what could be corrected in it, by place."""

    source: Source
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was corrected, and what was left because it cuts through the edge of a quotation."""

    made: tuple[Proposal, ...]
    left: tuple[Proposal, ...]


def read_repair(
    bench: Bench, source_id: str, scope: Scope | None = None, *, progress: Progress = silent
) -> Repair:
    """Return what could be corrected in a source; nothing is stored. Raises UnknownSource.

    The latest answers are kept, as a page asks for them again at every click.
    """
    with bench.store.reading() as session:
        source = load_source(session, source_id)
    wanted = scope or Scope()
    key = (source.id, source.text, wanted)
    found = KEPT.get(key)
    if found is None:
        found = propose(
            source,
            quotations=wanted.quotations,
            names=wanted.names,
            tell=lambda done, total: progress(done, total, source.name),
        )
        KEPT[key] = found
        if len(KEPT) > MOST_KEPT:
            KEPT.pop(next(iter(KEPT)), None)
    progress(1, 1, "")
    return Repair(source, found)


def accept_repairs(
    bench: Bench, source_id: str, accepted: Collection[str], *, coder_id: str, scope: Scope | None = None
) -> Repaired:
    """Correct what was accepted, by ids or "safe" for all that are safe, as one step that undo takes back.

    What cuts through the edge of a quotation is left: a person decides on it where turns are corrected.
    Raises UnknownSource, UnknownProposal or TextMovedOn.
    """
    repair = read_repair(bench, source_id, scope)
    chosen = _chosen(repair, accepted)
    with bench.store.reading() as session:
        codings = codings_in(session, repair.source.id)
    left = tuple(one for one in chosen if _cuts(one, repair.source, codings))
    made = tuple(one for one in chosen if one not in left)
    if made:
        edit = edit_of(repair.source.text, [(one.span, one.new) for one in made])
        correct_text(bench, repair.source.id, edit, coder_id=coder_id)
    return Repaired(made, left)


def in_context(proposal: Proposal, source: Source) -> tuple[str, str]:
    """Return the words of the turn around a proposal, on one line, some before and some after."""
    turn = source.turn_at(proposal.span.start)
    around = turn.span if turn else proposal.span
    before = source.text[max(around.start, proposal.span.start - CONTEXT) : proposal.span.start]
    after = source.text[
        proposal.span.end : max(proposal.span.end, min(around.end, proposal.span.end + CONTEXT))
    ]
    return before.replace("\n", " "), after.replace("\n", " ")


def repair_records(repair: Repair) -> Iterator[dict[str, Any]]:
    """Give one JSON object per proposal, by place."""
    for one in repair.proposals:
        before, after = in_context(one, repair.source)
        turn = repair.source.turn_at(one.span.start)
        yield {
            "id": one.id,
            "class": one.sureness.value,
            "start": one.span.start,
            "end": one.span.end,
            "old": one.old,
            "new": one.new,
            "share": round(one.share, 4),
            "turn": turn.number if turn else None,
            "before": before,
            "after": after,
        }


def _chosen(repair: Repair, accepted: Collection[str]) -> list[Proposal]:
    known = {one.id: one for one in repair.proposals}
    for one in accepted:
        if one != ALL_SAFE and one not in known:
            raise UnknownProposal(id=one)
    all_safe = ALL_SAFE in accepted
    return [
        one for one in repair.proposals if one.id in accepted or (all_safe and one.sureness is Sureness.SAFE)
    ]


def _cuts(proposal: Proposal, source: Source, codings: Sequence[Coding]) -> bool:
    """Tell whether the proposal by itself would cut through the edge of a quotation."""
    near = [one for one in codings if _touches(one.span, proposal.span)]
    carrier = Carrier(source.text, edit_of(source.text, [(proposal.span, proposal.new)]))
    return any(isinstance(carrier.carry(one.span), Severed) for one in near)


def _touches(span: Span, other: Span) -> bool:
    return span.overlaps(other) and not span.covers(other)
