"""Selection: which part of a study a table, a report or a list is about."""

from dataclasses import dataclass

from casecoding.domain.attributes import Holder
from casecoding.domain.coding import Stance
from casecoding.domain.source import SourceKind


@dataclass(frozen=True, slots=True)
class Having:
    """Cases, sources or participants whose attribute has one of these stored values; "" is not stated."""

    attribute_id: str
    holder: Holder
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters that all must hold; an empty tuple filters nothing.

    `codes` holds code ids, each with everything below it; `exact_codes` without.
    `sources` are ids. "" among levels, waves, participants or roles is "not stated".
    The interviewer's words are left out unless `with_interviewer`. `structure` True is the
    codes that stand for parts of the material alone, False leaves them out unless they
    are named, None is both. `stances` choose among quotations; matrices count whatever the stance.
    """

    codes: tuple[str, ...] = ()
    exact_codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    kinds: tuple[SourceKind, ...] = ()
    sources: tuple[str, ...] = ()
    source_names: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    attributes: tuple[Having, ...] = ()
    with_interviewer: bool = False
    structure: bool | None = False


EVERYTHING = Selection(with_interviewer=True, structure=None)
EVIDENCE = Selection()
