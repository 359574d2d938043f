"""Builds the shipped Danish pipeline: `python -m training.build --data DATA --out casecoding/nlp/model`."""

import argparse
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.cli.train import train as train_spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from casecoding.nlp.tokenizing import make_tokenizer
from casecoding.nlp.treebank import Sentence, read_treebank
from training import augmenting
from training.assembling import Tables, assemble
from training.corpora import write_docs, write_gold_corpus, write_scored_corpus, write_student_corpus
from training.debates import read_debates
from training.e5 import E5, find_e5
from training.genders import make_genders
from training.halves import Half, write_half, write_spoken
from training.labelling import WordVectors, save_vectors, silver, watch, with_trees
from training.lemmas import make_lemmas
from training.names import make_gazetteer
from training.polishing import polish
from training.publishing import VERSION, publish
from training.steps import Step, run_steps
from training.teacher import Rates
from training.teaching import Teacher, Trees, teach
from training.vectors import add_vectors

SEED = 1
TEACHERS = ((1, (3.6, 3.0)), (2, (4.4, 3.6)))  # seed, passes in each round
RATES = (Rates(2.5e-4, 2e-3), Rates(2.2e-4, 1e-3))
SILVER_WORDS = 700_000
POLISHING_PASSES = 7
POLISHING_SEEDS = (1, 2, 3)
CONFIG = Path(__file__).with_name("config.cfg")


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lies; training/README.md says what `data` holds."""

    data: Path
    work: Path
    out: Path

    @property
    def train(self) -> Path:
        return self.data / "train.conllu"

    @property
    def dev(self) -> Path:
        return self.data / "dev.conllu"

    @property
    def tuning(self) -> Path:
        return self.work / "tuning.conllu"

    @property
    def scored(self) -> Path:
        return self.work / "scored.conllu"

    @property
    def spoken(self) -> Path:
        return self.work / "spoken.conllu"

    @property
    def unimorph(self) -> Path:
        return self.data / "unimorph_dan.tsv"

    @property
    def teachers(self) -> tuple[Path, ...]:
        return tuple(self.work / f"teacher-{seed}.pickle" for seed, _ in TEACHERS)

    @property
    def silver(self) -> Path:
        return self.work / "silver.spacy"

    @property
    def vectors(self) -> Path:
        return self.work / "vectors.npz"

    @property
    def trees(self) -> Path:
        return self.work / "train.pickle"

    @property
    def corpus(self) -> Path:
        return self.work / "student.spacy"

    @property
    def held_back(self) -> Path:
        return self.work / "scored.spacy"

    @property
    def vocabulary(self) -> Path:
        return self.work / "vocabulary"

    @property
    def gold(self) -> Path:
        return self.work / "gold.spacy"

    @property
    def student(self) -> Path:
        return self.work / "student" / "model-best"

    @property
    def polished(self) -> Path:
        return self.work / "polished"


def steps(at: Places) -> list[Step]:
    """Return the steps from the data to the model, with what each reads and writes."""
    halves = (at.tuning, at.scored, at.spoken)
    corpora = (at.corpus, at.gold, at.held_back)
    return [
        Step("halves", (at.dev,), halves, lambda: write_halves(at)),
        Step("teachers", (at.train, at.tuning), at.teachers, lambda: train_teachers(at)),
        Step(
            "silver",
            (*at.teachers, at.train, at.data / "debates"),
            (at.silver, at.vectors),
            lambda: label(at),
        ),
        Step("trees", (at.train, *at.teachers), (at.trees,), lambda: grow_trees(at)),
        Step("corpora", (at.silver, at.trees, at.tuning), corpora, lambda: write_corpora(at)),
        Step("vocabulary", (at.vectors,), (at.vocabulary / "meta.json",), lambda: write_vocabulary(at)),
        Step(
            "student",
            (*corpora, at.vocabulary / "meta.json"),
            (at.student / "meta.json",),
            lambda: train_student(at),
        ),
        Step(
            "polished",
            (at.student / "meta.json", at.gold),
            (at.polished / "meta.json",),
            lambda: polish_student(at),
        ),
        Step("model", (at.polished / "meta.json", at.unimorph), (at.out / "MODEL.md",), lambda: finish(at)),
    ]


def write_halves(at: Places) -> None:
    write_half(at.dev, at.tuning, Half.FIRST)
    write_half(at.dev, at.scored, Half.SECOND)
    write_spoken(at.scored, at.spoken)


def train_teachers(at: Places) -> None:
    parts = [
        Trees(read_treebank(at.train), weight=1.0, times=1),
        Trees(read_treebank(at.tuning), weight=2.0, times=2),
    ]
    for (seed, passes), file in zip(TEACHERS, at.teachers, strict=True):
        rounds = tuple(zip(passes, RATES, strict=True))
        teach(E5(find_e5()), parts, rounds=rounds, seed=seed).write(file)


def read_teachers(at: Places) -> list[Teacher]:
    return [Teacher.read(file) for file in at.teachers]


def label(at: Places) -> None:
    paragraphs = read_debates(at.data / "debates")
    random.Random(SEED).shuffle(paragraphs)  # noqa: S311
    vectors = WordVectors()
    taught = read_teachers(at)
    e5 = E5(find_e5())
    write_docs(at.silver, silver(e5, taught, tokenizing(), paragraphs, words=SILVER_WORDS, vectors=vectors))
    watch(e5, taught, read_treebank(at.train), vectors)
    save_vectors(vectors, at.vectors)


def tokenizing() -> Language:
    """Return a pipeline that parts words as the shipped one does, and does nothing else."""
    nlp = spacy.blank("da")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


def grow_trees(at: Places) -> None:
    grown = list(with_trees(E5(find_e5()), read_teachers(at), read_treebank(at.train)))
    at.trees.write_bytes(pickle.dumps(grown))


def write_corpora(at: Places) -> None:
    train: list[Sentence] = pickle.loads(at.trees.read_bytes())  # noqa: S301 (written by this run)
    tuning = read_treebank(at.tuning)
    write_student_corpus(at.corpus, train=train, dev=tuning, silver=at.silver, seed=SEED)
    write_gold_corpus(at.gold, train=train, dev=tuning, seed=SEED)
    write_scored_corpus(at.held_back, read_treebank(at.scored))


def write_vocabulary(at: Places) -> None:
    nlp = spacy.blank("da")
    add_vectors(nlp, E5(find_e5()), at.vectors, read_treebank(at.train))
    nlp.to_disk(at.vocabulary)


def train_student(at: Places) -> None:
    set_current_ops(NumpyOps(use_blis=False))
    print(f"changes made to the text: {augmenting.__doc__}")
    overrides = {"train": at.corpus, "dev": at.held_back, "vectors": at.vocabulary}
    train_spacy(
        CONFIG,
        at.work / "student",
        overrides={f"paths.{name}": str(path) for name, path in overrides.items()},
    )


def polish_student(at: Places) -> None:
    polish(at.student, at.gold, at.held_back, at.polished, passes=POLISHING_PASSES, seeds=POLISHING_SEEDS)


def finish(at: Places) -> None:
    """Assemble the model from its parts and publish it."""
    train = read_treebank(at.train)
    tables = Tables(make_lemmas(train, at.unimorph), make_genders(train, at.unimorph), make_gazetteer())
    publish(assemble(at.polished, tables, version=VERSION), at.out, scored=at.scored, spoken=at.spoken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training/README.md")
    parser.add_argument("--out", type=Path, required=True, help="folder that the model replaces")
    parser.add_argument(
        "--work", type=Path, default=Path("build/model"), help="folder for what is made between"
    )
    given = parser.parse_args()
    for folder in (given.work, given.out.parent):
        folder.mkdir(parents=True, exist_ok=True)
    run_steps(steps(Places(data=given.data, work=given.work, out=given.out)))


if __name__ == "__main__":
    main()
