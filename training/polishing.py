"""Last steps of the student on gold sentences alone, at low rates: several times from one start, averaged.

The mean of the weights of several such runs is better than each (Wortsman and others 2022, "Model soups").
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import load_model
from thinc.api import Adam, NumpyOps, set_current_ops

import casecoding.nlp.tokenizing  # noqa: F401 (registers the tokenizer that the student names)
from training.augmenting import Odds, changed

RATE = 4e-4
WORDS_PER_STEP = 800
DROPOUT = 0.15
ODDS = Odds(lower=0.12, bare=0.08, ocr=0.1)
SHOWN = ("pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "ents_f")

Place = tuple[str, int, str]  # component, number of the layer in it, parameter
Weights = Mapping[Place, np.ndarray[Any, np.dtype[np.float32]]]


def polish(student: Path, gold: Path, scored: Path, out: Path, *, passes: int, seeds: Sequence[int]) -> None:
    """Train on the gold Docs for so many passes with each seed and write the mean of the states."""
    set_current_ops(NumpyOps(use_blis=False))
    states = [_polished(student, gold, scored, passes=passes, seed=seed) for seed in seeds]
    nlp = load_model(student)
    _take(nlp, {place: np.mean([state[place] for state in states], axis=0) for place in states[0]})
    _show(nlp, scored)
    nlp.to_disk(out)


def _polished(student: Path, gold: Path, scored: Path, *, passes: int, seed: int) -> Weights:
    nlp = load_model(student)
    chance = random.Random(seed)  # noqa: S311
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    for number in range(passes):
        optimizer.learn_rate = RATE * (1 - number / passes)
        for batch in _batches(nlp, gold, chance):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
    with nlp.use_params(optimizer.averages):
        _show(nlp, scored)
        return {place: model.get_param(place[2]).copy() for place, model in _layers(nlp)}


def _layers(nlp: Language) -> Iterator[tuple[Place, Any]]:
    """Give every parameter's place with the layer that has it."""
    for name, component in nlp.pipeline:
        for number, layer in enumerate(component.model.walk()):
            for parameter in layer.param_names:
                if layer.has_param(parameter):
                    yield (name, number, parameter), layer


def _take(nlp: Language, weights: Weights) -> None:
    for place, layer in list(_layers(nlp)):
        layer.set_param(place[2], weights[place])


def _examples(nlp: Language, file: Path) -> list[Example]:
    docs = DocBin().from_disk(file).get_docs(nlp.vocab)
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def _batches(nlp: Language, file: Path, chance: random.Random) -> Iterator[Sequence[Example]]:
    examples = [changed(nlp, example, ODDS, chance) for example in _examples(nlp, file)]
    chance.shuffle(examples)
    yield from minibatch_by_words(examples, WORDS_PER_STEP)


def _show(nlp: Language, scored: Path) -> None:
    scores = nlp.evaluate(_examples(nlp, scored))
    print({name: round((scores[name] or 0) * 100, 2) for name in SHOWN}, flush=True)
