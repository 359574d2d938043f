"""The language models that can be used here, and how good they are on a treebank."""

from pathlib import Path
from typing import Any

from casecoding.nlp.evaluation import evaluate
from casecoding.nlp.pipeline import ModelCard, known_models, open_pipeline


def model_records(choice: str | None) -> list[dict[str, Any]]:
    """Return what is known of each model, one record each; `in_use` marks the one a run would use."""
    used = open_pipeline(choice).card
    cards = known_models()
    shown = cards if any(card.name == used.name for card in cards) else (used, *cards)
    return [_record(card, in_use=card.name == used.name) for card in shown]


def label_of_model(choice: str | None) -> str:
    """Return the name and version of the model in use, as it stands on screen."""
    card = open_pipeline(choice).card
    return f"{card.name} {card.version}"


def evaluate_model(file: Path, choice: str | None) -> dict[str, float | None]:
    """Return the scores of the model in use on a CoNLL-U file, in percent and words per second."""
    return evaluate(open_pipeline(choice), file)


def _record(card: ModelCard, *, in_use: bool) -> dict[str, Any]:
    return {
        "name": card.name,
        "version": card.version,
        "origin": card.origin.value,
        "licence": card.licence,
        "scores": dict(card.scores),
        "in_use": in_use,
    }
