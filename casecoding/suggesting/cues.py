"""Cues compiled once per codebook, and held against the Docs of one source at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
import spacy
from spacy.errors import MatchPatternError
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from casecoding.domain.codebook import Code, Codebook, Cue, CueKind
from casecoding.errors import CodebookFault
from casecoding.suggesting.compounds import parts_around
from casecoding.suggesting.particles import particle_after
from casecoding.suggesting.source_words import DocWords, SourceWords, Word, WordReader
from casecoding.suggesting.taken_together import letters_of, number_of_letters

PREFIX = 3  # letters by which terms are looked up inside a longer word

Shown = tuple[str, Cue, str, tuple[str, ...]]  # code, cue, rule and a compound's parts
Held = tuple[int, Sequence[Shown]]  # a token, and what is met in it alone
Begun = tuple[int, Sequence["Phrase"]]  # a token, and the phrases that it may begin
Moved = tuple[int, Sequence[tuple[str, Cue, str]]]  # a verb, and the particles that cues want behind it


class Hit(NamedTuple):
    """A cue met in a Doc: token range [start, end), the tokens that matched, the rule in words."""

    code_id: str
    cue: Cue
    rule: str
    start: int
    end: int
    tokens: tuple[int, ...]
    parts: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """A term of words in a row, without its first; `as_written` means forms and no lemmas.

    `needs` is the longest of the others, without which the phrase is not said; "" where it has no others.
    """

    code_id: str
    cue: Cue
    rule: str
    rest: tuple[str, ...]
    needs: str
    as_written: bool

    @classmethod
    def of(cls, code_id: str, cue: Cue, words: Sequence[str]) -> Self:
        rest, as_written = tuple(words[1:]), cue.kind is CueKind.WORD
        needs, rule = max(rest, key=len, default=""), _rule(cue, " ".join(words))
        return cls(code_id, cue, rule, rest, needs=needs, as_written=as_written)


class Wanted(NamedTuple):
    """What cues want of a word: what is met in it alone, the phrases and particle verbs it may begin."""

    held: Sequence[Shown]
    begun: Sequence[Phrase]
    moved: Sequence[tuple[str, Cue, str]]


NOTHING = Wanted((), (), ())


class CueMatcher:
    """All cues of a codebook. Words are held as lower-case forms and lemmas alike."""

    def __init__(
        self, codebook: Codebook, vocab: Vocab, *, lines: Mapping[tuple[str, int], int] | None = None
    ) -> None:
        """Compile the cues; raises CodebookFault, with its line where `lines` of (code, cue) are given."""
        self._reader = WordReader(vocab)
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)
        self._wanted: dict[Word, Wanted] = {}
        self._holding: dict[str, Sequence[Shown]] = {}
        self._parts: dict[int, list[tuple[str, str, Cue]]] = defaultdict(list)
        self._sizes = {PREFIX}
        self._patterns = Matcher(vocab, validate=True)
        self._dependencies = DependencyMatcher(vocab, validate=True)
        self._particles: dict[str, list[tuple[str, Cue, str]]] = defaultdict(list)
        self._pattern_cues: dict[str, tuple[str, Cue]] = {}
        for code in codebook:
            for number, cue in enumerate(code.cues):
                self._add(code.id, cue, line=(lines or {}).get((code.id, number)))
        self._starts = np.array(list(self._parts), dtype=np.uint64)

    def read(self, docs: Sequence[Doc]) -> SourceWords:
        """Return the words of Docs of this matcher's vocabulary."""
        return self._reader.read(docs)

    def hits(self, words: SourceWords) -> Iterator[list[Hit]]:
        """Give every hit in each Doc, whether or not its context allows it."""
        wanted = self._wanted_of(words.words)
        held = words.told([one.held for one in wanted])
        begun = words.told([one.begun for one in wanted])
        moved = words.told([one.moved for one in wanted])
        for number, doc_words in enumerate(words.docs):
            yield [
                *self._phrase_hits(doc_words, begun[number]),
                *self._word_hits(held[number]),
                *self._particle_hits(doc_words, moved[number]),
                *self._pattern_hits(doc_words.doc),
                *self._dependency_hits(doc_words.doc),
            ]

    def _add(self, code_id: str, cue: Cue, *, line: int | None) -> None:
        match cue.kind:
            case CueKind.PATTERN | CueKind.DEPENDENCY:
                key = f"{code_id}#{len(self._pattern_cues)}"
                self._add_pattern(key, code_id, cue, line=line)
                self._pattern_cues[key] = (code_id, cue)
            case CueKind.PART:
                for term in cue.terms:
                    part = term.lower()
                    self._parts[number_of_letters(part[:PREFIX])].append((part, code_id, cue))
                    self._sizes.add(len(part[:PREFIX]))
            case CueKind.PARTICLE:
                for term in cue.terms:
                    verb, particle = term.lower().split()
                    self._particles[verb].append((code_id, cue, particle))
            case CueKind.WORD | CueKind.LEMMA | CueKind.PHRASE:
                for term in cue.terms:
                    words = term.lower().split()
                    self._phrases[words[0]].append(Phrase.of(code_id, cue, words))

    def _add_pattern(self, key: str, code_id: str, cue: Cue, *, line: int | None) -> None:
        matcher = self._patterns if cue.kind is CueKind.PATTERN else self._dependencies
        try:
            matcher.add(key, [[dict(token) for token in cue.pattern]])
        except (MatchPatternError, ValueError, KeyError, TypeError) as error:
            file, words = f"{code_id.partition('.')[0]}.toml", " ".join(str(error).split())
            at = f":{line}" if line else ""
            raise CodebookFault(file=file, line=at, fault=f"'{code_id}': pattern: {words}.") from error

    @staticmethod
    def _phrase_hits(words: DocWords, begun: Sequence[Begun]) -> Iterator[Hit]:
        said = words.said
        for start, phrases in begun:
            for phrase in phrases:
                if phrase.needs not in said:
                    continue
                met_as = words.as_written if phrase.as_written else words.met_as
                tokens = _follow(met_as, start, phrase.rest, gap=phrase.cue.gap)
                if tokens:
                    yield Hit(phrase.code_id, phrase.cue, phrase.rule, start, tokens[-1] + 1, tokens)

    def _wanted_of(self, words: Sequence[Word]) -> list[Wanted]:
        """Return what cues want of words, found out where that is not known yet."""
        new = [word for word in words if word not in self._wanted]
        self._look_into(dict.fromkeys(word.lemma for word in new))
        self._wanted |= {word: self._wanted_of_one(word) for word in new}
        return [self._wanted[word] for word in words]

    def _wanted_of_one(self, word: Word) -> Wanted:
        """Return what cues want of a word whose lemma has been looked into."""
        begun, held = self._begun_by(word), self._holding[word.lemma]
        moved = self._particles.get(word.lemma, ())
        if not (begun or held or moved):
            return NOTHING
        alone = [(one.code_id, one.cue, one.rule, ()) for one in begun if not one.rest]
        return Wanted([*alone, *held], [one for one in begun if one.rest], moved)

    def _begun_by(self, word: Word) -> Sequence[Phrase]:
        """Return the phrases that a word may begin."""
        if word.form not in self._phrases and word.lemma not in self._phrases:
            return ()
        return [
            phrase
            for first in sorted({word.form, *word.met_as})
            for phrase in self._phrases.get(first, ())
            if first in ((word.form,) if phrase.as_written else word.met_as)
        ]

    @staticmethod
    def _word_hits(held: Sequence[Held]) -> Iterator[Hit]:
        for at, parts in held:
            for code_id, cue, rule, shown in parts:
                yield Hit(code_id, cue, rule, at, at + 1, (at,), shown)

    def _look_into(self, lemmas: Iterable[str]) -> None:
        """Find out what parts that cues ask for lemmas are made of, where that is not known yet.

        Letters with which such a part begins are looked for in all of them at once.
        """
        new = [lemma for lemma in lemmas if lemma not in self._holding]
        in_lemmas, letters = letters_of(new, sorted(self._sizes))
        begun = np.isin(letters, self._starts)
        held: dict[str, list[Shown]] = defaultdict(list)
        for at, start in dict.fromkeys(zip(in_lemmas[begun].tolist(), letters[begun].tolist(), strict=True)):
            held[new[at]] += self._parts_in(new[at], start)
        self._holding |= {lemma: held.get(lemma, ()) for lemma in new}

    def _parts_in(self, word: str, start: int) -> Iterator[Shown]:
        """Give the parts of a word that cues ask for and that begin with these letters."""
        for term, code_id, cue in self._parts[start]:
            parts = parts_around(word, term) if term in word else ()
            if parts:
                yield code_id, cue, _rule(cue, term), parts if len(parts) > 1 else ()

    @staticmethod
    def _particle_hits(words: DocWords, moved: Sequence[Moved]) -> Iterator[Hit]:
        for at, wanted in moved:
            for code_id, cue, particle in wanted:
                end = particle_after(words.doc, at, particle) if particle in words.said else None
                if end is not None:
                    yield Hit(
                        code_id, cue, _rule(cue, f"{words.lemmas[at]} {particle}"), at, end + 1, (at, end)
                    )

    def _dependency_hits(self, doc: Doc) -> Iterator[Hit]:
        if not len(self._dependencies) or not doc.has_annotation("DEP"):
            return  # a pipeline without a parser finds none
        for key, tokens in self._dependencies(doc):
            code_id, cue = self._pattern_cues[doc.vocab.strings[key]]
            places = tuple(sorted(set(tokens)))
            words = " … ".join(doc[at].lemma_.lower() for at in places)
            yield Hit(code_id, cue, _rule(cue, words), places[0], places[-1] + 1, places)

    def _pattern_hits(self, doc: Doc) -> Iterator[Hit]:
        if not len(self._patterns):
            return  # spaCy warns of a matcher without patterns
        for key, start, end in self._patterns(doc):
            code_id, cue = self._pattern_cues[doc.vocab.strings[key]]
            yield Hit(
                code_id, cue, _rule(cue, doc[start:end].text.lower()), start, end, tuple(range(start, end))
            )


def check_cues(codebook: Codebook, *, lines: Mapping[tuple[str, int], int] | None = None) -> None:
    """Compile every cue; raises CodebookFault for a pattern that spaCy does not take."""
    CueMatcher(codebook, spacy.blank("da").vocab, lines=lines)


def _follow(
    forms: Sequence[tuple[str, ...]], start: int, rest: Sequence[str], *, gap: int
) -> tuple[int, ...] | None:
    """Return the tokens of a phrase that begins at `start`, None when it does not go on there."""
    tokens = [start]
    for term in rest:
        for at in range(tokens[-1] + 1, min(tokens[-1] + 2 + gap, len(forms))):
            if term in forms[at]:
                tokens.append(at)
                break
        else:
            return None
    return tuple(tokens)


def rules_of(codes: Iterable[Code]) -> frozenset[str]:
    """Return the rules that the codes' cues with terms may give as a reason."""
    return frozenset(_rule(cue, term.lower()) for code in codes for cue in code.cues for term in cue.terms)


def _rule(cue: Cue, term: str) -> str:
    """Return the cue as the codebook writes it, narrowed to the term that was met."""
    return f"{cue.kind.value}: {term}"
