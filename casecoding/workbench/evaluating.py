"""Evaluating: what the machine suggests, or what one coder coded, held against another coder's codings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from casecoding.aggregating.agreement import Crossing, Estimate, macro_f1
from casecoding.domain.codebook import Codebook
from casecoding.domain.segment import Segment, is_about
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.errors import NothingToEvaluate, UnknownCoder
from casecoding.nlp.docs import annotate_turns, key_of_docs
from casecoding.nlp.pipeline import open_pipeline
from casecoding.segmenting import segments_of
from casecoding.store.codings import codings_in
from casecoding.store.source_lists import list_sources
from casecoding.store.sources import load_source
from casecoding.store.study import coder_named, list_coders, load_codebook
from casecoding.workbench.bench import Bench
from casecoding.workbench.jobs import Progress, silent
from casecoding.workbench.suggesting import propose, turns_to_read

SUGGESTIONS, CUES = "suggestions", "cues"
INTERVALS = {
    "level": "95 %",
    "precision": "Wilson",
    "recall": "Wilson",
    "f1": "Wilson of J = both / either, carried through F1 = 2J / (1 + J)",
    "kappa": "large-sample standard error (Fleiss, Cohen & Everitt 1969)",
}

Marks = Mapping[str, Sequence[tuple[Span, str]]]
"""Source -> places and their codes."""


class Miss(StrEnum):
    """How the other differs from gold at a segment."""

    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment on which gold and the other differ about a code."""

    code_id: str
    miss: Miss
    source_id: str
    source_name: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Gold against the other over the segments of the sources in which gold coded, code by code.

    A theme holds where one of its sub-codes does. Left out are themes that neither has and sub-codes that
    gold does not have.
    """

    gold: str
    against: str
    sources: tuple[str, ...]
    segments: int
    codes: Mapping[str, Crossing]
    errors: tuple[Disagreement, ...]

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 over the themes that gold has."""
        return macro_f1([crossing for code, crossing in self.codes.items() if "." not in code])


@dataclass(frozen=True, slots=True)
class _Read:
    source: Source
    segments: tuple[Segment, ...]


def evaluate(
    bench: Bench, *, gold: str, against: str = SUGGESTIONS, progress: Progress = silent
) -> Evaluation:
    """Return how `against` agrees with the coder named `gold`.

    `against` is a coder's name, "suggestions" (what would be suggested now, each segment as if
    nothing had been learned from it) or "cues" (the codebook's cues alone). The interviewer's
    words are left out. Raises UnknownCoder or NothingToEvaluate.
    """
    source_ids, right = _sources_of(bench, gold)
    said = _said(bench, against, source_ids, progress=progress)
    with bench.store.reading() as session:
        codebook = load_codebook(session).without_structure()
    read = [_segments(bench, source_id, codebook) for source_id in source_ids]
    return _evaluation(read, right, said, codebook=codebook, gold=gold, against=against)


def evaluation_record(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation as `casecoding evaluate --json` prints it."""
    return {
        "gold": evaluation.gold,
        "against": evaluation.against,
        "unit": "segment",
        "sources": list(evaluation.sources),
        "segments": evaluation.segments,
        "intervals": INTERVALS,
        "macro_f1": evaluation.macro_f1,
        "codes": [{"code": code} | _crossing_record(crossing) for code, crossing in evaluation.codes.items()],
        "errors": [
            {
                "code": one.code_id,
                "error": one.miss.value,
                "source": one.source_id,
                "source_name": one.source_name,
                "start": one.span.start,
                "end": one.span.end,
                "quote": one.quote,
            }
            for one in evaluation.errors
        ],
    }


def _crossing_record(crossing: Crossing) -> dict[str, Any]:
    return asdict(crossing) | {
        "precision": _estimate_record(crossing.precision),
        "recall": _estimate_record(crossing.recall),
        "f1": _estimate_record(crossing.f1),
        "kappa": _estimate_record(crossing.kappa),
    }


def _estimate_record(estimate: Estimate) -> dict[str, float | None]:
    values = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {name: None if value is None else round(value, 4) for name, value in values.items()}


def _sources_of(bench: Bench, coder: str) -> tuple[list[str], Marks]:
    """Return the sources in which a coder coded, and her marks in them."""
    marks = _marks_of(bench, coder)
    coded = [source_id for source_id, own in marks.items() if own]
    if not coded:
        raise NothingToEvaluate(name=coder)
    return coded, marks


def _marks_of(bench: Bench, coder: str) -> Marks:
    with bench.store.reading() as session:
        known = coder_named(session, coder)
        if known is None:
            raise UnknownCoder(name=coder, known=", ".join(one.name for one in list_coders(session)))
        return {
            card.id: [(one.span, one.code_id) for one in codings_in(session, card.id, coder_id=known.id)]
            for card in list_sources(session)
        }


def _said(bench: Bench, against: str, source_ids: Sequence[str], *, progress: Progress) -> Marks:
    if against not in {SUGGESTIONS, CUES}:
        return _marks_of(bench, against)
    proposed = propose(
        bench, source_ids=source_ids, learned=against == SUGGESTIONS, everywhere=True, progress=progress
    )
    marks: dict[str, list[tuple[Span, str]]] = {source_id: [] for source_id in source_ids}
    for one in proposed.suggestions:
        marks[one.source_id].append((one.span, one.code_id))
    return marks


def _segments(bench: Bench, source_id: str, codebook: Codebook) -> _Read:
    with bench.store.reading() as session:
        source = load_source(session, source_id)
    turns = turns_to_read(source, with_interviewer=False)
    words = [turn.span.of(source.text) for turn in turns]
    docs = annotate_turns(
        open_pipeline(bench.settings.model),
        words,
        cache=bench.docs_folder,
        key=key_of_docs(words),
        lexicon=codebook.lexicon,
    )
    return _Read(source, segments_of(turns, docs))


def _evaluation(
    read: Sequence[_Read], right: Marks, said: Marks, *, codebook: Codebook, gold: str, against: str
) -> Evaluation:
    crossings: dict[str, Crossing] = {}
    errors: list[Disagreement] = []
    by_code = {code.id: {one.id for one in codebook.with_children(code.id)} for code in codebook}
    held = [
        (one.source, segment, _codes_at(segment, right, one.source), _codes_at(segment, said, one.source))
        for one in read
        for segment in one.segments
    ]
    for code_id, below in by_code.items():
        told = [(bool(below & ours), bool(below & theirs)) for _, _, ours, theirs in held]
        crossing = Crossing(
            both=told.count((True, True)),
            extra=told.count((False, True)),
            missed=told.count((True, False)),
            neither=told.count((False, False)),
        )
        if crossing.both + crossing.missed or (crossing.extra and "." not in code_id):
            crossings[code_id] = crossing
            errors += _errors(code_id, held, told)
    names = tuple(one.source.name for one in read)
    return Evaluation(gold, against, names, len(held), crossings, tuple(errors))


def _codes_at(segment: Segment, marks: Marks, source: Source) -> set[str]:
    return {code for span, code in marks.get(source.id, ()) if is_about(span, segment.span)}


def _errors(
    code_id: str,
    held: Sequence[tuple[Source, Segment, set[str], set[str]]],
    told: Sequence[tuple[bool, bool]],
) -> Iterator[Disagreement]:
    for (source, segment, _, _), (ours, theirs) in zip(held, told, strict=True):
        if ours is not theirs:
            yield Disagreement(
                code_id=code_id,
                miss=Miss.MISSED if ours else Miss.EXTRA,
                source_id=source.id,
                source_name=source.name,
                span=segment.span,
                quote=segment.span.of(source.text),
            )
