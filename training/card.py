"""Writes the model card and the licence that lie beside the weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CARD = Path(__file__).with_name("card.md").read_text(encoding="utf-8")
LICENCE = Path(__file__).with_name("licence.txt").read_text(encoding="utf-8")

HOURS_OF_TRAINING = 2.5  # on one core, all steps together, of the run that is shipped
WATTS_PER_CORE = 15

ROWS = {
    "pos": "Word class (POS)",
    "morph": "Features (MORPH)",
    "lemma": "Lemma",
    "uas": "Tree, unlabelled (UAS)",
    "las": "Tree, labelled (LAS)",
    "sent_f": "Sentences (F)",
    "ner_f": "Names (F; PER, ORG, LOC)",
    "words_per_second": "Words per second, one core",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores on written sentences and on the same ones made speech-like."""

    written: Mapping[str, float | None]
    spoken: Mapping[str, float | None]


def model_card(measured: Measured, *, version: str) -> str:
    """Return MODEL.md."""
    return CARD.format(
        version=version,
        table="\n".join(_row(key, name, measured) for key, name in ROWS.items()),
        hours=HOURS_OF_TRAINING,
        energy=HOURS_OF_TRAINING * WATTS_PER_CORE / 1000,
    )


def _row(key: str, name: str, measured: Measured) -> str:
    return f"| {name} | {_number(measured.written[key])} | {_number(measured.spoken[key])} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
