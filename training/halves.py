"""Parts the development set in two, and makes a spoken-like copy of the half that is scored."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

HALF = 282  # of 564 sentences
FORM, HEAD, MISC = 1, 6, 9  # columns


class Half(Enum):
    FIRST = slice(0, HALF)
    SECOND = slice(HALF, None)


def write_half(source: Path, target: Path, half: Half) -> None:
    """Write one half of a treebank, and of the .iob2 beside it."""
    for suffix in (".conllu", ".iob2"):
        blocks = source.with_suffix(suffix).read_text(encoding="utf-8").strip().split("\n\n")
        target.with_suffix(suffix).write_text("\n\n".join(blocks[half.value]) + "\n\n", encoding="utf-8")


def write_spoken(source: Path, target: Path) -> None:
    """Write the treebank in lower case without full stops; trees only where they stay whole."""
    blocks = source.read_text(encoding="utf-8").strip().split("\n\n")
    names = source.with_suffix(".iob2").read_text(encoding="utf-8").strip().split("\n\n")
    spoken = [_spoken(block, beside) for block, beside in zip(blocks, names, strict=True)]
    for suffix, number in ((".conllu", 0), (".iob2", 1)):
        text = "\n\n".join(pair[number] for pair in spoken if pair[0])
        target.with_suffix(suffix).write_text(text + "\n\n", encoding="utf-8")


def _spoken(block: str, beside: str) -> tuple[str, str]:
    rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
    tags = [line.split("\t") for line in beside.split("\n") if line[:1].isdigit()]
    kept = [index for index, row in enumerate(rows) if row[FORM] not in {".", "!", "?"}]
    return _joined([_renumbered(rows[index], kept) for index in kept]), _joined(
        [[str(new), *tags[index][1:]] for new, index in enumerate(kept, start=1)]
    )


def _renumbered(row: Sequence[str], kept: Sequence[int]) -> list[str]:
    place = {index + 1: new for new, index in enumerate(kept, start=1)} | {0: 0}
    changed = list(row)
    changed[0] = str(place[int(row[0])])
    changed[FORM] = row[FORM].lower()
    changed[HEAD] = str(place.get(int(row[HEAD]), 0))
    changed[MISC] = row[MISC].replace("SpaceAfter=No", "_")
    return changed


def _joined(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)
