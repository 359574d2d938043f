"""A query as conditions in SQL: on codings, or on turns."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlalchemy.sql.selectable import Subquery
from sqlmodel import col

from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.query import (
    All,
    AnyOf,
    Comparison,
    Condition,
    Field,
    Not,
    Places,
    Query,
    Words,
    positive_codes,
)
from casecoding.domain.search import Search
from casecoding.store.listed import is_listed, turn_key
from casecoding.store.queries import LEVEL_OF_CODING, TELLING
from casecoding.store.tables import (
    AttributeValueRow,
    CaseRow,
    CoderRow,
    CodingRow,
    ParticipantRow,
    SourceRow,
    TurnRow,
)
from casecoding.store.touching import overlaps, touches
from casecoding.store.voices import level_said

NEIGHBOURS = 1  # turns on either side that are near
NOWHERE = -9  # the turn of a coding in a source without turns: it is near none


def codings_matching(search: Search) -> ColumnElement[bool]:
    """Return the condition on codings that are joined to what they are counted by.

    A code is met where a coding with it covers some of the same words. Where the query asks for
    codes, only codings with one of them are given. Words stand in the turns that a coding touches.
    """
    query = search.query
    wanted, matcher = positive_codes(query), _Codings(search, only=positive_codes(query))
    conditions = [matcher.looked_at(CodingRow), matcher.condition(query)]
    if wanted:
        conditions.append(matcher.under(col(CodingRow.code_id), *sorted(wanted)))
    return and_(*conditions)


def turns_matching(search: Search) -> ColumnElement[bool]:
    """Return the condition on turns that are joined to their source, case and participant."""
    matcher = _Turns(search)
    return and_(matcher.looked_at(TurnRow), matcher.condition(search.query))


class _Matcher:
    """Turns a query into a condition; what a field is differs between codings and turns."""

    level: SQLColumnExpression[str]

    def __init__(self, search: Search) -> None:
        self._attributes = {one.id: one for one in search.attributes}
        self._coders = search.coders
        self._codes = search.codes
        self._sources = search.sources

    def condition(self, query: Query) -> ColumnElement[bool]:
        match query:
            case All(parts):
                return and_(*map(self.condition, parts))
            case AnyOf(parts):
                return or_(*map(self.condition, parts))
            case Not(part):
                return not_(self.condition(part))
            case Words():
                return self.holds_words(self._within(query.places or {}))
            case Condition():
                return self._about(query)

    def holds_words(self, places: Places) -> ColumnElement[bool]:
        raise NotImplementedError

    def _within(self, places: Places) -> Places:
        """Return those of the turns that are in the sources that are looked at."""
        if not self._sources:
            return places
        return {one: places[one] for one in self._sources if one in places}

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        """Return the condition for what codings alone can meet."""
        raise NotImplementedError

    def looked_at(self, row: Any) -> ColumnElement[bool]:
        """Return whether a coding or a turn is in one of the sources that are looked at."""
        return col(row.source_id).in_(self._sources) if self._sources else true()

    def seen(self, coding: Any) -> ColumnElement[bool]:
        """Return whether a coding is there, and looked at, and by one of the coders who are."""
        living = and_(self.looked_at(coding), col(coding.deleted_at).is_(None))
        if not self._coders:
            return living
        coders = select(col(CoderRow.id)).where(col(CoderRow.name).in_(self._coders))
        return and_(living, col(coding.coder_id).in_(coders))

    def turns_near(self, code: str) -> Subquery:
        """Return the keys of the turns near each coding with the code, once for each of them."""
        coding = aliased(CodingRow)
        turn = func.coalesce(col(coding.turn), NOWHERE)
        near: list[Select[str]] = [
            select(turn_key(col(coding.source_id), turn + beside).label("key")).where(
                self.under(col(coding.code_id), code), self.seen(coding), col(coding.turn).is_not(None)
            )
            for beside in range(-NEIGHBOURS, NEIGHBOURS + 1)
        ]
        return union_all(*near).subquery()

    def under(self, column: SQLColumnExpression[str], *codes: str) -> ColumnElement[bool]:
        """Return whether a code is one of these or below one; named one by one, an index finds them."""
        return column.in_([one for one in self._codes if any(f"{one}.".startswith(f"{up}.") for up in codes)])

    def _about(self, asked: Condition) -> ColumnElement[bool]:
        columns: dict[str, SQLColumnExpression[str]] = {
            Field.CASE: col(CaseRow.name),
            Field.LEVEL: self.level,
            Field.WAVE: col(SourceRow.wave),
            Field.KIND: col(SourceRow.kind),
            Field.SOURCE: col(SourceRow.name),
            Field.PARTICIPANT: func.coalesce(col(ParticipantRow.name), ""),
            Field.ROLE: func.coalesce(col(ParticipantRow.role), ""),
        }
        if asked.field in columns:
            return columns[asked.field] == asked.value
        if asked.field in self._attributes:
            return _has_value(self._attributes[asked.field], asked)
        return self.has_coding(asked)


class _Codings(_Matcher):
    level = LEVEL_OF_CODING

    def __init__(self, search: Search, *, only: frozenset[str]) -> None:
        super().__init__(search)
        self._only = only

    def holds_words(self, places: Places) -> ColumnElement[bool]:
        """Return whether one of the turns is the coding's own or, as few go on beyond that, another."""
        if not places:
            return false()
        told = is_listed(_key_of_turn(CodingRow), places)
        goes_on = or_(col(CodingRow.start) < col(TELLING.start), col(CodingRow.end) > col(TELLING.end))
        turn = aliased(TurnRow)
        elsewhere = select(literal(1)).where(
            touches(CodingRow, turn), col(turn.number) != col(TELLING.number), is_listed(_key(turn), places)
        )
        return or_(
            and_(overlaps(CodingRow, TELLING), told),
            and_(goes_on, elsewhere.correlate(CodingRow, TELLING).exists()),
        )

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        match asked.field:
            case Field.CODE:
                own = self.under(col(CodingRow.code_id), asked.value)
                return own if self._only == {asked.value} else or_(own, self._overlaps(asked.value))
            case Field.NEAR:
                return self._is_near(asked.value)
            case Field.CODER:
                return col(CoderRow.name) == asked.value
            case Field.STANCE:
                return func.coalesce(col(CodingRow.stance), "") == asked.value
            case Field.MEMO:
                return _mentions(col(CodingRow.memo), asked.value)
            case _:
                return true()

    def _overlaps(self, code: str) -> ColumnElement[bool]:
        """Return whether the coding covers some of the same words as one with the code.

        None begins farther before another that it overlaps than the longest of all is long.
        """
        other, beside, any_of = aliased(CodingRow), aliased(CodingRow), aliased(CodingRow)
        length = func.max(col(any_of.end) - col(any_of.start))
        longest = select(length).where(self.looked_at(any_of)).scalar_subquery()
        found = (
            select(col(beside.id))
            .select_from(other)
            .join(beside, and_(col(beside.source_id) == col(other.source_id), overlaps(beside, other)))
            .where(
                col(beside.start) > col(other.start) - longest,
                self.under(col(other.code_id), code),
                self.seen(other),
            )
        )
        return col(CodingRow.id).in_(found)

    def _is_near(self, code: str) -> ColumnElement[bool]:
        """Return whether another coding with the code is near: of those that are, one may be itself."""
        here, near = _key_of_turn(CodingRow), self.turns_near(code)
        several = select(near.c.key).group_by(near.c.key).having(func.count() > 1)
        is_other = not_(self.under(col(CodingRow.code_id), code))
        return or_(and_(is_other, here.in_(select(near.c.key))), here.in_(several))


class _Turns(_Matcher):
    level = level_said(col(TurnRow.level))

    def holds_words(self, places: Places) -> ColumnElement[bool]:
        return is_listed(_key(TurnRow), places) if places else false()

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        here = _key(TurnRow)
        if asked.field == Field.NEAR:
            return here.in_(select(self.turns_near(asked.value).c.key))
        turn, coding = aliased(TurnRow), aliased(CodingRow)
        found = (
            select(_key(turn))
            .select_from(coding)
            .join(turn, touches(coding, turn))
            .join(CoderRow, col(CoderRow.id) == col(coding.coder_id))
            .where(self.seen(coding))
        )
        match asked.field:
            case Field.CODE:
                found = found.where(self.under(col(coding.code_id), asked.value))
            case Field.CODER:
                found = found.where(col(CoderRow.name) == asked.value)
            case Field.STANCE:
                found = found.where(col(coding.stance) == asked.value)
            case _:
                found = found.where(_mentions(col(coding.memo), asked.value))
        return here.in_(found)


def _has_value(attribute: Attribute, asked: Condition) -> ColumnElement[bool]:
    """Return whether the case, source or participant has a value of the attribute that holds."""
    holders: dict[Holder, SQLColumnExpression[str]] = {
        Holder.CASE: col(CaseRow.id),
        Holder.SOURCE: col(SourceRow.id),
        Holder.PARTICIPANT: func.coalesce(col(ParticipantRow.id), ""),
    }
    is_number = attribute.kind is AttributeKind.NUMBER
    stored = col(AttributeValueRow.value)
    held = cast(stored, Float) if is_number else stored
    value = literal(float(asked.value)) if is_number else literal(asked.value)
    compared = {
        Comparison.IS: held == value,
        Comparison.ABOVE: held > value,
        Comparison.BELOW: held < value,
        Comparison.AT_LEAST: held >= value,
        Comparison.AT_MOST: held <= value,
    }[asked.comparison]
    ids = select(col(AttributeValueRow.holder_id)).where(
        col(AttributeValueRow.attribute_id) == attribute.id,
        col(AttributeValueRow.deleted_at).is_(None),
        compared,
    )
    return holders[attribute.holder].in_(ids)


def _key(turn: Any) -> SQLColumnExpression[str]:
    return turn_key(col(turn.source_id), col(turn.number))


def _key_of_turn(coding: Any) -> SQLColumnExpression[str]:
    return turn_key(col(coding.source_id), func.coalesce(col(coding.turn), NOWHERE))


def _mentions(column: SQLColumnExpression[str], words: str) -> ColumnElement[bool]:
    return func.lower(column).contains(words.lower(), autoescape=True)
