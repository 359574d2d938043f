"""Correcting a text after coding: everything marked in it goes along, as one step that undo takes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from casecoding.carrying import Carrier, Fit
from casecoding.domain.edit import Edit
from casecoding.domain.history import Action
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.errors import (
    CutQuotation,
    InvalidSpan,
    LostQuotation,
    NothingToCorrect,
    TextMovedOn,
)
from casecoding.recoding import Correction, Cut, edit_between, edit_of
from casecoding.store.corrections import (
    corrections_by_source,
    corrections_since,
    edit_to_json,
    plan_correction,
    store_correction,
    text_before,
)
from casecoding.store.sources import load_source, load_text
from casecoding.workbench.bench import Bench

SHOWN = 3  # quotations that an error names
LENGTH = 40  # characters of each


def read_edit(
    bench: Bench, source_id: str, words: str, *, turn: int | None, start: int | None, end: int | None
) -> Edit:
    """Return the edit that puts words in a turn, else between two places.

    Raises UnknownSource or InvalidSpan.
    """
    with bench.store.reading() as session:
        source = load_source(session, source_id)
    if turn is not None:
        return edit_turn(source, turn, words)
    return edit_places(source, [(Span(start or 0, end or 0), words)])


def correction_record(correction: Correction) -> dict[str, Any]:
    """Return what a correction does as one JSON object."""
    return {
        "source": correction.source.id,
        "edits": [
            {"start": one.start, "old": one.old, "new": one.new} for one in correction.edit.replacements
        ],
        "changed": [
            {"coding": one.coding.id, "code": one.coding.code_id, "before": one.before, "after": one.after}
            for one in correction.reworded
        ],
        "cut": [
            {"coding": one.coding.id, "code": one.coding.code_id, "choices": list(one.choices)}
            for one in correction.cuts
        ],
        "stale_suggestions": len(correction.stale),
    }


def edit_turn(source: Source, number: int, words: str) -> Edit:
    """Return the edit that makes turn §`number` read `words`; raises InvalidSpan where there is none."""
    turn = next((one for one in source.turns if one.number == number), None)
    if turn is None:
        raise InvalidSpan(start=f"§{number}", end="", length=len(source.text))
    return edit_between(source.text, turn.span, words)


def edit_places(source: Source, wanted: Sequence[tuple[Span, str]]) -> Edit:
    """Return the edit that puts new words in these places; raises InvalidSpan or OverlappingCorrections."""
    return edit_of(source.text, wanted)


def preview_correction(
    bench: Bench, source_id: str, edit: Edit, *, fits: Mapping[str, Fit] | None = None
) -> Correction:
    """Return what a correction would do, storing nothing.

    Raises UnknownSource, TextMovedOn, CorrectionOutsideTurn or BlankTurn.
    """
    with bench.store.reading() as session:
        return plan_correction(session, source_id, edit, fits=fits)


def correct_text(
    bench: Bench, source_id: str, edit: Edit, *, coder_id: str, fits: Mapping[str, Fit] | None = None
) -> Correction:
    """Correct a source's text; codings, suggestions and turns go along.

    `fits` goes from the ids of codings whose edge the correction cuts through to what is to
    become of them. Raises what preview_correction raises, NothingToCorrect, CutQuotation or
    LostQuotation.
    """
    subject: dict[str, object] = {"source": source_id, "edits": edit_to_json(edit)}
    if not edit.replacements:
        raise NothingToCorrect
    with bench.writing(Action.CORRECT_TEXT, coder_id=coder_id, subject=subject) as session:
        correction = plan_correction(session, source_id, edit, fits=fits)
        subject["source"] = correction.source.id
        _check_cuts(correction.cuts, correction.source, edit)
        store_correction(session, correction, chosen=fits or ())
        return correction


def read_imported_text(bench: Bench, source_id: str) -> str:
    """Return a source's text as it was imported, before any correction."""
    with bench.store.reading() as session:
        source = load_text(session, source_id)
        return text_before(corrections_by_source(session).get(source.id, ()), source.text)


def carried_since(session: Session, source_id: str, hashed: str, span: Span) -> Span:
    """Return where a span of an earlier text stands now, its words untouched.

    `hashed` is the beginning of that text's hash. Raises TextMovedOn where the words were
    corrected since, or the source never had that text.
    """
    source = load_text(session, source_id)
    edits = corrections_since(session, source.id, hashed)
    if edits is None:
        raise TextMovedOn
    text = text_before(edits, source.text)
    words = span.of(text)
    for edit in edits:
        carried = Carrier(text, edit).carry(span)
        text = edit.applied(text)
        if not isinstance(carried, Span) or carried.of(text) != words:
            raise TextMovedOn
        span = carried
    return span


def _check_cuts(cuts: Sequence[Cut], source: Source, edit: Edit) -> None:
    if not cuts:
        return
    text = edit.inverse.applied(source.text)
    lost = [cut for cut in cuts if not cut.choices]
    told = [cut.coding.span.of(text)[:LENGTH] for cut in (lost or cuts)[:SHOWN]]
    quotes = ", ".join(f"»{words}«" for words in told)
    raise (LostQuotation if lost else CutQuotation)(quotes=quotes)
