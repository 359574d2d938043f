"""Finding again what a report cites."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from casecoding.domain.reference import REFERENCE, Reference, read_reference, source_code, turns_shown
from casecoding.domain.source import Source
from casecoding.errors import ReferenceToNothing, UnknownSource
from casecoding.store.sources import load_source, source_numbers
from casecoding.workbench.bench import Bench

SHOWN = 240  # characters of a turn that tell what is there


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Where a reference leads: the source, the place in its text, and how the words there begin."""

    source_id: str
    source_name: str
    case: str
    start: int
    reference: str
    words: str


def find_reference(bench: Bench, given: str) -> CitedPlace:
    """Return the place that a reference cites, whatever stands around it in `given`.

    Raises UnreadableReference, or ReferenceToNothing where the study has no such turn.
    """
    reference = read_reference(given)
    source = _source(bench, reference, given)
    turn = next((one for one in source.turns if one.number == reference.first), None)
    if turn is None:
        raise ReferenceToNothing(given=given.strip())
    turns = turns_shown(reference.first, reference.last)
    return CitedPlace(
        source_id=source.id,
        source_name=source.name,
        case=source.case,
        start=turn.span.start,
        reference=f"{source_code(source.kind, reference.source_number)} §{turns}",
        words=turn.span.of(source.text)[:SHOWN],
    )


def places_cited(bench: Bench, words: str) -> Iterator[CitedPlace]:
    """Give the places that a text cites, each once; what leads to nothing is left out."""
    for cited in dict.fromkeys(found[0] for found in REFERENCE.finditer(words)):
        with suppress(ReferenceToNothing):
            yield find_reference(bench, cited)


def _source(bench: Bench, reference: Reference, given: str) -> Source:
    with bench.store.reading() as session:
        ids = {number: one for one, number in source_numbers(session).items()}
        try:
            return load_source(session, ids.get(reference.source_number, ""))
        except UnknownSource as error:
            raise ReferenceToNothing(given=given.strip()) from error
