"""Measures a finished pipeline and writes it with its scores, card and licence."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

from casecoding.nlp.evaluation import SCORES, evaluate
from casecoding.nlp.pipeline import open_pipeline
from training.assembling import write_model
from training.card import LICENCE, Measured, model_card

VERSION = "1.1.1"


def publish(nlp: Language, out: Path, *, scored: Path, spoken: Path) -> None:
    """Measure the pipeline as it is read back from disk, on both treebanks, and write it to `out`."""
    nlp.meta["version"] = VERSION
    with TemporaryDirectory() as folder:
        trial = Path(folder) / "trial"
        write_model(nlp, trial, scores={}, texts={})
        written, said = (evaluate(open_pipeline(str(trial)), file) for file in (scored, spoken))
    card = model_card(Measured(written=written, spoken=said), version=VERSION)
    write_model(nlp, out, scores=performance(written), texts={"MODEL.md": card, "LICENSE": LICENCE})


def performance(scores: Mapping[str, float | None]) -> dict[str, float]:
    """Return the scores under spaCy's names, as shares."""
    return {theirs: value / 100 for ours, theirs in SCORES.items() if (value := scores[ours]) is not None}
