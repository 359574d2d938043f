"""Search: a query whose names are those of the study and whose words are found, ready to be asked."""

from dataclasses import dataclass

from casecoding.domain.attributes import Attribute
from casecoding.domain.query import Query, positive_codes
from casecoding.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked, in the study's ids.

    `coders` are the names of those whose codings are looked at, all where empty. The interviewer's
    words are left out unless `with_interviewer`. `attributes` are those that conditions name by id.
    `codes` are all of the study's, among which those below a code are found. `sources` are ids:
    where there are any, nothing else is looked at.
    """

    query: Query
    coders: tuple[str, ...] = ()
    with_interviewer: bool = False
    attributes: tuple[Attribute, ...] = ()
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def selection(self) -> Selection:
        """The part of the search that every list of codings knows; structural codes where it names codes."""
        named = bool(positive_codes(self.query))
        return Selection(
            sources=self.sources,
            coders=self.coders,
            with_interviewer=self.with_interviewer,
            structure=None if named else False,
        )
