"""Counts Danish words and pairs of neighbours, for the repair of OCR text: casecoding/repairing/words.xz.

    python -m training.words --data folder --out casecoding/repairing/words.xz

`folder` is the one that README.md names. The last tenth of the sittings is not counted: the repair is
measured on it. Only counts leave this script, no text.
"""

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import wordfreq

from training.debates import read_paragraphs

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,.?!:;()]")
STOP, COMMA = ".", ","  # a stop stands for every other sign that parts clauses
RAREST_WORD, RAREST_PAIR = 1, 2  # times counted
SIZE = 6_000_000  # words that a frequency is turned into a count of
HELD_BACK = 10  # one sitting of so many is left out


def counted_files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.txt"))
    return files[: len(files) - len(files) // HELD_BACK]


def words_of(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    """Give the words of each paragraph in lower case, between stops."""
    for paragraph in paragraphs:
        found = WORD.findall(paragraph.lower())
        yield [STOP, *(word if word[0].isalpha() or word == COMMA else STOP for word in found), STOP]


def conllu_sentences(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            yield line.removeprefix("# text = ")


def count(paragraphs: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for found in words_of(paragraphs):
        words.update(found)
        pairs.update(pairwise(found))
    return words, pairs


def with_frequencies(words: Counter[str]) -> dict[str, int]:
    """Return the counted words together with general frequencies, as counts in a text of SIZE words."""
    general = {
        word: round(SIZE * share)
        for word, share in wordfreq.get_frequency_dict("da").items()
        if WORD.fullmatch(word) and word[0].isalpha()
    }
    known = {word: seen for word, seen in words.items() if seen >= RAREST_WORD}
    return {word: known.get(word, 0) + general.get(word, 0) for word in known.keys() | general.keys()}


def write(words: dict[str, int], pairs: Counter[tuple[str, str]], out: Path) -> None:
    """Write words by falling count, then the pairs as places in that list, by the word that comes first."""
    ranked = sorted(words, key=lambda word: (-words[word], word))
    place = {word: at for at, word in enumerate(ranked)}
    followers: dict[int, list[str]] = {}
    for (first, second), seen in sorted(pairs.items(), key=lambda pair: -pair[1]):
        if seen >= RAREST_PAIR and first in place and second in place:
            followers.setdefault(place[first], []).append(f"{place[second]}:{seen}")
    lines = [f"{word}\t{words[word]}" for word in ranked]
    lines += [""] + [f"{first}\t{' '.join(second)}" for first, second in sorted(followers.items())]
    out.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    debates = read_paragraphs(counted_files(asked.data / "debates"))
    words, pairs = count([*debates, *conllu_sentences(asked.data / "train.conllu")])
    write(with_frequencies(words), pairs, asked.out)
    print(f"{sum(words.values())} words counted; {asked.out} holds {asked.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
