"""Makes what the codebook's coded examples say of words: `casecoding.suggesting.prior`.

`python -m training.prior --data DATA` reads codebook/examples/*.txt, lines of themes and a sentence parted
by "|" ("-" for no theme, "hverdag" for talk that uses the themes' words of private things), and
sentences of the treebank's training part, which are about other things than any theme; it writes
codebook/examples.npz. The ridge regression's left-out values for the examples are exact
(Hastie, Tibshirani and Friedman 2009, section 7.10), so that the logistic regression over them and the
cues learns from sentences that were not seen.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dtrtri
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import Codebook, theme_of
from casecoding.domain.source import Source, SourceKind, Turn
from casecoding.domain.span import Span
from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.nlp.treebank import read_treebank
from casecoding.settings import shipped_folder
from casecoding.suggesting.compounds import may_have_parts, parts_of
from casecoding.suggesting.cues import CueMatcher, rules_of
from casecoding.suggesting.prior import (
    Prior,
    Weighing,
    as_speaker,
    crosses_of,
    letters_of,
    pairs_of,
    terms_of,
)
from casecoding.suggesting.registry import PRIOR
from casecoding.suggesting.source_words import SourceWords, Vector
from casecoding.suggesting.suggesting import CueSuggester

RIDGE = 1.0
TERM_WEIGHT = 0.2  # of a term or a pair against the letters inside a word
LETTER_WEIGHT = 1.5
CROSS_WEIGHT = 3.0
FEWEST_CROSSES = 10  # examples in which two terms must stand together
FEWEST_LETTERS = 2  # words in which letters must stand together
OWN_SHARE = 0.3  # how freely a theme departs from what holds for all
LEAST_SHARE = 0.02
EVERYDAY_FROM = 0.5  # spreads above the mean from which a sentence is held to be everyday talk
EVERYDAY_COUNTS = 2  # how many times a theme counts that is seen in everyday talk
NO_THEME, EVERYDAY = "-", "hverdag"
CHOSEN = "forvekslinger"  # how files of sentences that are easily mistaken are named
ROWS = 500  # examples whose nearness to all is reckoned at a time
EVERY = 12  # of the treebank's sentences, one is read

Column = TypeVar("Column", str, int)

Word = tuple[str, str, tuple[str, ...]]  # form, lemma, parts


@dataclass(frozen=True, slots=True)
class Read:
    """A coded sentence: its words, its themes, the scores of the themes that cues propose, its pairs.

    `themes` holds EVERYDAY where it is everyday talk. `is_chosen`: it was written for being easily
    mistaken, so that its file has a theme far more often than reports do.
    """

    words: tuple[Word, ...]
    themes: frozenset[str]
    scores: Mapping[str, float]
    pairs: tuple[int, ...] = ()
    is_chosen: bool = False


def read_examples(folder: Path, codebook: Codebook) -> list[Read]:
    """Return the examples of all files in the folder, as the shipped pipeline reads them."""
    files = {
        line: file.stem
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
    }
    coded = [line.split("|", 1) for line in files]
    read = _read(
        [(frozenset(themes.split(",")) - {NO_THEME}, sentence) for themes, sentence in coded], codebook
    )
    return [
        replace(one, is_chosen=file.startswith(CHOSEN))
        for one, file in zip(read, files.values(), strict=True)
    ]


def read_others(treebank: Path, codebook: Codebook) -> list[Read]:
    """Return sentences of the treebank that no cue knows: about anything, and no theme."""
    sentences = [" ".join(word.form for word in one) for one in read_treebank(treebank)]
    read = _read([(frozenset(), one) for one in sentences[::EVERY]], codebook)
    return [one for one in read if not one.scores]


def _read(coded: Sequence[tuple[frozenset[str], str]], codebook: Codebook) -> list[Read]:
    pipeline = open_pipeline(SHIPPED_NAME)
    cues = CueSuggester(codebook, CueMatcher(codebook, pipeline.nlp.vocab))
    docs = list(pipeline.annotate([sentence for _, sentence in coded]))
    words = [cues.read([doc]) for doc in docs]
    return [
        Read(tuple(_words(doc, own)), themes, _scores(sentence, doc, cues), tuple(_pairs(own)))
        for (themes, sentence), doc, own in zip(coded, docs, words, strict=True)
    ]


def _words(doc: Doc, words: SourceWords) -> Iterator[Word]:
    for token, is_word, names_speaker in zip(doc, words.are_words, words.name_speakers, strict=True):
        if is_word:
            parts = parts_of(token.lower_, token.lemma_) if may_have_parts(token.pos_, token.lemma_) else ()
            lemma = token.lemma_.lower()
            yield as_speaker(lemma, parts) if names_speaker else (token.lower_, lemma, parts)


def _pairs(words: SourceWords) -> Iterator[int]:
    for pairs in pairs_of(words.lemmas, words.are_words & ~words.name_speakers, words.begin):
        yield from pairs[pairs > 0].tolist()


def _scores(sentence: str, doc: Doc, cues: CueSuggester) -> dict[str, float]:
    turn = Turn(number=1, span=Span(0, len(sentence)))
    source = Source(id="", name="", text=sentence, kind=SourceKind.DOCUMENT, case="", turns=(turn,))
    scores: dict[str, float] = {}
    for one in cues.suggest(source, (turn,), [doc]):
        scores[theme_of(one.code_id)] = max(one.score, scores.get(theme_of(one.code_id), 0.0))
    return scores


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
            known = [self.letters[some] for some in letters_of(form) if some in self.letters]
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


def _letters(example: Read) -> Iterator[str]:
    for form, _, _ in example.words:
        yield from letters_of(form)


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
    terms, letters, pairs, crosses = space.place(examples)
    holds = np.array([[column in one.themes for column in columns] for one in examples], dtype=float)
    shares = np.clip(holds.mean(axis=0), LEAST_SHARE, 1 - LEAST_SHARE)
    says, left_out = _ridge(_kernel((terms, letters, pairs, crosses)), holds - shares)
    scores = np.array([[one.scores.get(theme, 0.0) for theme in themes] for one in examples])
    usual = np.array([not one.is_chosen for one in examples])
    spread = np.sqrt(shares * (1 - shares))
    return Prior(
        themes=themes,
        names=tuple(names.values()),
        rules=rules,
        terms=space.terms,
        term_rarity=space.term_rarity,
        term_weights=(TERM_WEIGHT * space.term_rarity)[:, None] * np.asarray(terms.T @ says),
        letters=space.letters,
        letter_rarity=space.letter_rarity,
        letter_weights=LETTER_WEIGHT * np.asarray(letters.T @ says),
        pairs=np.array(list(space.pairs), dtype=np.uint64),
        pair_weights=(TERM_WEIGHT * space.pair_rarity)[:, None] * np.asarray(pairs.T @ says),
        crosses=space.crosses,
        cross_weights=CROSS_WEIGHT * np.asarray(crosses.T @ says),
        weighing=_weighing(left_out[usual], scores[usual], holds[usual], spread),
    )


def _kernel(placed: Sequence[csr_matrix]) -> Vector:
    """Return how near each example is to each other, made of a few rows at a time: it fills gigabytes."""
    count = placed[0].shape[0]
    kernel = np.zeros((count, count))
    for start in range(0, count, ROWS):
        for one in placed:
            kernel[start : start + ROWS] += (one[start : start + ROWS] @ one.T).toarray()
    return kernel


def _ridge(kernel: Vector, values: Vector) -> tuple[Vector, Vector]:
    """Return what each example says, and what the others say of it; takes the kernel's place.

    One thread at a time: of 20,000 rows OpenBLAS's parallel Cholesky crashes.
    """
    kernel[np.diag_indices_from(kernel)] += RIDGE
    with threadpool_limits(1, user_api="blas"):
        factor, _ = cho_factor(kernel.T, lower=True, overwrite_a=True)
        says = cho_solve((factor, True), values)
        roots, _ = dtrtri(factor, lower=True, overwrite_c=True)
    diagonal = np.array([roots[at:, at] @ roots[at:, at] for at in range(len(roots))])  # of the inverse
    return says, values - says / diagonal[:, None]


def _weighing(likeness: Vector, scores: Vector, holds: Vector, spread: Vector) -> Weighing:
    """Fit one regression over all themes, with a base and a cue's weight of each theme's own.

    The last column of `likeness`, `holds` and `spread` is everyday talk's.
    """
    hit = (scores > 0).astype(float)
    others = (hit.sum(axis=1, keepdims=True) - hit > 0).astype(float)
    talk_like = np.maximum(likeness[:, -1:] / spread[-1] - EVERYDAY_FROM, 0)
    everyday = np.broadcast_to(talk_like, scores.shape)
    own = np.broadcast_to(np.eye(scores.shape[1]), (*scores.shape, scores.shape[1])) * OWN_SHARE
    shared = np.stack(
        [hit, scores, likeness[:, :-1] / spread[:-1], others, everyday, everyday * hit], axis=-1
    )
    features = np.concatenate([shared, own, own * hit[..., None]], axis=-1)
    counts = np.broadcast_to(np.where(holds[:, -1:] > 0, EVERYDAY_COUNTS, 1), scores.shape)
    model = LogisticRegression(C=1.0, solver="newton-cholesky")
    model.fit(features.reshape(-1, features.shape[-1]), holds[:, :-1].reshape(-1), counts.reshape(-1))
    hits, score, like, other, talk, talk_cued = model.coef_[0, :6]
    base, cued = OWN_SHARE * model.coef_[0, 6:].reshape(2, -1)
    return Weighing(
        base=base + model.intercept_[0],
        cued=cued + hits,
        score=np.array(score),
        likeness=like / spread[:-1],
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
