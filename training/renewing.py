"""Renews what was not trained in a model: `python -m training.renewing --data DATA --model FOLDER`."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
from thinc.api import use_ops

import casecoding.nlp.turns  # noqa: F401 (registers what the model names)
from casecoding.nlp.components import CLASSES, NAMES, NameComponent
from casecoding.nlp.tokenizing import make_tokenizer
from training.halves import Half, write_half, write_spoken
from training.names import make_gazetteer
from training.publishing import publish


def renew(model: Path, dev: Path) -> None:
    """Give the model today's tokenizer and name lists, measure it on the second half of `dev`, write it."""
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(model)
    nlp.tokenizer = make_tokenizer(nlp)
    if CLASSES not in nlp.pipe_names:
        nlp.add_pipe(CLASSES, after="parser")
    names = nlp.get_pipe(NAMES)
    if isinstance(names, NameComponent):
        names.gazetteer = make_gazetteer()
    with TemporaryDirectory() as folder:
        scored, spoken = Path(folder) / "scored.conllu", Path(folder) / "spoken.conllu"
        write_half(dev, scored, Half.SECOND)
        write_spoken(scored, spoken)
        publish(nlp, model, scored=scored, spoken=spoken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training/README.md")
    parser.add_argument("--model", type=Path, required=True, help="folder that the model replaces")
    given = parser.parse_args()
    renew(given.model, given.data / "dev.conllu")


if __name__ == "__main__":
    main()
