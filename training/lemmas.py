"""Makes the lemma tables: forms of the treebank and of UniMorph, suffix rules of lemmy."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lemmy.rules.da import rules as lemmy_rules

from casecoding.nlp.lemmas import Lemmas
from casecoding.nlp.treebank import Sentence

CLASSES = ("", "ADJ", "ADV", "AUX", "DET", "NOUN", "NUM", "PRON", "VERB")
UNIMORPH_CLASSES = {"N": "NOUN", "V": "VERB", "ADJ": "ADJ", "V.PTCP": "VERB"}
MENDED = {  # spoken short forms
    "AUX sku'": "skulle",
    "AUX ska'": "skulle",
    "AUX ku'": "kunne",
    "AUX ka'": "kunne",
    "AUX ha'": "have",
    "VERB ha'": "have",
    "VERB ta'": "tage",
    "VERB gi'": "give",
    "VERB bli'": "blive",
    "AUX bli'": "blive",
    "ADV ikk'": "ikke",
    "ADV ik'": "ikke",
    "ADV ikk": "ikke",
}


def make_lemmas(sentences: Sequence[Sentence], unimorph: Path | None) -> Lemmas:
    """Return the tables learned from the treebank, with UniMorph's forms where it has none."""
    known = dict(_unimorph_forms(unimorph)) if unimorph else {}
    return Lemmas(known={**known, **_treebank_forms(sentences), **MENDED}, rules=dict(_suffix_rules()))


def _treebank_forms(sentences: Iterable[Sentence]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if not (word.form.endswith("-") and len(word.form) > 1):
                counts[f"{word.pos} {word.form}"][word.lemma] += 1
                counts[f"{word.pos} {word.form.lower()}"][word.lemma] += 1
                counts[f" {word.form}"][word.lemma] += 1
    return {key: _most_common(lemmas) for key, lemmas in sorted(counts.items())}


def _most_common(lemmas: Counter[str]) -> str:
    return min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))


def _unimorph_forms(file: Path) -> Iterator[tuple[str, str]]:
    """Give the forms that have one lemma only in their word class."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 3 and " " not in columns[1]:  # noqa: PLR2004 (lemma, form, features)
            pos = UNIMORPH_CLASSES.get(columns[2].split(";")[0])
            found[f"{pos} {columns[1]}"].add(columns[0])
    return ((key, next(iter(lemmas))) for key, lemmas in sorted(found.items()) if len(lemmas) == 1)


def _suffix_rules() -> Iterator[tuple[str, Mapping[str, str]]]:
    for pos in CLASSES:
        yield pos, {ending: instead[0][0] for ending, instead in sorted(lemmy_rules[pos].items()) if instead}
