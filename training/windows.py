"""Packs sentences into windows of fixed size for the teacher."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casecoding.nlp.treebank import Sentence
from training.e5 import E5

PIECES = 160  # a window's subwords, with the marks at both ends
WORDS = 120  # a window's words, with the root
LONGEST_WORD = 12  # pieces; the rest of a longer word is not read
UNKNOWN = -1

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Labels:
    """The teacher's labels, each by its number: class with features, entity tag, relation."""

    tags: tuple[str, ...]
    entities: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> "Labels":
        words = [word for sentence in sentences for word in sentence]
        return cls(
            tags=tuple(sorted({f"{word.pos}|{word.morph}" for word in words})),
            entities=tuple(sorted({word.entity for word in words} | {"O"})),
            relations=tuple(sorted({word.dep for word in words if word.dep})),
        )


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences with the pieces of their words."""

    sentences: tuple[Sentence, ...]
    pieces: tuple[tuple[int, ...], ...]

    @property
    def words(self) -> int:
        return len(self.pieces)


def pack(e5: E5, sentences: Iterable[Sentence]) -> Iterator[Window]:
    """Give windows of consecutive sentences; a sentence too long for any window is left out."""
    held: list[Sentence] = []
    pieces: list[tuple[int, ...]] = []
    for sentence in sentences:
        more = _pieces(e5, sentence)
        if len(more) >= WORDS or sum(map(len, more)) > PIECES - 2:
            continue
        if len(pieces) + len(more) >= WORDS or sum(map(len, pieces + more)) > PIECES - 2:
            yield Window(tuple(held), tuple(pieces))
            held, pieces = [], []
        held.append(sentence)
        pieces += more
    if held:
        yield Window(tuple(held), tuple(pieces))


def _pieces(e5: E5, sentence: Sentence) -> list[tuple[int, ...]]:
    after_blank = [True, *(word.space_after for word in sentence[:-1])]
    return [
        e5.pieces(word.form, after_blank=blank)[:LONGEST_WORD]
        for word, blank in zip(sentence, after_blank, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as numbers; `first` and `last` are each word's end pieces, word 0 is the root."""

    pieces: Numbers
    first: Numbers
    last: Numbers
    present: NDArray[np.bool_]


def to_batch(e5: E5, windows: Sequence[Window]) -> Batch:
    pieces = np.full((len(windows), PIECES), e5.subwords.padding, np.int32)
    first = np.zeros((len(windows), WORDS), np.int32)
    last = np.zeros((len(windows), WORDS), np.int32)
    present = np.zeros((len(windows), WORDS), np.bool_)
    for row, window in enumerate(windows):
        flat = [number for word in window.pieces for number in word]
        ends = np.cumsum([len(word) for word in window.pieces])
        pieces[row, : len(flat) + 2] = [e5.subwords.first, *flat, e5.subwords.last]
        first[row, 1 : window.words + 1] = [1, *(ends[:-1] + 1)]
        last[row, 1 : window.words + 1] = ends
        present[row, : window.words + 1] = True
    return Batch(pieces, first, last, present)


def to_targets(labels: Labels, windows: Sequence[Window]) -> dict[str, Numbers]:
    """Return what the teacher must say of each word; UNKNOWN where nobody knows."""
    numbers = [{label: place for place, label in enumerate(names)} for names in _names(labels)]
    targets = {
        kind: np.full((len(windows), WORDS), UNKNOWN, np.int32)
        for kind in ("tag", "entity", "relation", "head", "start")
    }
    for row, window in enumerate(windows):
        place = 1
        for sentence in window.sentences:
            _fill(targets, numbers, sentence, row=row, place=place)
            place += len(sentence)
    return targets


def _names(labels: Labels) -> tuple[tuple[str, ...], ...]:
    return labels.tags, labels.entities, labels.relations


def _fill(
    targets: Mapping[str, Numbers],
    numbers: Sequence[Mapping[str, int]],
    sentence: Sentence,
    *,
    row: int,
    place: int,
) -> None:
    tags, entities, relations = numbers
    for index, word in enumerate(sentence):
        at = row, place + index
        targets["tag"][at] = tags.get(f"{word.pos}|{word.morph}", UNKNOWN)
        targets["entity"][at] = entities.get(word.entity, UNKNOWN)
        targets["start"][at] = int(index == 0)
        if word.head is not None:
            targets["head"][at] = 0 if word.head < 0 else place + word.head
            targets["relation"][at] = relations.get(word.dep, UNKNOWN)
