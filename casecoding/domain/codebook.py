"""Codebook: a versioned tree of codes with the levels people speak from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from casecoding.domain.suggestion import Flag
from casecoding.errors import InvalidCodeId, Language, UnknownCode, UnknownLevel

CODE_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages of the interface."""

    da: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.da if language == "da" else self.en


@dataclass(frozen=True, slots=True)
class Level:
    """An ordered position in the organisation; `order` counts from 1, the practical end.

    `roles` are words of the roles that speak from here, in their dictionary form.
    """

    id: str
    order: int
    name: Name
    roles: tuple[str, ...] = ()


class CodeKind(StrEnum):
    """What a code stands for: an idea, or a part of the material such as a question of the guide."""

    THEME = "theme"
    STRUCTURE = "structure"


class CueKind(StrEnum):
    """How a cue's terms are held against the text."""

    WORD = "word"  # a word form as written, without regard to case
    LEMMA = "lemma"  # every inflection of a word
    PART = "part"  # a word, or a part of a compound, by lemma
    PHRASE = "phrase"  # lemmas in order, at most `gap` words between neighbours
    PARTICLE = "particle"  # a verb's lemma and its particle, which may stand apart
    PATTERN = "pattern"  # a spaCy token pattern
    DEPENDENCY = "dependency"  # a pattern of spaCy's DependencyMatcher

    @property
    def is_patterned(self) -> bool:
        """Whether a pattern says what to look for; terms do for the other kinds."""
        return self in {CueKind.PATTERN, CueKind.DEPENDENCY}


class Scope(StrEnum):
    """Where a cue's context is looked for."""

    SEGMENT = "segment"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, lemma, compound part, phrase or token pattern that suggests a code.

    `terms` are alternatives, each enough by itself; for PHRASE each term is lemmas
    parted by blanks, for PARTICLE a verb's lemma and its particle. `requires` and
    `unless` are words, or words in a row, of which one must, or none may, stand in the
    same segment, or turn where `within` says so. `weight` in (0, 1] is the score of a hit.
    """

    kind: CueKind
    terms: tuple[str, ...] = ()
    pattern: tuple[Mapping[str, object], ...] = ()
    gap: int = 0
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    weight: float = 1.0
    within: Scope = Scope.SEGMENT


def theme_of(code_id: str) -> str:
    """Return the id of the theme that a code stands under, its own where it is one."""
    return code_id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Code:
    """A labelled idea; a code without a dot in its id is a theme.

    A hit with one of `ignored_flags` suggests nothing, of the codes below neither; by default every hit
    counts, as a missing coupling is still about coupling.
    """

    id: str
    name: Name
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    color: str = "#666666"
    color_dark: str = "#A0A0A0"
    cues: tuple[Cue, ...] = ()
    kind: CodeKind = CodeKind.THEME
    ignored_flags: tuple[Flag, ...] = ()

    def __post_init__(self) -> None:
        if not CODE_ID.fullmatch(self.id):
            raise InvalidCodeId(id=self.id)

    @property
    def parent_id(self) -> str | None:
        return self.id.rpartition(".")[0] or None

    @property
    def theme_id(self) -> str:
        return theme_of(self.id)

    @property
    def depth(self) -> int:
        return self.id.count(".")


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes in reading order (a parent before its children) and levels in order.

    `lexicon` maps word forms in lower case to the lemmas that this study gives them.
    """

    title: str
    version: str
    language: Language = "da"
    levels: tuple[Level, ...] = ()
    codes: tuple[Code, ...] = ()
    lexicon: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.title, self.version, len(self.codes)))

    def __contains__(self, code_id: object) -> bool:
        return any(code.id == code_id for code in self.codes)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    @property
    def themes(self) -> tuple[Code, ...]:
        return tuple(code for code in self.codes if code.parent_id is None)

    @property
    def structure(self) -> frozenset[str]:
        """The ids of the codes that stand for parts of the material."""
        return frozenset(code.id for code in self.codes if code.kind is CodeKind.STRUCTURE)

    @property
    def ignored_flags(self) -> Mapping[str, frozenset[Flag]]:
        """Code -> the flags with which a hit suggests nothing, its own and those of the codes above it."""
        ignored: dict[str, frozenset[Flag]] = {}
        for code in self.codes:
            above = ignored.get(code.parent_id, frozenset()) if code.parent_id else frozenset()
            ignored[code.id] = above.union(code.ignored_flags)
        return ignored

    def without_structure(self) -> "Codebook":
        """Return the codebook with its themes and their codes alone."""
        return replace(self, codes=tuple(code for code in self.codes if code.kind is CodeKind.THEME))

    def code(self, code_id: str) -> Code:
        """Return the code with this id; raises UnknownCode."""
        for code in self.codes:
            if code.id == code_id:
                return code
        raise UnknownCode(id=code_id, known=", ".join(code.id for code in self.themes))

    def with_children(self, code_id: str) -> tuple[Code, ...]:
        """Return the code and every code below it, in reading order."""
        below = code_id + "."
        return tuple(code for code in self.codes if code.id == code_id or code.id.startswith(below))

    def level(self, level_id: str) -> Level:
        """Return the level by id or by its order as a number; raises UnknownLevel."""
        for level in self.levels:
            if level_id in {level.id, str(level.order)}:
                return level
        raise UnknownLevel(id=level_id, known=", ".join(level.id for level in self.levels))
