"""Pipeline components of ours, registered with spaCy by importing this module."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, MorphAnalysis, Token
from spacy.training import Example

from casecoding.nlp.genders import Genders
from casecoding.nlp.lemmas import Lemmas
from casecoding.nlp.names import Gazetteer
from casecoding.nlp.tokenizing import SPOKEN_FORMS

LEMMAS = "casecoding_lemmas"
CLASSES = "casecoding_classes"
GENDERS = "casecoding_genders"
NAMES = "casecoding_names"
GENDERS_FILE = "genders.json"
LEMMAS_FILE = "lemmas.json"
NAMES_FILE = "names.json"
AUXILIARY_RELATIONS = frozenset({"aux", "aux:pass", "cop"})


@Language.component(CLASSES, requires=["token.pos", "token.dep"], assigns=["token.pos", "token.morph"])
def agree_with_tree(doc: Doc) -> Doc:
    """Let the tree decide where Universal Dependencies leave a word class no choice.

    A verb is AUX where it is an auxiliary or a copula and VERB elsewhere (*er*, *har*, *bliver*);
    an adjective that modifies a verb is ADV, with its degree alone (*lydløst*).
    """
    for token in doc:
        if token.pos_ in {"AUX", "VERB"}:
            token.pos_ = "AUX" if token.dep_ in AUXILIARY_RELATIONS else "VERB"
        elif token.pos_ == "ADJ" and token.dep_ == "advmod":
            token.pos_ = "ADV"
            degree = {name: value for name, value in token.morph.to_dict().items() if name == "Degree"}
            token.morph = MorphAnalysis(token.vocab, degree)
    return doc


@Language.factory(LEMMAS, assigns=["token.lemma"])
class LemmaComponent:
    """Sets each token's lemma from the tables, by the word class set before it."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        self.lemmas = Lemmas(known={}, rules={})
        self._found: dict[tuple[str, str, bool], str] = {}

    def holding(self, lemmas: Lemmas) -> Self:
        """Use these tables from now on."""
        self.lemmas = lemmas
        self._found = {}
        return self

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        form = SPOKEN_FORMS.get(token.lower_, token.text)
        pos = "NOUN" if self._is_noun_that_opens(token) else token.pos_
        genitive = "Gen" in token.morph.get("Case", [])
        key = (form, pos, genitive)
        if key not in self._found:
            self._found[key] = form if token.is_space else self.lemmas.lemma(form, pos, genitive=genitive)
        return self._found[key]

    def _is_noun_that_opens(self, token: Token) -> bool:
        """Return whether a known noun was taken for a name since it opens a sentence with a capital."""
        if token.pos_ != "PROPN" or not token.is_title or not _opens_sentence(token):
            return False
        return self.lemmas.is_known_noun(token.lower_) and not self.lemmas.is_known_name(token.text)

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        return Scorer.score_token_attr(examples, "lemma")

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        del exclude
        path.mkdir(parents=True, exist_ok=True)
        self.lemmas.write(path / LEMMAS_FILE)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:
        del exclude
        return self.holding(Lemmas.read(path / LEMMAS_FILE))


@Language.factory(GENDERS, requires=["token.pos", "token.lemma", "token.morph"], assigns=["token.morph"])
class GenderComponent:
    """Mends the gender of nouns whose gender, or whose last part's, is known."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        self.genders = Genders.of({})
        self._found: dict[str, str | None] = {}

    def holding(self, genders: Genders) -> Self:
        """Use these lists from now on."""
        self.genders = genders
        self._found = {}
        return self

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            if token.pos_ == "NOUN" and (guessed := token.morph.get("Gender", [])):
                self._mend(token, guessed[0])
        return doc

    def _mend(self, token: Token, guessed: str) -> None:
        lemma = token.lemma_
        if lemma not in self._found:
            self._found[lemma] = self.genders.gender(lemma)
        known = self._found[lemma]
        if known is not None and known != guessed:
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Gender": known})

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        del exclude
        path.mkdir(parents=True, exist_ok=True)
        self.genders.write(path / GENDERS_FILE)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:
        del exclude
        return self.holding(Genders.read(path / GENDERS_FILE))


@Language.factory(NAMES, requires=["doc.ents"], assigns=["doc.ents"])
class NameComponent:
    """Adds the names of the gazetteer that the statistical recogniser missed."""

    def __init__(self, nlp: Language, name: str) -> None:
        del nlp
        self.name = name
        self.gazetteer = Gazetteer.empty()

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = self.gazetteer.entities(doc)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        del exclude
        path.mkdir(parents=True, exist_ok=True)
        self.gazetteer.write(path / NAMES_FILE)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Self:
        del exclude
        self.gazetteer = Gazetteer.read(path / NAMES_FILE)
        return self


def _opens_sentence(token: Token) -> bool:
    """Return whether the token begins its sentence, a dash, mark or emoji before it left aside."""
    if token.is_sent_start:
        return True
    before = token.doc[token.i - 1]
    return not before.is_alpha and bool(before.is_sent_start)
