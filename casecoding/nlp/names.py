"""Names from lists beside the statistical recogniser: Danish people, places and organisations."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from spacy.util import filter_spans

LONGEST_PHRASE = 5  # words
LONGEST_ABBREVIATION = 3  # letters


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

    def __post_init__(self) -> None:
        first_words = {phrase.split(" ")[0] for phrase in self.phrases}
        with_genitives = first_words | {word + "s" for word in first_words}
        object.__setattr__(self, "_first_words", frozenset(with_genitives))

    @classmethod
    def empty(cls) -> Self:
        return cls(given=frozenset(), unsure=frozenset(), surnames=frozenset(), phrases={})

    def entities(self, doc: Doc) -> list[TokenSpan]:
        """Return the doc's entities with the listed names added where none was, or a shorter one."""
        return filter_spans([*self._people(doc), *self._phrases(doc), *doc.ents])

    def _people(self, doc: Doc) -> Iterator[TokenSpan]:
        """Give each given name with the names after it; names inside another entity stay there."""
        end = 0
        for token in doc:
            if token.i < end or not self._opens_person(token):
                continue
            end = self._end_of_person(token)
            inside = {word.ent_type_ for word in doc[token.i : end]} - {"", "PER"}
            if not inside:
                yield TokenSpan(doc, token.i, end, label="PER")

    def _opens_person(self, token: Token) -> bool:
        name = _bare(_spelt(token.text), self.given)
        if name not in self.given:
            return False
        follower = token.i + 1 < len(token.doc) and self._is_surname(token.nbor(1))
        return follower or name not in self.unsure

    def _end_of_person(self, token: Token) -> int:
        end = token.i + 1
        doc = token.doc
        while end < len(doc) and not doc[end].is_sent_start and self._goes_on(doc[end]):
            end += 1
        return end

    def _goes_on(self, token: Token) -> bool:
        return (
            _is_initial(token)
            or self._is_surname(token)
            or _bare(_spelt(token.text), self.given) in self.given
        )

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
