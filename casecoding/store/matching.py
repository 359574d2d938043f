"""A query as conditions in SQL: on codings, or on turns."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlmodel import col

from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.query import (
    All,
    AnyOf,
    Comparison,
    Condition,
    Field,
    Not,
    Place,
    Query,
    Words,
    positive_codes,
)
from casecoding.domain.search import Search
from casecoding.store.listed import is_listed
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
from casecoding.store.voices import level_said

FEW_PLACES = 5000  # turns from which codings are looked up, rather than the other way round
NEIGHBOURS = 1  # turns on either side that are near


def codings_matching(search: Search) -> ColumnElement[bool]:
    """Return the condition on codings that are joined to what they are counted by.

    A code is met where a coding with it covers some of the same words. Where the query asks for
    codes, only codings with one of them are given. Words stand in the turns that a coding touches.
    """
    query = search.query
    wanted, matcher = positive_codes(query), _Codings(search, only=positive_codes(query))
    conditions = [matcher.condition(query)]
    if wanted:
        conditions.append(matcher.under(col(CodingRow.code_id), *sorted(wanted)))
    return and_(*conditions)


def turns_matching(search: Search) -> ColumnElement[bool]:
    """Return the condition on turns that are joined to their source, case and participant."""
    return _Turns(search).condition(search.query)


class _Matcher:
    """Turns a query into a condition; what a field is differs between codings and turns."""

    level: SQLColumnExpression[str]

    def __init__(self, search: Search) -> None:
        self._attributes = {one.id: one for one in search.attributes}
        self._coders = search.coders
        self._codes = search.codes

    def condition(self, query: Query) -> ColumnElement[bool]:
        match query:
            case All(parts):
                return and_(*map(self.condition, parts))
            case AnyOf(parts):
                return or_(*map(self.condition, parts))
            case Not(part):
                return not_(self.condition(part))
            case Words():
                return self.holds_words(query.places or ())
            case Condition():
                return self._about(query)

    def holds_words(self, places: tuple[Place, ...]) -> ColumnElement[bool]:
        raise NotImplementedError

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        """Return the condition for what codings alone can meet."""
        raise NotImplementedError

    def seen(self, coding: Any) -> ColumnElement[bool]:
        """Return whether a coding is there, and by one of the coders whose codings are looked at."""
        living = col(coding.deleted_at).is_(None)
        if not self._coders:
            return living
        coders = select(col(CoderRow.id)).where(col(CoderRow.name).in_(self._coders))
        return and_(living, col(coding.coder_id).in_(coders))

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

    def holds_words(self, places: tuple[Place, ...]) -> ColumnElement[bool]:
        if not places:
            return false()
        turn, coding = aliased(TurnRow), aliased(CodingRow)
        in_source = and_(col(turn.source_id) == col(coding.source_id), _overlap(coding, turn))
        if len(places) <= FEW_PLACES:
            touching = select(col(coding.id)).join(turn, in_source).where(_listed(turn, places))
            return col(CodingRow.id).in_(touching)
        goes_on = or_(col(CodingRow.start) < col(TELLING.start), col(CodingRow.end) > col(TELLING.end))
        elsewhere = (
            select(literal(1))
            .select_from(turn)
            .where(
                col(turn.source_id) == col(CodingRow.source_id),
                _overlap(CodingRow, turn),
                _listed(turn, places),
            )
            .correlate(CodingRow)
            .exists()
        )
        told = is_listed(col(CodingRow.source_id), func.coalesce(col(CodingRow.turn), 0), places)
        return or_(told, and_(goes_on, elsewhere))

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        match asked.field:
            case Field.CODE:
                own = self.under(col(CodingRow.code_id), asked.value)
                return own if self._only == {asked.value} else or_(own, self._beside(asked))
            case Field.NEAR:
                return self._beside(asked)
            case Field.CODER:
                return col(CoderRow.name) == asked.value
            case Field.STANCE:
                return func.coalesce(col(CodingRow.stance), "") == asked.value
            case Field.MEMO:
                return _mentions(col(CodingRow.memo), asked.value)
            case _:
                return true()

    def _beside(self, asked: Condition) -> ColumnElement[bool]:
        """Return whether another coding has the code and overlaps, or is near."""
        other, turn = aliased(CodingRow), col(CodingRow.turn)
        is_near = asked.field == Field.NEAR
        close = col(other.turn).between(turn - NEIGHBOURS, turn + NEIGHBOURS)
        return _exists(
            col(other.source_id) == col(CodingRow.source_id),
            self.under(col(other.code_id), asked.value),
            close if is_near else _overlap(CodingRow, other),
            col(other.id) != col(CodingRow.id),
            self.seen(other),
            beside=CodingRow,
        )


class _Turns(_Matcher):
    level = level_said(col(TurnRow.level))

    def holds_words(self, places: tuple[Place, ...]) -> ColumnElement[bool]:
        return _listed(TurnRow, places) if places else false()

    def has_coding(self, asked: Condition) -> ColumnElement[bool]:
        if asked.field in {Field.CODE, Field.NEAR}:
            return self._has_code(asked)
        turn, coding = aliased(TurnRow), aliased(CodingRow)
        found: Select[str] = (
            select(_key(turn))
            .join(coding, and_(col(coding.source_id) == col(turn.source_id), _overlap(coding, turn)))
            .join(CoderRow, col(CoderRow.id) == col(coding.coder_id))
            .where(self.seen(coding))
        )
        match asked.field:
            case Field.CODER:
                found = found.where(col(CoderRow.name) == asked.value)
            case Field.STANCE:
                found = found.where(col(coding.stance) == asked.value)
            case _:
                found = found.where(_mentions(col(coding.memo), asked.value))
        return _key(TurnRow).in_(found)

    def _has_code(self, asked: Condition) -> ColumnElement[bool]:
        """Return whether a coding has the code, in the turn or near it."""
        coding, number = aliased(CodingRow), col(TurnRow.number)
        is_near = asked.field == Field.NEAR
        close = col(coding.turn).between(number - NEIGHBOURS, number + NEIGHBOURS)
        return _exists(
            col(coding.source_id) == col(TurnRow.source_id),
            self.under(col(coding.code_id), asked.value),
            close if is_near else _overlap(coding, TurnRow),
            self.seen(coding),
            beside=TurnRow,
        )


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


def _listed(turn: Any, places: tuple[Place, ...]) -> ColumnElement[bool]:
    return is_listed(col(turn.source_id), col(turn.number), places)


def _overlap(one: Any, other: Any) -> ColumnElement[bool]:
    return and_(col(one.start) < col(other.end), col(one.end) > col(other.start))


def _exists(*conditions: ColumnElement[bool], beside: type[CodingRow | TurnRow]) -> ColumnElement[bool]:
    """Return whether there is such a row for the coding or turn at hand: the index of codes tells it."""
    return select(literal(1)).where(*conditions).correlate(beside).exists()


def _key(turn: Any) -> SQLColumnExpression[str]:
    """Return a turn as one value: what is not in a list of pairs is looked for in vain row by row."""
    return col(turn.source_id) + literal(" ") + cast(col(turn.number), String)


def _mentions(column: SQLColumnExpression[str], words: str) -> ColumnElement[bool]:
    return func.lower(column).contains(words.lower(), autoescape=True)
