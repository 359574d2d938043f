"""The teachers label raw text: silver Docs, and a vector for each word they have met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from casecoding.nlp.treebank import Sentence, Word, opened
from training import teacher
from training.e5 import E5
from training.teaching import WINDOWS_PER_STEP, Teacher
from training.trees import best_tree
from training.windows import WORDS, Batch, Labels, Window, pack, to_batch

LONGEST_UNIT = 90  # words between full stops
FULL_STOPS = frozenset(".?!")
STARTS = 0.5  # a sentence starts where the teachers say so with at least this probability

Rows = NDArray[np.float32]
Teachers = Sequence[Teacher]  # with the same labels; what they hold likely is averaged


@dataclass(frozen=True, slots=True)
class Reading:
    """What the teachers see in some windows: the vectors of each, the rest averaged, windows x words."""

    vectors: tuple[Rows, ...]
    tags: NDArray[np.int64]
    entities: NDArray[np.int64]
    starts: Rows
    arcs: Rows


@dataclass(slots=True)
class WordVectors:
    """Sums of the first teacher's vectors by word in lower case."""

    sums: dict[str, Rows] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, word: str, vector: Rows) -> None:
        held = self.sums.get(word)
        self.sums[word] = vector.copy() if held is None else held + vector
        self.counts[word] += 1


def silver(
    e5: E5, taught: Teachers, nlp: Language, paragraphs: Iterable[str], *, words: int, vectors: WordVectors
) -> Iterator[Doc]:
    """Give labelled Docs of about so many words in all; `vectors` is filled meanwhile."""
    made = 0
    windows = pack(e5, _units(nlp, paragraphs))
    while made < words and (group := list(islice(windows, WINDOWS_PER_STEP))):
        for doc in _labelled(e5, taught, nlp, group, vectors):
            made += len(doc)
            yield doc


def watch(e5: E5, taught: Teachers, sentences: Iterable[Sentence], vectors: WordVectors) -> None:
    """Fill `vectors` from sentences that have their labels already."""
    windows = pack(e5, sentences)
    while group := list(islice(windows, WINDOWS_PER_STEP)):
        said = _read(e5, taught, to_batch(e5, _filled(group)))
        for row, window in enumerate(group):
            _add_words(vectors, window, said.vectors[0][row])


def _filled(windows: Sequence[Window]) -> list[Window]:
    """Return as many windows as one step takes, the first again where there are fewer."""
    return [*windows, *[windows[0]] * (WINDOWS_PER_STEP - len(windows))]


def _add_words(vectors: WordVectors, window: Window, seen: Rows) -> None:
    forms = (word.form for sentence in window.sentences for word in sentence)
    for place, form in enumerate(forms, start=1):
        vectors.add(form.lower(), seen[place])


def _units(nlp: Language, paragraphs: Iterable[str]) -> Iterator[Sentence]:
    """Give stretches up to a full stop as unlabelled sentences; the teacher finds the true ones."""
    for paragraph in paragraphs:
        unit: list[Word] = []
        for token in nlp.make_doc(paragraph):
            if not token.is_space:
                unit.append(_unlabelled(token.text, space_after=bool(token.whitespace_)))
            if unit and (token.text in FULL_STOPS or len(unit) >= LONGEST_UNIT):
                yield tuple(unit)
                unit = []
        if unit:
            yield tuple(unit)


def _unlabelled(form: str, *, space_after: bool) -> Word:
    return Word(form, "", "", "", None, "", space_after=space_after, entity="O")


def _labelled(
    e5: E5, taught: Teachers, nlp: Language, windows: Sequence[Window], vectors: WordVectors
) -> Iterator[Doc]:
    filled = _filled(windows)
    batch = to_batch(e5, filled)
    said = _read(e5, taught, batch)
    starts = [_starts(said.starts[row], window.words) for row, window in enumerate(filled)]
    heads = np.zeros((len(filled), WORDS), np.int32)
    for row, window in enumerate(filled):
        _fill_heads(heads[row], said.arcs[row], [*starts[row], window.words])
    labels = _relations(taught, said, heads)
    for row, window in enumerate(windows):
        _add_words(vectors, window, said.vectors[0][row])
        yield _doc(nlp, taught[0].labels, window, heads[row], labels[row], said.tags[row], said.entities[row])


def _read(e5: E5, taught: Teachers, batch: Batch) -> Reading:
    embedded, real = e5.embeddings[batch.pieces], batch.pieces != e5.subwords.padding
    said = [teacher.read(one.params, embedded, batch, real) for one in taught]
    likely = {
        kind: np.mean([one[kind] for one in said], axis=0) for kind in ("tag", "entity", "start", "head")
    }
    return Reading(
        vectors=tuple(np.asarray(one["vectors"]) for one in said),
        tags=likely["tag"].argmax(-1),
        entities=likely["entity"].argmax(-1),
        starts=np.exp(likely["start"][..., 1]),
        arcs=likely["head"],
    )


def _relations(taught: Teachers, said: Reading, heads: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the number of each word's most likely relation to its head."""
    pairs = zip(taught, said.vectors, strict=True)
    likely: NDArray[np.float32] = np.mean(
        [teacher.relations(one.params, vectors, heads) for one, vectors in pairs], axis=0
    )
    return likely.argmax(-1)


def _starts(probability: NDArray[np.generic], words: int) -> list[int]:
    likely = np.flatnonzero(probability[1 : words + 1] >= STARTS)
    return sorted({0, *map(int, likely)})


def _fill_heads(heads: NDArray[np.int32], arcs: NDArray[np.generic], bounds: Sequence[int]) -> None:
    """Set the heads of one window, the best tree in each sentence; 0 is the root."""
    for start, end in pairwise(bounds):
        places = np.array([0, *range(start + 1, end + 1)])
        tree = best_tree(arcs[np.ix_(places, places)].astype(np.float64))
        heads[places[1:]] = places[tree[1:]]


def _doc(  # noqa: PLR0917 (one window's readings)
    nlp: Language,
    labels: Labels,
    window: Window,
    heads: NDArray[np.int32],
    relations: NDArray[np.generic],
    tags: NDArray[np.generic],
    entities: NDArray[np.generic],
) -> Doc:
    words = [word for sentence in window.sentences for word in sentence]
    inside = slice(1, len(words) + 1)
    classes = [labels.tags[int(tag)].split("|", 1) for tag in tags[inside]]
    return Doc(
        nlp.vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        pos=[pos for pos, _ in classes],
        morphs=[morph for _, morph in classes],
        heads=[index if head == 0 else int(head) - 1 for index, head in enumerate(heads[inside])],
        deps=[
            _relation(labels, int(label), int(head))
            for label, head in zip(relations[inside], heads[inside], strict=True)
        ],
        ents=opened([labels.entities[int(entity)] for entity in entities[inside]]),
    )


def _relation(labels: Labels, label: int, head: int) -> str:
    name = labels.relations[label]
    if head == 0:
        return "root"
    return "dep" if name == "root" else name


def with_trees(e5: E5, taught: Teachers, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Give the sentences that have a tree, then the others with the teacher's, too long ones left out."""
    yield from (sentence for sentence in sentences if sentence[0].head is not None)
    windows = pack(e5, (sentence for sentence in sentences if sentence[0].head is None))
    while group := list(islice(windows, WINDOWS_PER_STEP)):
        yield from _grown(e5, taught, group)


def _grown(e5: E5, taught: Teachers, windows: Sequence[Window]) -> Iterator[Sentence]:
    filled = _filled(windows)
    said = _read(e5, taught, to_batch(e5, filled))
    heads = np.zeros((len(filled), WORDS), np.int32)
    for row, window in enumerate(filled):
        ends = np.cumsum([len(sentence) for sentence in window.sentences])
        _fill_heads(heads[row], said.arcs[row], [0, *map(int, ends)])
    labels = _relations(taught, said, heads)
    for row, window in enumerate(windows):
        start = 1
        for sentence in window.sentences:
            yield _with_tree(taught[0].labels, sentence, heads[row], labels[row], start=start)
            start += len(sentence)


def _with_tree(
    names: Labels,
    sentence: Sentence,
    heads: NDArray[np.int32],
    labels: NDArray[np.generic],
    *,
    start: int,
) -> Sentence:
    return tuple(
        replace(
            word,
            head=-1 if heads[place] == 0 else int(heads[place]) - start,
            dep=_relation(names, int(labels[place]), int(heads[place])),
        )
        for place, word in enumerate(sentence, start=start)
    )


def save_vectors(vectors: WordVectors, file: Path) -> None:
    words = sorted(vectors.sums)
    np.savez(
        file,
        words=np.array(words),
        sums=np.stack([vectors.sums[word] for word in words]),
        counts=np.array([vectors.counts[word] for word in words]),
    )
