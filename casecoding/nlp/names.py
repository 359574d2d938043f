"""Names from lists beside the statistical recogniser: Danish people, places and organisations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from spacy.util import filter_spans

LONGEST_PHRASE = 5  # words
LONGEST_ABBREVIATION = 3  # letters
SURNAME_ENDS = ("sen", "sson", "gaard")
TITLE_ENDS = (
    "leder", "formand", "forkvinde", "direktør", "chef", "minister", "mester", "konsulent", "koordinator",
    "sekretær", "medarbejder", "rådgiver", "ordfører", "præsident", "professor", "lektor", "advokat", "læge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names; `unsure` given names count only beside another name.

    `phrases` maps a name of one or more words, parted by blanks, to LOC or ORG.
    """

    given: frozenset[str]
    unsure: frozenset[str]
    surnames: frozenset[str]
    phrases: Mapping[str, str]
    _first_words: frozenset[str] = field(init=False, repr=False, compare=False)
    _sure: frozenset[str] = field(init=False, repr=False, compare=False)  # names of people, alone too

    def __post_init__(self) -> None:
        first_words = {phrase.split(" ")[0] for phrase in self.phrases}
        with_genitives = first_words | {word + "s" for word in first_words}
        object.__setattr__(self, "_first_words", frozenset(with_genitives))
        object.__setattr__(self, "_sure", self.surnames | (self.given - self.unsure))

    @classmethod
    def empty(cls) -> Self:
        return cls(given=frozenset(), unsure=frozenset(), surnames=frozenset(), phrases={})

    def entities(self, doc: Doc) -> list[TokenSpan]:
        """Return the doc's entities with the listed names added where none was, or a shorter one.

        Entities without a capital fall away where the doc has capitals elsewhere.
        """
        capital = [span for span in doc.ents if _has_capital(span)] if _is_cased(doc) else doc.ents
        found = [self._without_neighbours(span) if span.label_ == "PER" else span for span in capital]
        listed = [*self._people(doc), *self._phrases(doc)]
        people = [span for span in (*listed, *found) if span.label_ == "PER"]
        surer = [*_named_again(doc, people), *self._in_compounds(doc, people)]
        return filter_spans([*surer, *listed, *found, *_joined(doc, people)])

    def _without_neighbours(self, person: TokenSpan) -> TokenSpan:
        """Return the name without a title before it, as in "Formand Lise Holm", or what it owns after it."""
        start, end = person.start, person.end
        while start < end - 1 and self._is_title(person.doc[start]):
            start += 1
        owner = (token.i + 1 for token in person.doc[start : end - 1] if self._owns(token))
        return TokenSpan(person.doc, start, next(owner, end), label=person.label)

    def _is_title(self, token: Token) -> bool:
        is_noun = token.pos_ == "NOUN" or token.lower_.endswith(TITLE_ENDS)
        return is_noun and not (self._is_given(token) or token.text in self.surnames)

    def _is_given(self, token: Token) -> bool:
        return _bare(_spelt(token.text), self.given) in self.given

    def _owns(self, token: Token) -> bool:
        return self._is_genitive(token) and "Gen" in token.morph.get("Case", [])

    def _people(self, doc: Doc) -> Iterator[TokenSpan]:
        """Give each given name with the names after it; names inside another entity stay there."""
        end = 0
        for token in doc:
            if token.i < end or not self._opens_person(token):
                continue
            start, end = _start_of_person(token), self._end_of_person(token)
            person = TokenSpan(doc, start, end, label="PER")
            inside = {word.ent_type_ for word in person} - {"", "PER"}
            if not inside or self._is_mistaken(person):
                yield person

    def _opens_person(self, token: Token) -> bool:
        name = _bare(_spelt(token.text), self.given)
        if name not in self.given:
            return self._is_lone_surname(token)
        follower = token.i + 1 < len(token.doc) and self._is_surname(token.nbor(1))
        return follower or name not in self.unsure

    def _is_lone_surname(self, token: Token) -> bool:
        """Return whether a surname stands without a given name, as in "ifølge Clausen"."""
        if token.pos_ != "PROPN" or not token.is_title:
            return False
        name = _bare(token.text, self.surnames)
        return name in self.surnames or name.removesuffix("s").endswith(SURNAME_ENDS)

    def _is_mistaken(self, person: TokenSpan) -> bool:
        """Return whether the recogniser takes just this listed name for a place or an organisation.

        A surname alone may name a firm, so only a place is corrected there.
        """
        taken = {one.label_ for one in person.doc.ents if (one.start, one.end) == (person.start, person.end)}
        first = _bare(_spelt(person[0].text), self.given)
        if person.text in self.phrases or not taken:
            return False
        if first in self.given and first not in self.unsure:
            return True
        return taken == {"LOC"} and _bare(person.text, self.surnames) in self.surnames

    def _in_compounds(self, doc: Doc, people: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
        """Give each word that a hyphen makes of a person, as "Holm-rapporten" and "Vera-sagen"."""
        named = {word.text for person in people for word in person}
        for token in doc:
            name, hyphen, rest = token.text.partition("-")
            if hyphen and rest.islower() and (name in self._sure or name in named):
                yield TokenSpan(doc, token.i, token.i + 1, label="PER")

    def _end_of_person(self, token: Token) -> int:
        end = token.i + 1
        doc = token.doc
        while end < len(doc) and not doc[end].is_sent_start and self._goes_on(doc[end]):
            if self._is_genitive(doc[end - 1]):
                break
            end += 1
        return end

    def _is_genitive(self, token: Token) -> bool:
        """Return whether a name owns what follows, as in "Jensens Plads"."""
        return token.text.endswith("s") and token.text not in self.given and token.text not in self.surnames

    def _goes_on(self, token: Token) -> bool:
        return _is_initial(token) or self._is_surname(token) or self._is_given(token)

    def _is_surname(self, token: Token) -> bool:
        return token.text[:1].isupper() and (
            _bare(_spelt(token.text), self.surnames) in self.surnames
            or (token.pos_ == "PROPN" and token.is_title)
        )

    def _phrases(self, doc: Doc) -> Iterator[TokenSpan]:
        for token in doc:
            if token.text not in self._first_words and _spelt(token.text) not in self._first_words:
                continue
            for length in range(min(LONGEST_PHRASE, len(doc) - token.i), 0, -1):
                span = doc[token.i : token.i + length]
                words = [word.text for word in span]
                label = self._label(words) or self._label([_spelt(word) for word in words])
                if label and _may_be(span, label):
                    yield TokenSpan(doc, span.start, span.end, label=label)
                    break

    def _label(self, words: list[str]) -> str | None:
        phrase = " ".join(words)
        return self.phrases.get(phrase) or self.phrases.get(phrase.removesuffix("s"))

    @classmethod
    def read(cls, file: Path) -> Self:
        lists = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            given=frozenset(lists["given"]),
            unsure=frozenset(lists["unsure"]),
            surnames=frozenset(lists["surnames"]),
            phrases=lists["phrases"],
        )

    def write(self, file: Path) -> None:
        lists = {
            "given": sorted(self.given),
            "unsure": sorted(self.unsure),
            "surnames": sorted(self.surnames),
            "phrases": dict(sorted(self.phrases.items())),
        }
        file.write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")


def _named_again(doc: Doc, people: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
    """Give each surname that stands alone where the doc has it with a given name elsewhere."""
    surnames = frozenset(person[-1].text for person in people if len(person) > 1)
    inside = {token.i for person in people for token in person}
    for token in doc:
        if token.i not in inside and token.is_title and _bare(token.text, surnames) in surnames:
            yield TokenSpan(doc, token.i, token.i + 1, label="PER")


def _joined(doc: Doc, people: Sequence[TokenSpan]) -> Iterator[TokenSpan]:
    """Give each unknown capitalised word that "og" joins to a person, as in "Mette og Hekla"."""
    for person in people:
        conjunction = person.end
        if conjunction + 1 >= len(doc) or doc[conjunction].lower_ != "og":
            continue
        token = doc[conjunction + 1]
        if token.is_title and not token.is_sent_start and not token.ent_type_:
            yield TokenSpan(doc, token.i, token.i + 1, label="PER")


def _is_cased(doc: Doc) -> bool:
    return any(token.is_title and not token.is_sent_start for token in doc)


def _has_capital(span: TokenSpan) -> bool:
    return any(map(str.isupper, span.text))


def _start_of_person(token: Token) -> int:
    """Return where the initials before a name begin, the name's own place where it has none."""
    start = token.i
    while start > 0 and not token.doc[start].is_sent_start and _is_initial(token.doc[start - 1]):
        start -= 1
    return start


def _bare(word: str, known: frozenset[str]) -> str:
    """Return the word without a genitive -s where only so it is known."""
    return word[:-1] if word not in known and word.endswith("s") else word


def _may_be(span: TokenSpan, label: str) -> bool:
    """Return whether a listed name may stand: where nothing was found, or the same words as something else.

    A place may be a club or a council in the text, so an organisation of the recogniser stays one.
    """
    found = {word.ent_type_ for word in span} - {""}
    if not found:
        return True
    covers = any((entity.start, entity.end) == (span.start, span.end) for entity in span.doc.ents)
    return covers and (label == "ORG" or "ORG" not in found)


def _spelt(word: str) -> str:
    """Return a word in capitals throughout as names are written; short ones are abbreviations."""
    return word.title() if word.isupper() and len(word) > LONGEST_ABBREVIATION else word


def _is_initial(token: Token) -> bool:
    return len(token.text) <= 2 and token.text[:1].isupper() and token.text.endswith(".")  # noqa: PLR2004
