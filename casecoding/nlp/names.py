"""Names from lists beside the statistical recogniser: Danish people, places and organisations."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from spacy.util import filter_spans

LONGEST_PHRASE = 5


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
        name = _bare(token.text, self.given)
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
        return _is_initial(token) or self._is_surname(token) or _bare(token.text, self.given) in self.given

    def _is_surname(self, token: Token) -> bool:
        return token.text[:1].isupper() and (
            _bare(token.text, self.surnames) in self.surnames or (token.pos_ == "PROPN" and token.is_title)
        )

    def _phrases(self, doc: Doc) -> Iterator[TokenSpan]:
        for token in doc:
            if token.text not in self._first_words:
                continue
            for length in range(min(LONGEST_PHRASE, len(doc) - token.i), 0, -1):
                words = [word.text for word in doc[token.i : token.i + length]]
                label = self.phrases.get(" ".join(words)) or self.phrases.get(_genitive_base(words))
                if label and not any(word.ent_type_ for word in doc[token.i : token.i + length]):
                    yield TokenSpan(doc, token.i, token.i + length, label=label)
                    break

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


def _genitive_base(words: list[str]) -> str:
    return " ".join(words).removesuffix("s")


def _is_initial(token: Token) -> bool:
    return len(token.text) <= 2 and token.text[:1].isupper() and token.text.endswith(".")  # noqa: PLR2004
