"""Static word vectors for the student: each word's is the mean of its character n-grams' rows.

The table is floret's (github.com/explosion/floret), read by spaCy itself; its rows are fitted here by ridge
regression so that words come near what the teacher saw in them. A word never met has a vector all the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.vectors import Mode, Vectors
from wordfreq import top_n_list

from casecoding.nlp.treebank import Sentence
from training.e5 import E5

Rows = NDArray[np.float32]

WIDTH = 64
TABLE = 50_000  # rows
SHORTEST_GRAM, LONGEST_GRAM = 2, 6  # characters, the marks of a word's ends included
COMMON_WORDS = 29_000
FORETOLD_WEIGHT = 0.5  # of a word that was met once
PIECES_RIDGE = 10.0
GRAMS_RIDGE = 0.01
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Targets:
    """Words with the vectors they should come near, and how much each counts."""

    words: tuple[str, ...]
    table: Rows
    weights: Rows


def add_vectors(nlp: Language, e5: E5, file: Path, sentences: Iterable[Sentence]) -> None:
    """Give the vocabulary a vector for every word there can be."""
    vectors = Vectors(
        strings=nlp.vocab.strings,
        data=np.zeros((TABLE, WIDTH), np.float32),
        mode=Mode.floret,
        minn=SHORTEST_GRAM,
        maxn=LONGEST_GRAM,
        hash_count=1,
        attr=LOWER,
        name="casecoding",
    )
    targets = make_targets(e5, file, sentences)
    vectors.data = fitted(shares_of_rows(vectors, targets.words), targets)
    nlp.vocab.vectors = vectors


def make_targets(e5: E5, file: Path, sentences: Iterable[Sentence]) -> Targets:
    """Return the words that the teacher met, then those of the treebank and common ones it did not."""
    words, table, counts = reduced(file)
    met = set(words)
    listed = [word.form.lower() for sentence in sentences for word in sentence]
    others = [word for word in dict.fromkeys([*listed, *top_n_list("da", COMMON_WORDS)]) if word not in met]
    whole = unit_length(np.concatenate([table, foretold(e5, words, table, others)]))
    weights = np.concatenate([1 + np.log(counts), np.full(len(others), FORETOLD_WEIGHT)])
    return Targets((*words, *others), whole, weights.astype(np.float32))


def reduced(file: Path) -> tuple[list[str], Rows, Rows]:
    """Return the words that the teacher met, their means on the main axes, and how often it met them."""
    held = np.load(file)
    means = held["sums"] / held["counts"][:, None]
    weights = np.log1p(held["counts"])[:, None]
    means = means - np.average(means, axis=0, weights=weights[:, 0])
    weighted = means * weights
    _, axes = np.linalg.eigh(weighted.T @ weighted)
    table = (means @ axes[:, ::-1][:, :WIDTH]).astype(np.float32)
    return [str(word) for word in held["words"]], table, held["counts"].astype(np.float32)


def foretold(e5: E5, words: Sequence[str], table: Rows, others: Sequence[str]) -> Rows:
    """Return vectors for other words, by ridge regression from the pieces of the words met."""
    known = piece_means(e5, words)
    squares = known.T @ known + PIECES_RIDGE * np.eye(known.shape[1], dtype=np.float32)
    return piece_means(e5, others) @ np.linalg.solve(squares, known.T @ table)


def piece_means(e5: E5, words: Sequence[str]) -> Rows:
    """Return the mean, the first and the last embedding of each word's pieces, and a one."""
    rows = [e5.embeddings[list(e5.pieces(word, after_blank=True))] for word in words]
    parts = [np.concatenate([row.mean(axis=0), row[0], row[-1], np.ones(1)]) for row in rows]
    return np.array(parts, dtype=np.float32)


def unit_length(table: Rows) -> Rows:
    return (table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-6)).astype(np.float32)


def shares_of_rows(vectors: Vectors, words: Sequence[str]) -> sparse.csr_matrix:
    """Return words x rows: the share that each row of the table has in a word's vector."""
    numbers = [list(_rows_of(vectors, word)) for word in words]
    lengths = np.array([len(rows) for rows in numbers])
    shares = np.repeat((1 / lengths).astype(np.float32), lengths)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    return sparse.csr_matrix((shares, np.concatenate(numbers), ends), (len(words), TABLE))


def _rows_of(vectors: Vectors, word: str) -> Iterator[int]:
    for gram in vectors._get_ngrams(word):  # noqa: SLF001 (spaCy has no public name for it)
        yield from (number % TABLE for number in vectors._get_ngram_hashes(gram))  # noqa: SLF001


def fitted(shares: sparse.csr_matrix, targets: Targets) -> Rows:
    """Return the table that brings the words nearest to their targets, by conjugate gradients."""
    roots = np.sqrt(targets.weights)
    towards = sparse.diags(roots) @ shares
    back = towards.T.tocsr()
    table = np.zeros((shares.shape[1], targets.table.shape[1]), np.float32)
    rest = back @ (targets.table * roots[:, None])
    step = rest.copy()
    size = (rest * rest).sum(axis=0)
    for _ in range(ROUNDS):
        moved = back @ (towards @ step) + GRAMS_RIDGE * step
        length = size / np.maximum((step * moved).sum(axis=0), 1e-12)
        table += length * step
        rest -= length * moved
        fresh = (rest * rest).sum(axis=0)
        step = rest + (fresh / size) * step
        size = fresh
    return table.astype(np.float32)
