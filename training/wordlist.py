"""Makes the word list of compounds: lemmas by class, counted in the treebank and in the debates.

`python -m training.wordlist --data DATA` writes casecoding/suggesting/words.tsv; the shipped pipeline reads
the debates.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from string import ascii_lowercase

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from casecoding.nlp.pipeline import SHIPPED_NAME, Pipeline, open_pipeline
from casecoding.nlp.treebank import Sentence, read_treebank
from casecoding.suggesting.cutting import FIRST_WORDS, IRREGULAR, SHORTEST_UNCOUNTED
from casecoding.suggesting.wordlist import BEGINNING, FILE, WordList
from training.debates import read_debates

CLASSES = {"NOUN": "N", "VERB": "V", "ADJ": "A"}
UNIMORPH = {"N": "N", "V": "V", "ADJ": "A"}
SHORT_NOUNS = frozenset({"by", "bo", "bi", "el", "is", "sø", "øl", "år", "æg", "ø"})
OFTEN_ENOUGH = {3: 6, 4: 2}  # letters: how often such a lemma must be met
TREEBANK_WEIGHT = 2
ALPHABET = f"{ascii_lowercase}æøåéüöä"
LEXICALISED = Path(__file__).with_name("lexicalised.txt")
MORE_NOUNS = Path(__file__).with_name("more_nouns.txt")
PARAGRAPHS = 20_000  # of the debates, evenly taken
SELDOM = 5  # how often a noun of MORE_NOUNS counts as met at least
HEAD = """\
# Danish words that compounds are made of: class, lemma, how often it was met, indefinite plural.
# CC BY-SA 4.0. Counted in UD_Danish-DDT (CC BY-SA 4.0) and in machine-read reports of Folketinget;
# plurals from UniMorph, Danish (CC BY-SA 3.0). W: whole, gathered by us.
# B: how parts begin; simplemma's dictionary (MIT) counts too.
"""

Counts = Counter[tuple[str, str]]


def make_words(sentences: Iterable[Sentence], debates: Path, unimorph: Path, pipeline: Pipeline) -> WordList:
    """Return the word list; a lemma counts where it is met often enough or UniMorph has it."""
    counts = _in_treebank(sentences) + _in_debates(debates, pipeline)
    listed = list(_in_unimorph(unimorph))
    for letter, lemma, _, _ in listed:
        counts[letter, lemma] += 1
    sure = {(letter, lemma) for letter, lemma, _, _ in listed}

    def kept(letter: str) -> dict[str, int]:
        return {
            lemma: count
            for (one, lemma), count in counts.items()
            if one == letter and _is_kept(lemma, count, sure=(letter, lemma) in sure)
        }

    nouns = kept("N")
    nouns |= {noun: max(nouns.get(noun, 0), SELDOM) for noun in _listed(MORE_NOUNS)}
    words = WordList(
        nouns=nouns,
        verbs={lemma: count for lemma, count in kept("V").items() if lemma.endswith(("e", "å", "o"))},
        adjectives=kept("A"),
        plurals={
            form: lemma
            for letter, lemma, form, features in listed
            if letter == "N" and {"INDF", "PL"} <= features and "GEN" not in features and lemma in nouns
        },
        whole=frozenset(_listed(LEXICALISED)),
        beginnings=frozenset(),
    )
    return replace(words, beginnings=_beginnings(words))


def _beginnings(words: WordList) -> frozenset[str]:
    """Return how parts may begin: as a word of the list or a longer one of the dictionary.

    Letters stand after a part that is shorter than a beginning.
    """
    listed = (words.nouns, words.verbs, words.adjectives, words.plurals, words.whole, FIRST_WORDS, IRREGULAR)
    dictionary = DefaultDictionaryFactory().get_dictionary("da").items()
    known = (form for form, lemma in dictionary if form == lemma and len(form) >= SHORTEST_UNCOUNTED)
    firsts = {word[:BEGINNING] for word in chain(known, *listed) if word.islower()}
    short = [first for first in firsts if len(first) < BEGINNING]
    return frozenset(firsts.union(first + letter for first in short for letter in ALPHABET))


def _listed(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _is_kept(lemma: str, count: int, *, sure: bool) -> bool:
    if len(lemma) < 3:  # noqa: PLR2004
        return lemma in SHORT_NOUNS
    return count >= OFTEN_ENOUGH.get(len(lemma), 1 if sure else 2)


def _in_treebank(sentences: Iterable[Sentence]) -> Counts:
    counts: Counts = Counter()
    for word in (word for sentence in sentences for word in sentence):
        if word.pos in CLASSES and word.form.islower() and word.lemma.isalpha():
            counts[CLASSES[word.pos], word.lemma] += TREEBANK_WEIGHT
    return counts


def _in_debates(folder: Path, pipeline: Pipeline) -> Counts:
    counts: Counts = Counter()
    paragraphs = read_debates(folder)
    for doc in pipeline.annotate(paragraphs[:: max(len(paragraphs) // PARAGRAPHS, 1)]):
        for token in doc:
            if token.pos_ in CLASSES and token.is_alpha and token.is_lower:
                counts[CLASSES[token.pos_], token.lemma_] += 1
    return counts


def _in_unimorph(file: Path) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Give class, lemma, form and features of each noun, verb and adjective."""
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 3 and columns[0].isalpha() and columns[0].islower():  # noqa: PLR2004
            features = columns[2].split(";")
            if features[0] in UNIMORPH:
                yield UNIMORPH[features[0]], columns[0], columns[1], frozenset(features)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training/README.md")
    given = parser.parse_args()
    train = read_treebank(given.data / "train.conllu")
    unimorph = given.data / "unimorph_dan.tsv"
    words = make_words(train, given.data / "debates", unimorph, open_pipeline(SHIPPED_NAME))
    FILE.write_text(HEAD + "\n".join(words.lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
