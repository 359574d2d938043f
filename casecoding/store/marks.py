"""Marks: which pieces of turns a selection's codes cover, each place once a key, whoever marked it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select, tuple_
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.selection import Selection
from casecoding.store.tallied import CODE_COLUMNS, counted_pieces
from casecoding.store.tally_tables import PieceRow, VoiceRow
from casecoding.store.voices import selected_voices


class Marks:
    """The pieces that a selection chooses, by the number of their code or theme (`key_names` tells it)."""

    def __init__(self, session: Session, axis: Dimension, selection: Selection) -> None:
        self._key = CODE_COLUMNS[axis]
        self._counted = counted_pieces(session, axis, selection)
        self._voices = selected_voices(select(col(VoiceRow.number)), selection)

    def key(self, piece: Any) -> SQLColumnExpression[int]:
        return col(getattr(piece, self._key))

    def place_keys(self, piece: Any) -> list[SQLColumnExpression[int]]:
        """Return the columns that tell a key in a turn, in the order in which pieces are stored."""
        below = [] if self._key == "theme" else [self.key(piece)]
        return [col(piece.voice), col(piece.turn), col(piece.theme), *below]

    def chosen(self, piece: Any) -> ColumnElement[bool]:
        return and_(col(piece.voice).in_(self._voices), self._marked(piece))

    def chosen_once(self, piece: Any) -> ColumnElement[bool]:
        """Return whether a piece is chosen, and the first of those that mark its place with its key."""
        before = aliased(PieceRow)
        same = (*self.place_keys(before), col(before.start), col(before.end))
        here = (*self.place_keys(piece), col(piece.start), col(piece.end))
        earlier = tuple_(col(before.code), col(before.coder)) < tuple_(col(piece.code), col(piece.coder))
        doubled = exists().where(
            *(one == other for one, other in zip(same, here, strict=True)), earlier, self._marked(before)
        )
        return and_(self.chosen(piece), ~doubled)

    def _marked(self, piece: Any) -> ColumnElement[bool]:
        conditions = [col(piece.end) > 0]
        if self._counted.coders:
            conditions.append(col(piece.coder).in_(self._counted.coders))
        if not self._counted.all_codes:
            conditions.append(col(piece.code).in_([one.number for one in self._counted.codes]))
        return and_(*conditions)
