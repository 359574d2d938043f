"""Static word vectors for the student: what the teacher saw in each word, or what its pieces foretell."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.vectors import Vectors
from wordfreq import top_n_list

from casecoding.nlp.treebank import Sentence
from training.e5 import E5

Rows = NDArray[np.float32]

WIDTH = 64
MOST_WORDS = 45_000
COMMON_WORDS = 29_000
RIDGE = 10.0


def add_vectors(nlp: Language, e5: E5, file: Path, sentences: Iterable[Sentence]) -> None:
    """Give the vocabulary one vector for each word that the teacher met, the treebank has, or is common."""
    words, table = reduced(file)
    met = set(words)
    listed = [word.form.lower() for sentence in sentences for word in sentence]
    others = [word for word in dict.fromkeys([*listed, *top_n_list("da", COMMON_WORDS)]) if word not in met]
    others = others[: MOST_WORDS - len(words)]
    whole = unit_length(np.concatenate([table, foretold(e5, words, table, others)]))
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=whole, keys=[*words, *others], attr=LOWER, name="casecoding"
    )


def reduced(file: Path) -> tuple[list[str], Rows]:
    """Return the words that the teacher met and their mean vectors on the main axes."""
    held = np.load(file)
    means = held["sums"] / held["counts"][:, None]
    weights = np.log1p(held["counts"])[:, None]
    means = means - np.average(means, axis=0, weights=weights[:, 0])
    _, _, axes = np.linalg.svd(means * weights, full_matrices=False)
    return [str(word) for word in held["words"]], (means @ axes[:WIDTH].T).astype(np.float32)


def foretold(e5: E5, words: Sequence[str], table: Rows, others: Sequence[str]) -> Rows:
    """Return vectors for other words, by ridge regression from the pieces of the words met."""
    known = piece_means(e5, words)
    squares = known.T @ known + RIDGE * np.eye(known.shape[1], dtype=np.float32)
    return piece_means(e5, others) @ np.linalg.solve(squares, known.T @ table)


def piece_means(e5: E5, words: Sequence[str]) -> Rows:
    """Return the mean, the first and the last embedding of each word's pieces, and a one."""
    rows = [e5.embeddings[list(e5.pieces(word, after_blank=True))] for word in words]
    parts = [np.concatenate([row.mean(axis=0), row[0], row[-1], np.ones(1)]) for row in rows]
    return np.array(parts, dtype=np.float32)


def unit_length(table: Rows) -> Rows:
    return (table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-6)).astype(np.float32)
