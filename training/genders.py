"""Makes the lists of noun genders from the treebank and from UniMorph's definite forms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from casecoding.nlp.genders import COMMON, NEUTER, Genders
from casecoding.nlp.treebank import Sentence

DEFINITE_SINGULAR = "N;DEF;NOM;SG"


def make_genders(sentences: Iterable[Sentence], unimorph: Path) -> Genders:
    """Return the genders of UniMorph's nouns and, where they differ, the treebank's."""
    return Genders.of({**dict(_from_unimorph(unimorph)), **dict(_from_treebank(sentences))})


def _from_unimorph(file: Path) -> Iterator[tuple[str, str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        lemma, _, rest = line.partition("\t")
        form, _, features = rest.partition("\t")
        if features == DEFINITE_SINGULAR and form[-1:] in {"n", "t"}:
            found[lemma].add(COMMON if form.endswith("n") else NEUTER)
    return ((lemma, next(iter(genders))) for lemma, genders in sorted(found.items()) if len(genders) == 1)


def _from_treebank(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            for gender in (COMMON, NEUTER):
                if word.pos == "NOUN" and f"Gender={gender}" in word.morph:
                    counts[word.lemma.lower()][gender] += 1
    return ((lemma, genders.most_common(1)[0][0]) for lemma, genders in sorted(counts.items()))
