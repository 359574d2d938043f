"""Puts the student's training corpus together: gold and silver sentences in Docs of mixed length."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from casecoding.nlp.treebank import Sentence, group, to_doc

LENGTHS = (1, 2, 3, 5, 10)  # sentences
TIMES_GOLD = 3
TIMES_DEV = 6


def write_student_corpus(
    file: Path, *, train: Sequence[Sentence], dev: Sequence[Sentence], silver: Path, seed: int
) -> None:
    """Write gold sentences several times, each time parted anew, and the silver Docs."""
    vocab = Vocab()
    docs = _gold(vocab, ((train, TIMES_GOLD), (dev, TIMES_DEV)), seed)
    docs += DocBin().from_disk(silver).get_docs(vocab)
    write_docs(file, docs)


def write_gold_corpus(file: Path, *, train: Sequence[Sentence], dev: Sequence[Sentence], seed: int) -> None:
    """Write gold sentences alone, those with gold trees twice."""
    write_docs(file, _gold(Vocab(), ((train, 1), (dev, 2)), seed))


def _gold(vocab: Vocab, parts: Iterable[tuple[Sequence[Sentence], int]], seed: int) -> list[Doc]:
    chance = random.Random(seed)  # noqa: S311
    return [
        to_doc(vocab, part)
        for sentences, times in parts
        for _ in range(times)
        for part in _parted(sentences, chance)
    ]


def _parted(sentences: Sequence[Sentence], chance: random.Random) -> Iterable[Sequence[Sentence]]:
    start = 0
    while start < len(sentences):
        length = chance.choice(LENGTHS)
        yield sentences[start : start + length]
        start += length


def write_scored_corpus(file: Path, sentences: Sequence[Sentence]) -> None:
    """Write the sentences in documents of ten, as they are scored."""
    vocab = Vocab()
    write_docs(file, [to_doc(vocab, part) for part in group(sentences)])


def write_docs(file: Path, docs: Iterable[Doc]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(file)
