"""Static word vectors for the student, from what the teacher saw in each word."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.vectors import Vectors

WIDTH = 96
MOST_WORDS = 30_000
LEAST_COUNT = 2


def add_vectors(nlp: Language, file: Path) -> None:
    """Give the vocabulary one vector per frequent word in lower case."""
    words, table = reduced(file)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=table, keys=words, attr=LOWER, name="casecoding"
    )


def reduced(file: Path) -> tuple[list[str], NDArray[np.float32]]:
    """Return the words by frequency, and their mean vectors on the main axes, at length 1."""
    held = np.load(file)
    order = np.lexsort((held["words"], -held["counts"]))
    chosen = order[held["counts"][order] >= LEAST_COUNT][:MOST_WORDS]
    means = held["sums"][chosen] / held["counts"][chosen][:, None]
    means = means - means.mean(axis=0)
    _, _, axes = np.linalg.svd(means, full_matrices=False)
    table = means @ axes[:WIDTH].T
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
    return [str(word) for word in held["words"][chosen]], table.astype(np.float32)
