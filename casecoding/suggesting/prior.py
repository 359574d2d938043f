"""What the codebook's coded examples say of a segment: how likely each theme is, word by word.

Ridge regression over lemmas, parts of compounds, letters inside words (as the subwords of Bojanowski et
al. 2017), words side by side and any two in a segment (as the unfolded polynomial kernel of Chang et al.
2010) says how much it is like examples with a theme. What was learned are weights per word and pair, and
cheap to ask. How much a segment is like everyday talk, which uses the same words of other things, is said
likewise. A logistic regression weighs all that against the cues' scores. `training.prior` makes the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Self
from zipfile import ZipFile

import numpy as np
from scipy.sparse import csr_matrix

from casecoding.suggesting.compounds import may_have_parts, parts_of
from casecoding.suggesting.known_words import KnownWords
from casecoding.suggesting.source_words import Vector, Word
from casecoding.suggesting.taken_together import NumberIndex, crosses_of, letters_of, mixed

MOST_TERMS = 6  # of a word: its lemma and parts
SHORT = 10  # words up to which a segment is short: examples tell too little of how those differ
MUCH_ALIKE = 1.5  # times `everyday_from`, from which a segment is held to be everyday talk
SPEAKER = "@"  # marks words that name who says a quotation


@dataclass(frozen=True, slots=True)
class Weighing:
    """The logistic regression, themes as columns: what a theme starts from, and what its cues add.

    `long` and `likeness_long` count for the logarithm of how many words there are: of many words more is
    spoken of, and likeness says something else. `everyday` and `everyday_cued` count for each bit that a
    segment is more like everyday talk than `everyday_from`, the latter where a cue has hit.
    """

    base: Vector
    cued: Vector
    score: Vector
    likeness: Vector
    long: Vector
    likeness_long: Vector
    other: Vector  # added when another theme's cues have hit
    everyday_from: Vector
    everyday: Vector
    everyday_cued: Vector

    def is_everyday(self, likeness: Vector) -> Vector:
        """Return which segments (rows) are held to be everyday talk; interviews are somewhat like it too.

        `likeness` is what `chances` takes.
        """
        return np.asarray(likeness[:, -1] > MUCH_ALIKE * self.everyday_from)

    def chances(self, likeness: Vector, scores: Vector, words: Vector) -> Vector:
        """Return the themes' chances in segments (rows) of so many words.

        `likeness` has a column per theme, and one last for everyday talk; `scores` are of the best cues, 0
        without one.
        """
        hit = scores > 0
        others = hit.sum(axis=1, keepdims=True) - hit > 0
        length = log_length(words)[:, None]
        like = likeness[:, :-1] * (self.likeness + length * self.likeness_long)
        said = self.base + hit * self.cued + scores * self.score + length * self.long + like
        everyday = np.maximum(likeness[:, -1:] - self.everyday_from, 0)
        talked = everyday * (self.everyday + hit * self.everyday_cued)
        return np.asarray(1 / (1 + np.exp(-(said + others * self.other + talked))))


@dataclass(frozen=True, slots=True)
class Asked:
    """What words (rows) say to each column, the numbers of their terms as `terms_of` gives them, and which
    of the known words each is, -1 where it is none.
    """

    said: Vector
    terms: Vector
    known: Vector

    def of(self, rows: Vector) -> Self:
        return type(self)(self.said[rows], self.terms[rows], self.known[rows])

    def followed_by(self, other: Self) -> Self:
        return type(self)(
            np.vstack([self.said, other.said]),
            np.vstack([self.terms, other.terms]),
            np.append(self.known, other.known),
        )


@dataclass(frozen=True)
class Prior:
    """Weights of terms and letters (rows) for themes and, last, everyday talk (columns).

    They are held in half precision, and counted with in single or double. `names` are the themes' Danish
    names. `rules` are the cues that were weighed: what a person adds of her own the examples do not judge.
    """

    themes: tuple[str, ...]
    names: tuple[str, ...]
    rules: frozenset[str]
    terms: Mapping[str, int]
    term_rarity: Vector
    term_weights: Vector
    letters: Vector  # numbers of `letters_of`, ascending
    letter_rarity: Vector
    letter_weights: Vector
    pairs: Vector  # numbers of `pairs_of`, ascending
    pair_weights: Vector
    crosses: Vector  # numbers of `crosses_of`, in the order of those that they are `mixed` to
    cross_weights: Vector
    known: KnownWords
    weighing: Weighing

    @property
    def columns(self) -> int:
        """How many columns what words say has: the themes and everyday talk."""
        return len(self.themes) + 1

    def asked(self, words: Sequence[tuple[Word, bool]]) -> Asked:
        """Return what words (rows) say; with each comes whether it names who says a quotation."""
        names_speaker = np.array([named for _, named in words], dtype=bool)
        rows = np.where(names_speaker, -1, self.known.rows_of([word for word, _ in words]))
        known = rows >= 0
        others = [
            _with_parts(word, names_speaker=named)
            for (word, named), is_known in zip(words, known.tolist(), strict=True)
            if not is_known
        ]
        said, terms = np.zeros((len(rows), self.columns)), np.full((len(rows), MOST_TERMS), -1)
        said[known], terms[known] = self.known.said[rows[known]], self.known.terms[rows[known]]
        said[~known], terms[~known] = self.of_words(others), self.terms_of(others)
        return Asked(said, terms, rows)

    def parts_of(self, word: Word, *, known: int) -> tuple[str, ...]:
        """Return a word's parts, none where it is no compound; `known` is its row among the known, or -1."""
        return tuple(self.known.parts[known].split()) if known >= 0 else _parts_by_cutting(word)

    def of_words(self, words: Sequence[tuple[str, str, Sequence[str]]]) -> Vector:
        """Return what words (rows), each a form, its lemma and its parts, say to each column."""
        of_terms, terms = _rows_of(self.terms, (terms_of(lemma, parts) for _, lemma, parts in words))
        in_words, numbers = letters_of([form for form, _, _ in words])
        known, letters = self._letters_at.found(numbers)
        in_words, rarity = in_words[known], self.letter_rarity[letters]
        length = np.sqrt(np.bincount(in_words, rarity**2, minlength=len(words)))
        spelt = (rarity / length[in_words])[:, None] * self.letter_weights[letters]
        count, said = len(words), self.term_weights[terms].astype(float)
        return _summed(said, of_terms, count=count) + _summed(spelt, in_words, count=count)

    def add_pairs(self, pairs: Vector, *, to: Vector) -> None:
        """Add what pairs of words (rows) say to what is there."""
        known, at = self._pairs_at.found(pairs)
        to[known] += self.pair_weights[at]

    def of_crosses(self, segments: Vector, terms: Vector, *, count: int) -> Vector:
        """Return what any two terms together say in each of `count` segments (rows) to each column.

        There is a row of `segments` and `terms` for each time that a term is said.
        """
        of_segments, numbers, weights = crosses_of(segments, terms, self.term_rarity, among=self._crossing)
        known, at = self._crosses_at.found(mixed(numbers))
        edges = np.searchsorted(of_segments[known], np.arange(count + 1))
        heard = csr_matrix((weights[known].astype(np.float32), at, edges), shape=(count, len(self.crosses)))
        return np.asarray(heard @ self._cross_weights)

    @cached_property
    def _letters_at(self) -> NumberIndex:
        return NumberIndex(self.letters)

    @cached_property
    def _pairs_at(self) -> NumberIndex:
        return NumberIndex(self.pairs)

    @cached_property
    def _crosses_at(self) -> NumberIndex:
        return NumberIndex(mixed(self.crosses))

    @cached_property
    def _cross_weights(self) -> Vector:
        return self.cross_weights.astype(np.float32)

    @cached_property
    def _crossing(self) -> Vector:
        """Which terms say something together with another."""
        crossing = np.zeros(len(self.terms), dtype=bool)
        for terms in np.divmod(self.crosses, len(self.terms)):
            crossing[terms] = True
        return crossing

    def terms_of(self, words: Sequence[tuple[str, str, Sequence[str]]]) -> Vector:
        """Return the numbers of the terms of words (rows), -1 where there is no other."""
        of_words, terms = _rows_of(self.terms, (terms_of(lemma, parts) for _, lemma, parts in words))
        counts = np.bincount(of_words, minlength=len(words))
        numbers = np.full((len(words), MOST_TERMS), -1)
        place = np.arange(len(terms)) - np.repeat(np.cumsum(counts) - counts, counts)
        held = place < MOST_TERMS
        numbers[of_words[held], place[held]] = terms[held]
        return numbers

    def write(self, file: Path) -> None:
        """Write all of it, as it is: packed it would be little smaller, and slower to read."""
        content: dict[str, Any] = {
            "themes": np.array(self.themes),
            "names": np.array(self.names),
            "rules": _in_lines(sorted(self.rules)),
            "terms": _in_lines(self.terms),
            "letters": self.letters,
            "term_rarity": self.term_rarity.astype(np.float16),
            "term_weights": self.term_weights,
            "letter_rarity": self.letter_rarity.astype(np.float16),
            "letter_weights": self.letter_weights,
            "pairs": self.pairs,
            "pair_weights": self.pair_weights,
            "crosses": self.crosses,
            "cross_weights": self.cross_weights,
            "known": self.known.numbers,
            "known_said": self.known.said,
            "known_terms": self.known.terms,
            "known_parts": _in_lines(self.known.parts),
        }
        np.savez(file, **content, **asdict(self.weighing))

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read what `write` wrote."""
        with np.load(file, allow_pickle=False) as content:
            return cls(
                themes=tuple(content["themes"].tolist()),
                names=tuple(content["names"].tolist()),
                rules=frozenset(_lines_of(content["rules"])),
                terms=_rows(content["terms"]),
                term_rarity=content["term_rarity"].astype(float),
                term_weights=content["term_weights"],
                letters=content["letters"],
                letter_rarity=content["letter_rarity"].astype(float),
                letter_weights=content["letter_weights"],
                pairs=content["pairs"],
                pair_weights=content["pair_weights"],
                crosses=content["crosses"],
                cross_weights=content["cross_weights"],
                known=KnownWords(
                    content["known"],
                    content["known_said"],
                    content["known_terms"],
                    _lines_of(content["known_parts"]),
                ),
                weighing=Weighing(**{field.name: content[field.name] for field in fields(Weighing)}),
            )


def _in_lines(words: Iterable[str]) -> Vector:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _lines_of(written: Vector) -> list[str]:
    """Return the words that `_in_lines` made an array of."""
    return written.tobytes().decode().split("\n")


def _rows(written: Vector) -> dict[str, int]:
    """Return the words that `_in_lines` made an array of, and the place of each."""
    return {word: row for row, word in enumerate(_lines_of(written))}


def log_length(words: Vector) -> Vector:
    """Return the logarithms of how many words segments have; those of short ones are all the same."""
    return np.asarray(np.log(np.maximum(words, SHORT)))


def _summed(rows: Vector, groups: Vector, *, count: int) -> Vector:
    """Return the sums of the rows of each of `count` groups; `groups` is ascending."""
    sums = np.zeros((count, rows.shape[1]))
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    if len(firsts):
        sums[groups[firsts]] = np.add.reduceat(rows, firsts, axis=0)
    return sums


def _rows_of(known: Mapping[str, int], words: Iterable[Iterable[str]]) -> tuple[Vector, Vector]:
    """Return for whatever of some words is known the number of the word, and its row."""
    rows = [[row for one in own if (row := known.get(one)) is not None] for own in words]
    of_words = np.repeat(np.arange(len(rows)), [len(own) for own in rows])
    return of_words, np.fromiter(chain.from_iterable(rows), int, count=len(of_words))


def terms_of(lemma: str, parts: Sequence[str]) -> Iterator[str]:
    """Give a word's lemma and, marked with a plus, the parts of a compound."""
    yield lemma
    yield from (f"+{part}" for part in parts)


def _with_parts(word: Word, *, names_speaker: bool) -> tuple[str, str, Sequence[str]]:
    """Return a word's form and lemma, and the parts of a compound."""
    parts = _parts_by_cutting(word)
    return as_speaker(word.lemma, parts) if names_speaker else (word.form, word.lemma, parts)


def _parts_by_cutting(word: Word) -> tuple[str, ...]:
    return parts_of(word.form, word.lemma) if may_have_parts(word.pos, word.lemma) else ()


def as_speaker(lemma: str, parts: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Return a word as one that names who says a quotation: it tells other things than where it is said."""
    return "", f"{SPEAKER}{lemma}", tuple(f"{SPEAKER}{part}" for part in parts)


def digest_of(file: Path) -> str:
    """Return eight hexadecimal digits that change with what was learned, by the checksums in its file."""
    with ZipFile(file) as content:
        sums = (f"{one.filename} {one.CRC}" for one in content.infolist())
        return sha256("\n".join(sums).encode()).hexdigest()[:8]
