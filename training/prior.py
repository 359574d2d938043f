"""Makes what the codebook's coded examples say of words: `casecoding.suggesting.prior`.

`python -m training.prior --data DATA` reads codebook/examples/*.txt, lines of themes and a sentence parted
by "|" ("-" for no theme, "hverdag" for talk that uses the themes' words of private things), and
sentences of the treebank's training part, which are about other things than any theme; it writes
codebook/examples.npz. What words say comes of a ridge regression. The logistic regression that weighs it
against the cues learns from sentences of files that were left out in turn (stacking; Wolpert 1992): a new
report is by another hand than any that was learned from.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from math import log
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold, cross_val_predict

from casecoding.codebooks import load_codebook
from casecoding.settings import shipped_folder
from casecoding.suggesting.cues import rules_of
from casecoding.suggesting.known_words import KnownWords, number_of
from casecoding.suggesting.prior import Prior, Weighing, log_length, terms_of
from casecoding.suggesting.registry import PRIOR
from casecoding.suggesting.source_words import Vector
from casecoding.suggesting.taken_together import crosses_of, letters_of, mixed
from training.examples import EVERYDAY, Read, read_examples, read_others

RIDGE = 1.0
TERM_WEIGHT = 0.2  # of a term or a pair against the letters inside a word
LETTER_WEIGHT = 1.5
CROSS_WEIGHT = 3.0
FEWEST_CROSSES = 10  # examples in which two terms must stand together
FEWEST_LETTERS = 2  # words in which letters must stand together
OWN_SHARE = 0.3  # how freely a theme departs from what holds for all
LEAST_SHARE = 0.02
PRECISION = 1e-3  # of the ridge regression's solution, against what was to be solved
EVERYDAY_FROM = 0.5  # spreads above the mean from which a sentence is held to be everyday talk
EVERYDAY_COUNTS = 2  # how many times a theme counts that is seen in everyday talk
CHOSEN = "forvekslinger"  # how files are named whose sentences were chosen for being easily mistaken: they
# have a theme oftener than reports do
FOLDS = 5  # parts of the files, each left out in turn

Column = TypeVar("Column", str, int)


class Space:
    """Terms, letters, pairs and crosses of the examples as columns, rare ones weighing more."""

    def __init__(self, examples: Sequence[Read]) -> None:
        self.terms = _columns((set(_terms(one)) for one in examples), fewest=1)
        self.letters = _columns((set(_letters(one)) for one in examples), fewest=FEWEST_LETTERS)
        self.pairs = _columns((set(one.pairs) for one in examples), fewest=1)
        self.term_rarity = self._rarity(self.terms, (set(_terms(one)) for one in examples), len(examples))
        self.letter_rarity = self._rarity(
            self.letters, (set(_letters(one)) for one in examples), len(examples)
        )
        self.pair_rarity = self._rarity(self.pairs, (set(one.pairs) for one in examples), len(examples))
        _, numbers, _ = self._crossed(examples)
        crosses, met = np.unique(numbers, return_counts=True)
        self.crosses = crosses[met >= FEWEST_CROSSES]

    def place(self, examples: Sequence[Read]) -> tuple[csr_matrix, csr_matrix, csr_matrix, csr_matrix]:
        """Return the examples as rows of terms, letters, pairs and crosses, as `Prior` sums them."""
        terms = [(row, *one) for row, example in enumerate(examples) for one in self._said(example)]
        letters = [(row, *one) for row, example in enumerate(examples) for one in self._spelt(example)]
        pairs = [(row, *one) for row, example in enumerate(examples) for one in self._paired(example)]
        return (
            _sparse(terms, (len(examples), len(self.terms))),
            _sparse(letters, (len(examples), len(self.letters))),
            _sparse(pairs, (len(examples), len(self.pairs))),
            self._crosses(examples),
        )

    def _crosses(self, examples: Sequence[Read]) -> csr_matrix:
        rows, numbers, weights = self._crossed(examples)
        known = np.isin(numbers, self.crosses)
        columns = np.searchsorted(self.crosses, numbers[known])
        return csr_matrix(
            (CROSS_WEIGHT * weights[known], (rows[known], columns)), shape=(len(examples), len(self.crosses))
        )

    def _crossed(self, examples: Sequence[Read]) -> tuple[Vector, Vector, Vector]:
        """Return what `crosses_of` does of the examples' known terms."""
        said = [[self.terms[term] for term in _terms(one) if term in self.terms] for one in examples]
        rows = np.repeat(np.arange(len(examples)), [len(own) for own in said])
        return crosses_of(rows, np.array(list(chain.from_iterable(said)), dtype=int), self.term_rarity)

    def _said(self, example: Read) -> Iterator[tuple[int, float]]:
        share = max(len(example.words), 1) ** -0.5
        for term in _terms(example):
            if term in self.terms:
                yield self.terms[term], TERM_WEIGHT * self.term_rarity[self.terms[term]] * share

    def _spelt(self, example: Read) -> Iterator[tuple[int, float]]:
        share = max(len(example.words), 1) ** -0.5
        for form, _, _ in example.words:
            known = [self.letters[some] for some in _spelling(form) if some in self.letters]
            rarity = self.letter_rarity[known]
            yield from zip(known, LETTER_WEIGHT * share * rarity / np.linalg.norm(rarity), strict=True)

    def _paired(self, example: Read) -> Iterator[tuple[int, float]]:
        share = max(len(example.words), 1) ** -0.5
        for pair in example.pairs:
            if pair in self.pairs:
                yield self.pairs[pair], TERM_WEIGHT * self.pair_rarity[self.pairs[pair]] * share

    @staticmethod
    def _rarity(columns: Mapping[Column, int], rows: Iterable[set[Column]], count: int) -> Vector:
        met = Counter(chain.from_iterable(rows))
        return np.array([log((1 + count) / (1 + met[one])) + 1 for one in columns])


def _terms(example: Read) -> Iterator[str]:
    for _, lemma, parts in example.words:
        yield from terms_of(lemma, parts)


def _letters(example: Read) -> Iterator[int]:
    for form, _, _ in example.words:
        yield from _spelling(form)


@cache
def _spelling(form: str) -> tuple[int, ...]:
    """Return the numbers of the letters that stand together inside a word."""
    _, numbers = letters_of([form])
    return tuple(numbers.tolist())


def _columns(rows: Iterable[set[Column]], *, fewest: int) -> dict[Column, int]:
    met = Counter(chain.from_iterable(rows))
    return {one: at for at, one in enumerate(sorted(one for one in met if met[one] >= fewest))}


def _sparse(entries: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_matrix:
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_matrix((values, (rows, columns)), shape=shape)


def make_prior(examples: Sequence[Read], names: Mapping[str, str], rules: frozenset[str]) -> Prior:
    """Return what the examples say of the themes (`names` are Danish, by id) and of the cues (`rules`)."""
    themes, columns = tuple(names), (*names, EVERYDAY)
    space = Space(examples)
    placed = space.place(examples)
    holds = np.array([[column in one.themes for column in columns] for one in examples], dtype=float)
    shares = np.clip(holds.mean(axis=0), LEAST_SHARE, 1 - LEAST_SHARE)
    weights, left_out = _ridge(hstack(placed).tocsr(), holds - shares, files=[one.file for one in examples])
    terms, letters, pairs, crosses = np.split(weights, np.cumsum([one.shape[1] for one in placed[:-1]]))
    order = np.argsort(mixed(space.crosses))
    scores = np.array([[one.scores.get(theme, 0.0) for theme in themes] for one in examples])
    words = np.array([len(one.words) for one in examples])
    usual = np.array([not one.file.startswith(CHOSEN) for one in examples])
    spread = np.sqrt(shares * (1 - shares))
    prior = Prior(
        themes=themes,
        names=tuple(names.values()),
        rules=rules,
        terms=space.terms,
        term_rarity=_halved(space.term_rarity).astype(float),
        term_weights=_halved((TERM_WEIGHT * space.term_rarity)[:, None] * terms),
        letters=np.array(list(space.letters), dtype=np.uint64),
        letter_rarity=_halved(space.letter_rarity).astype(float),
        letter_weights=_halved(LETTER_WEIGHT * letters),
        pairs=np.array(list(space.pairs), dtype=np.uint64),
        pair_weights=_halved((TERM_WEIGHT * space.pair_rarity)[:, None] * pairs),
        crosses=space.crosses[order],
        cross_weights=_halved(CROSS_WEIGHT * crosses[order]),
        known=KnownWords.none(),
        weighing=_weighing(left_out[usual], scores[usual], holds[usual], words[usual], spread=spread),
    )
    return with_known_words(prior, examples)


def with_known_words(prior: Prior, examples: Sequence[Read]) -> Prior:
    """Return the prior with what it says of the words of the examples."""
    met = chain.from_iterable(zip(one.words, one.classes, strict=True) for one in examples)
    known = {
        number_of(form, lemma, pos): (form, lemma, parts)
        for (form, lemma, parts), pos in met
        if form  # who says a quotation has none
    }
    numbers = sorted(known)
    words = [known[number] for number in numbers]
    said, terms = prior.of_words(words).astype(np.float32), prior.terms_of(words).astype(np.int32)
    parts = [" ".join(parts) for _, _, parts in words]
    return replace(prior, known=KnownWords(np.array(numbers, dtype=np.uint64), said, terms, parts))


def _halved(values: Vector) -> Vector:
    """Return the values in half precision."""
    return values.astype(np.float16)


def _ridge(placed: csr_matrix, values: Vector, *, files: Sequence[str]) -> tuple[Vector, Vector]:
    """Return the weights of the columns, and what is said of each example without those of its file."""
    ridge = Ridge(alpha=RIDGE, fit_intercept=False, solver="sparse_cg", tol=PRECISION)
    left_out = cross_val_predict(ridge, placed, values, groups=files, cv=GroupKFold(FOLDS), n_jobs=-1)
    return ridge.fit(placed, values).coef_.reshape(values.shape[1], -1).T, left_out


def _weighing(likeness: Vector, scores: Vector, holds: Vector, words: Vector, *, spread: Vector) -> Weighing:
    """Fit one regression over all themes, with a base and a cue's weight of each theme's own.

    The last column of `likeness`, `holds` and `spread` is everyday talk's; `words` says how many there are.
    """
    hit = (scores > 0).astype(float)
    others = (hit.sum(axis=1, keepdims=True) - hit > 0).astype(float)
    like = likeness[:, :-1] / spread[:-1]
    length = np.broadcast_to(log_length(words)[:, None], scores.shape)
    talk_like = np.maximum(likeness[:, -1:] / spread[-1] - EVERYDAY_FROM, 0)
    everyday = np.broadcast_to(talk_like, scores.shape)
    own = np.broadcast_to(np.eye(scores.shape[1]), (*scores.shape, scores.shape[1])) * OWN_SHARE
    shared = np.stack([hit, scores, like, length, like * length, others, everyday, everyday * hit], axis=-1)
    features = np.concatenate([shared, own, own * hit[..., None]], axis=-1)
    counts = np.broadcast_to(np.where(holds[:, -1:] > 0, EVERYDAY_COUNTS, 1), scores.shape)
    model = LogisticRegression(C=1.0, solver="newton-cholesky")
    model.fit(features.reshape(-1, features.shape[-1]), holds[:, :-1].reshape(-1), counts.reshape(-1))
    weights, own_weights = np.split(model.coef_[0], [shared.shape[-1]])
    hits, score, liked, long, liked_long, other, talk, talk_cued = weights
    base, cued = OWN_SHARE * own_weights.reshape(2, -1)
    return Weighing(
        base=base + model.intercept_[0],
        cued=cued + hits,
        score=np.array(score),
        likeness=liked / spread[:-1],
        long=np.array(long),
        likeness_long=liked_long / spread[:-1],
        other=np.array(other),
        everyday_from=np.array(EVERYDAY_FROM * spread[-1]),
        everyday=np.array(talk / spread[-1]),
        everyday_cued=np.array(talk_cued / spread[-1]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training/README.md")
    given = parser.parse_args()
    folder = shipped_folder("codebook")
    codebook = load_codebook(folder)
    examples = read_examples(folder / "examples", codebook)
    examples += read_others(given.data / "train.conllu", codebook)
    names = {theme.id: theme.name.da for theme in codebook.themes}
    make_prior(examples, names, rules_of(codebook)).write(folder / PRIOR)


if __name__ == "__main__":
    main()
