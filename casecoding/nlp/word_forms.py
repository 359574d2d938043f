"""Which dictionary forms a word may have when nothing is known of the sentence it stands in."""

from functools import cache

from casecoding.nlp.lemmas import Lemmas
from casecoding.nlp.pipeline import SHIPPED_FOLDER

INFLECTED = ("NOUN", "VERB", "ADJ")
CLASSES = (*INFLECTED, "ADV", "AUX", "DET", "NUM", "PRON", "PROPN", "ADP")


@cache
def possible_lemmas(form: str) -> frozenset[str]:
    """Return the lemmas of a form in lower case: those of the shipped table, else by the rules of inflection.

    The same whatever language model is in use, and without running one.
    """
    lemmas = _shipped()
    written = (form, form.capitalize())
    known = {
        lemmas.known[key].lower()
        for pos in CLASSES
        for one in written
        if (key := f"{pos} {one}") in lemmas.known
    }
    return frozenset(known or {lemmas.lemma(form, pos).lower() for pos in INFLECTED})


@cache
def _shipped() -> Lemmas:
    return Lemmas.read(SHIPPED_FOLDER / "casecoding_lemmas" / "lemmas.json")
