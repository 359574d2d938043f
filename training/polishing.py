"""Last steps of the student on gold sentences alone, at low rates, the best state kept."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

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
WEIGHTS = {"pos_acc": 0.2, "morph_acc": 0.2, "dep_uas": 0.1, "dep_las": 0.2, "sents_f": 0.1, "ents_f": 0.2}


def polish(student: Path, gold: Path, scored: Path, out: Path, *, passes: int, seed: int) -> None:
    """Train on the gold Docs for so many passes and write the state that scores best."""
    set_current_ops(NumpyOps(use_blis=False))
    nlp = load_model(student)
    chance = random.Random(seed)  # noqa: S311
    dev = _examples(nlp, scored)
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    best = -1.0
    for number in range(passes):
        optimizer.learn_rate = RATE * (1 - number / passes)
        for batch in _batches(nlp, gold, chance):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
        with nlp.use_params(optimizer.averages):
            total = _total(nlp, dev)
            if total > best:
                best = total
                nlp.to_disk(out)


def _examples(nlp: Language, file: Path) -> list[Example]:
    docs = DocBin().from_disk(file).get_docs(nlp.vocab)
    return [Example(nlp.make_doc(doc.text), doc) for doc in docs]


def _batches(nlp: Language, file: Path, chance: random.Random) -> Iterator[Sequence[Example]]:
    examples = [changed(nlp, example, ODDS, chance) for example in _examples(nlp, file)]
    chance.shuffle(examples)
    yield from minibatch_by_words(examples, WORDS_PER_STEP)


def _total(nlp: Language, dev: Sequence[Example]) -> float:
    fresh = [Example(nlp.make_doc(example.reference.text), example.reference) for example in dev]
    scores = nlp.evaluate(fresh)
    print({name: round(scores[name] * 100, 2) for name in WEIGHTS}, flush=True)
    return sum(weight * scores[name] for name, weight in WEIGHTS.items())
