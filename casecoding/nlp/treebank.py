"""Reads treebanks (CoNLL-U, with names in MISC or in an .iob2 beside it) into spaCy Docs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from casecoding.errors import MissingFile, TreebankFault

SENTENCES_PER_DOC = 10
CONLLU_COLUMNS = 10
IOB_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One line of CoNLL-U; `head` counts from 0 in its sentence, -1 is the root, None means no tree."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int | None
    dep: str
    space_after: bool
    entity: str


Sentence = tuple[Word, ...]
Block = list[tuple[int, list[str]]]


def read_treebank(path: Path) -> list[Sentence]:
    """Return the sentences of `path`; raises MissingFile and TreebankFault.

    Names come from the .iob2 of the same name where there is one, else from MISC.
    """
    beside = path.with_suffix(".iob2")
    blocks = list(_blocks(path, columns=CONLLU_COLUMNS))
    if not beside.exists():
        return [_sentence(path, block, None) for block in blocks]
    entities = [_entities(block) for block in _blocks(beside, columns=IOB_COLUMNS)]
    if [len(tags) for tags in entities] != [len(block) for block in blocks]:
        raise TreebankFault(file=beside.name, line=1, fault=f"≠ {path.name}")
    return [_sentence(path, block, tags) for block, tags in zip(blocks, entities, strict=True)]


def _blocks(path: Path, *, columns: int) -> Iterator[Block]:
    """Give the numbered token lines of each sentence, split in columns."""
    block: Block = []
    for number, line in enumerate([*_lines(path), ""], start=1):
        cells = line.split("\t")
        if not line.strip() and block:
            yield block
            block = []
        elif cells[0].isdigit():
            if len(cells) < columns:
                raise TreebankFault(file=path.name, line=number, fault=f"{len(cells)} < {columns} TAB")
            block.append((number, cells))
        elif (
            line.strip()
            and not line.startswith("#")
            and not cells[0].replace("-", "").replace(".", "").isdigit()
        ):
            raise TreebankFault(file=path.name, line=number, fault=f"{cells[0][:20]!r} ≠ ID")


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        raise MissingFile(file=str(path))
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise TreebankFault(file=path.name, line=1, fault="≠ UTF-8") from error


def _entities(block: Block) -> list[str]:
    return [base_entity(cells[2]) for _, cells in block]


def base_entity(tag: str) -> str:
    """Return an IOB tag with "…part" as its base and "…deriv" as MISC."""
    mark, _, label = tag.partition("-")
    if not label or mark not in {"B", "I"}:
        return "O"
    return f"{mark}-MISC" if label.endswith("deriv") else f"{mark}-{label.removesuffix('part')}"


def _sentence(path: Path, block: Block, entities: Sequence[str] | None) -> Sentence:
    words = tuple(
        _word(cells, entities[index] if entities else None) for index, (_, cells) in enumerate(block)
    )
    for word, (number, _) in zip(words, block, strict=True):
        if word.head is not None and word.head >= len(words):
            raise TreebankFault(file=path.name, line=number, fault=f"HEAD > {len(words)}")
    return words


def _word(cells: Sequence[str], entity: str | None) -> Word:
    form, lemma, pos, feats, head, dep, misc = (*cells[1:4], *cells[5:8], cells[9])
    notes = dict(note.split("=", 1) for note in misc.split("|") if "=" in note)
    has_tree = head.isdigit() and dep != "_"
    return Word(
        form=form,
        lemma=lemma,
        pos=pos,
        morph="" if feats == "_" else feats,
        head=int(head) - 1 if has_tree else None,
        dep=dep if has_tree else "",
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
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        ents=opened([word.entity for word in words]),
    )


def _absolute(word: Word, index: int, offset: int) -> int:
    """Return the head's place; without a tree the first word, whose empty label says "not known"."""
    if word.head is None:
        return offset
    return offset + (index if word.head < 0 else word.head)


def opened(tags: Sequence[str]) -> list[str]:
    """Return the IOB tags with a B wherever an entity begins."""
    before = ["O", *tags]
    return [
        "B" + tag[1:] if tag.startswith("I") and before[index][1:] != tag[1:] else tag
        for index, tag in enumerate(tags)
    ]
