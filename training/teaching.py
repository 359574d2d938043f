"""Trains the teacher on the treebank."""

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from casecoding.nlp.treebank import Sentence
from training import teacher
from training.e5 import E5
from training.teacher import Params, Rates
from training.windows import Labels, Window, pack, to_batch, to_targets

WINDOWS_PER_STEP = 8
WARM_UP = 40  # steps
LEAST_RATE = 0.02  # of the highest
SHARE_BARE = 0.12  # lower case without punctuation
SHARE_LOWER = 0.08
LONGEST_STRETCH = 8  # sentences changed alike


@dataclass(frozen=True, slots=True)
class Trees:
    """Sentences whose trees count `weight` times as much, seen `times` in each round."""

    sentences: Sequence[Sentence]
    weight: float
    times: int


@dataclass(frozen=True, slots=True)
class Teacher:
    """A trained teacher with what its labels mean."""

    params: Params
    labels: Labels

    def write(self, file: Path) -> None:
        file.write_bytes(pickle.dumps((jax.tree.map(np.asarray, self.params), self.labels)))

    @classmethod
    def read(cls, file: Path) -> "Teacher":
        params, labels = pickle.loads(file.read_bytes())  # noqa: S301 (our own file, written by this run)
        return cls(jax.tree.map(jnp.asarray, params), labels)


def teach(e5: E5, parts: Sequence[Trees], *, rounds: Sequence[tuple[float, Rates]], seed: int) -> Teacher:
    """Train in one or more rounds, each of so many passes at rates that fall to nothing."""
    labels = Labels.of(sentence for part in parts for sentence in part.sentences)
    params = teacher.initial(e5, labels, seed=seed)
    for number, (passes, rates) in enumerate(rounds):
        chance = random.Random(seed + number)  # noqa: S311
        params = _round(e5, params, labels, parts, passes=passes, rates=rates, chance=chance)
    return Teacher(params, labels)


def _round(
    e5: E5,
    params: Params,
    labels: Labels,
    parts: Sequence[Trees],
    *,
    passes: float,
    rates: Rates,
    chance: random.Random,
) -> Params:
    first = jax.tree.map(jnp.zeros_like, params)
    second = jax.tree.map(jnp.zeros_like, params)
    key = jax.random.key(chance.randrange(1 << 30))
    total = int(passes * sum(1 for _ in _steps(e5, parts, chance)))
    for number, group in enumerate(_endless(e5, parts, chance), start=1):
        key, noise = jax.random.split(key)
        windows = [window for window, _ in group]
        batch = to_batch(e5, windows)
        params, first, second, loss = teacher.step(
            params,
            first,
            second,
            jnp.float32(number),
            rates.scaled(_rate(number, total)),
            e5.embeddings[batch.pieces],
            batch,
            batch.pieces != e5.subwords.padding,
            to_targets(labels, windows),
            np.array([weight for _, weight in group], np.float32),
            noise,
        )
        if number % 50 == 0:
            print(f"teacher {number}/{total} loss {float(loss):.3f}", flush=True)
        if number >= total:
            break
    return params


def _rate(number: int, total: int) -> float:
    return min(number / WARM_UP, 1.0) * max(LEAST_RATE, 1 - number / total)


def _endless(e5: E5, parts: Sequence[Trees], chance: random.Random) -> Iterator[list[tuple[Window, float]]]:
    while True:
        yield from _steps(e5, parts, chance)


def _steps(e5: E5, parts: Sequence[Trees], chance: random.Random) -> Iterator[list[tuple[Window, float]]]:
    """Give one pass over all parts in groups of windows, shuffled and newly changed."""
    weighted = [
        (window, part.weight)
        for part in parts
        for _ in range(part.times)
        for window in pack(e5, _changed(_turned(part.sentences, chance), chance))
    ]
    chance.shuffle(weighted)
    for start in range(0, len(weighted) - WINDOWS_PER_STEP + 1, WINDOWS_PER_STEP):
        yield weighted[start : start + WINDOWS_PER_STEP]


def _turned(sentences: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """Begin at another sentence each time, so that windows differ."""
    start = chance.randrange(min(20, len(sentences)))
    return [*sentences[start:], *sentences[:start]]


def _changed(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Give the sentences, some stretches of them in lower case or without punctuation too."""
    start = 0
    while start < len(sentences):
        length = chance.randint(2, LONGEST_STRETCH)
        throw = chance.random()
        for sentence in sentences[start : start + length]:
            bare = throw < SHARE_BARE
            if not bare and throw >= SHARE_BARE + SHARE_LOWER:
                yield sentence
            elif lowered := in_lower_case(sentence, bare=bare):
                yield lowered
        start += length


def in_lower_case(sentence: Sentence, *, bare: bool) -> Sentence:
    """Return the sentence in lower case, without its punctuation if `bare`."""
    kept = [index for index, word in enumerate(sentence) if not (bare and word.pos == "PUNCT")]
    place: dict[int | None, Any] = {index: new for new, index in enumerate(kept)} | {-1: -1}
    return tuple(
        replace(
            sentence[index],
            form=sentence[index].form.lower(),
            space_after=bare or sentence[index].space_after,
            head=place.get(sentence[index].head),
        )
        for index in kept
    )
