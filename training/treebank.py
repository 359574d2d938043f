"""Reads CoNLL-U and IOB2 into spaCy Docs of several sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

SENTENCES_PER_DOC = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One line of CoNLL-U; `head` counts from 0 in its sentence, None where there is no tree."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int | None
    dep: str | None
    space_after: bool
    entity: str


Sentence = tuple[Word, ...]


def read_treebank(path: Path) -> list[Sentence]:
    """Return the sentences of `path` with the names of the .iob2 beside it, if there is one."""
    beside = path.with_suffix(".iob2")
    entities = list(_read_entities(beside)) if beside.exists() else None
    sentences = []
    for number, lines in enumerate(_blocks(path)):
        sentences.append(_sentence(lines, entities[number] if entities else None))
    return sentences


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    """Give the columns of each sentence's token lines."""
    block: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if block:
                yield block
            block = []
        elif not line.startswith("# ") and line.split("\t")[0].isdigit():
            block.append(line.split("\t"))
    if block:
        yield block


def _read_entities(path: Path) -> Iterator[list[str]]:
    for block in _blocks(path):
        yield [base_entity(columns[2]) for columns in block]


def base_entity(tag: str) -> str:
    """Return an IOB tag with "…part" as its base and "…deriv" as MISC."""
    mark, _, label = tag.partition("-")
    if label.endswith("deriv"):
        return f"{mark}-MISC"
    return f"{mark}-{label.removesuffix('part')}" if label else "O"


def _sentence(lines: Sequence[Sequence[str]], entities: Sequence[str] | None) -> Sentence:
    return tuple(
        _word(columns, entities[index] if entities else None) for index, columns in enumerate(lines)
    )


def _word(columns: Sequence[str], entity: str | None) -> Word:
    form, lemma, pos, feats, head, dep, misc = (*columns[1:4], *columns[5:8], columns[9])
    notes = dict(note.split("=", 1) for note in misc.split("|") if "=" in note)
    return Word(
        form=form,
        lemma=lemma,
        pos=pos,
        morph="" if feats == "_" else feats,
        head=int(head) - 1 if head.isdigit() else None,
        dep=dep if head.isdigit() and dep != "_" else None,
        space_after=notes.get("SpaceAfter") != "No",
        entity=entity if entity is not None else base_entity(notes.get("name", "O")),
    )


def group(sentences: Sequence[Sentence], *, size: int = SENTENCES_PER_DOC) -> list[list[Sentence]]:
    """Part the sentences in groups of `size`, the last one perhaps shorter."""
    return [list(sentences[start : start + size]) for start in range(0, len(sentences), size)]


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """Return the sentences as one annotated Doc, a blank between two of them."""
    words: list[Word] = []
    heads: list[int] = []
    spaces: list[bool] = []
    for sentence in sentences:
        offset = len(words)
        words += sentence
        heads += [_absolute(word, index, offset) for index, word in enumerate(sentence)]
        spaces += [*(word.space_after for word in sentence[:-1]), True]
    return _doc(vocab, words, heads=heads, spaces=spaces)


def _absolute(word: Word, index: int, offset: int) -> int:
    """Return the head's place; without a tree the first word, whose empty label says "not known"."""
    if word.head is None:
        return offset
    return offset + (index if word.head < 0 else word.head)


def _doc(vocab: Vocab, words: Sequence[Word], *, heads: Sequence[int], spaces: Sequence[bool]) -> Doc:
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=list(spaces),
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=list(heads),
        deps=[word.dep or "" for word in words],
        ents=[word.entity for word in words],
    )
