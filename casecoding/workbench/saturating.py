"""How many codes each further source adds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.saturation import CodedSource, Rule, Saturation, saturation_of
from casecoding.domain.selection import Selection
from casecoding.store.counting import codes_by_source
from casecoding.store.source_lists import SourceCard, list_sources
from casecoding.workbench.bench import Bench
from casecoding.workbench.cooccurring import pair_selection


class SourceOrder(StrEnum):
    """In which order the sources are taken."""

    HELD = "held"  # by the date of the interview; without one, by the wave and last
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class SaturationFound:
    """The curve; `uncoded` sources hold none of the codes and are left out: nobody may have read them."""

    saturation: Saturation
    uncoded: int


def read_saturation(
    bench: Bench, axis: Dimension, selection: Selection, rule: Rule, *, order: SourceOrder, seed: int = 1
) -> SaturationFound:
    """Return how many codes, or themes, the coded sources add in an order; the same seed, the same bands."""
    with bench.store.reading() as session:
        codes = codes_by_source(session, axis, selection)
        cards = sorted(list_sources(session), key=lambda card: _place(card, order))
    coded = [CodedSource(card.id, card.name, codes[card.id]) for card in cards if card.id in codes]
    return SaturationFound(saturation_of(coded, rule, seed=seed), uncoded=len(cards) - len(coded))


def codes_of_sources(
    selection: Selection, axis: Dimension, source_ids: Sequence[str], codes: frozenset[str]
) -> Selection:
    """Return what to select to see these codes in some sources."""
    return replace(pair_selection(selection, axis, sorted(codes)), sources=tuple(source_ids))


def _place(card: SourceCard, order: SourceOrder) -> tuple[str, ...]:
    if order is SourceOrder.IMPORTED:
        return card.imported.isoformat(), card.name
    return (
        "" if card.held else "undated",
        card.held.isoformat() if card.held else card.wave,
        card.case,
        card.name,
    )
