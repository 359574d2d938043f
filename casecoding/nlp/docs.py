"""Annotated Docs kept on disk in spaCy's binary form; thrown away freely, made again when missing."""

import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import srsly
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from casecoding.domain.source import text_hash
from casecoding.nlp.lexicon import apply_lexicon
from casecoding.nlp.pipeline import ModelCard, Pipeline

NAMED = ("ORTH", "TAG", "LEMMA", "NORM", "MORPH", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
"""What spaCy keeps of a token as the number of a string."""

PACKING = 3  # of zlib's nine levels: a tenth larger than by its usual one, in half the time

Docs = Sequence[Doc]
"""One Doc per turn of a source."""


def annotate_turns(
    pipeline: Pipeline,
    texts: Sequence[str],
    *,
    cache: Path | None,
    key: str,
    lexicon: Mapping[str, str] | None = None,
) -> list[Doc]:
    """Return one Doc per turn, from the cache folder where a fitting file is there.

    `key` is the hash of the source's text. Without a `cache` nothing is kept. The study's
    `lexicon` (forms in lower case to lemmas) is laid over what is kept, and not kept itself.
    """
    docs = _kept_or_made(pipeline, texts, cache=cache, key=key)
    if lexicon:
        apply_lexicon(docs, lexicon)
    return docs


def kept_docs(pipeline: Pipeline, texts: Sequence[str], *, cache: Path, key: str) -> list[Doc] | None:
    """Return the Docs that are kept of these turns; None where there are none."""
    kept = _read(cache / cache_name(pipeline.card, key=key), pipeline.nlp.vocab)
    return kept if kept is not None and list(map(_length, kept)) == list(map(len, texts)) else None


def _length(doc: Doc) -> int:
    """Return how long the Doc's text is. A file is named by the hash of its words, so length tells enough."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def _kept_or_made(pipeline: Pipeline, texts: Sequence[str], *, cache: Path | None, key: str) -> list[Doc]:
    if cache is None:
        return list(pipeline.annotate(texts))
    kept = kept_docs(pipeline, texts, cache=cache, key=key)
    if kept is not None:
        return kept
    docs = list(pipeline.annotate(texts))
    _write(cache / cache_name(pipeline.card, key=key), docs)
    return docs


def key_of_docs(texts: Sequence[str]) -> str:
    """Return the key under which the Docs of these turns are kept."""
    return text_hash("\n".join(texts))


def lemmas_in(doc: Doc) -> Iterator[tuple[str, int, int]]:
    """Give lemma in lower case, start and end of each word, in code points of the Doc's text."""
    for token in doc:
        if not (token.is_punct or token.is_space):
            yield token.lemma_.lower(), token.idx, token.idx + len(token)


def are_kept(card: ModelCard, *, cache: Path, key: str) -> bool:
    """Return whether there is a file of these Docs; only reading it tells whether it is whole."""
    return (cache / cache_name(card, key=key)).exists()


def cache_name(card: ModelCard, *, key: str) -> str:
    """Return the name of the file that holds one source's Docs as this model makes them."""
    parts = "\n".join((key, card.name, card.version, card.digest))
    return f"{sha256(parts.encode()).hexdigest()[:32]}.spacy"


def _packed(docs: Sequence[Doc]) -> bytes:
    """Return what `DocBin(docs=docs).to_bytes()` does of Docs without spans, in half the time.

    That asks every token for its strings, and packs as small as it can.
    """
    content = DocBin()
    columns: list[int | str] = [*content.attrs, "SPACY"]
    none = np.zeros((0, len(columns)), dtype=np.uint64)
    rows = np.concatenate([none, *(doc.to_array(columns).reshape(len(doc), len(columns)) for doc in docs)])
    named = [content.attrs.index(attr) for attr in DocBin(attrs=NAMED).attrs]
    numbers = np.unique(rows[:, named]).tolist()
    message = {
        "version": content.version,
        "attrs": content.attrs,
        "tokens": rows[:, :-1].tobytes(),
        "spaces": rows[:, -1].astype(bool).tobytes(),
        "lengths": np.array([len(doc) for doc in docs], dtype=np.int32).tobytes(),
        "strings": sorted({docs[0].vocab.strings[number] for number in numbers}),
        "cats": [doc.cats for doc in docs],
        "flags": [{"has_unknown_spaces": doc.has_unknown_spaces} for doc in docs],
        "span_groups": [doc.spans.to_bytes() for doc in docs],
    }
    return zlib.compress(srsly.msgpack_dumps(message), level=PACKING)


def _read(file: Path, vocab: Vocab) -> list[Doc] | None:
    """Return the kept Docs; None where there are none or the file is damaged."""
    if not file.exists():
        return None
    try:
        return list(DocBin().from_bytes(file.read_bytes()).get_docs(vocab))
    except (ValueError, KeyError, IndexError, EOFError, OSError):
        return None  # damaged: it is made again


def _write(file: Path, docs: Sequence[Doc]) -> None:
    """Write all Docs to `file` at once: a reader sees the old file or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = _packed(docs)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).replace(file)
