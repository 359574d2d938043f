"""Codings and turns are tallied in narrow tables; opening the study fills them"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "short",
        sa.Column("number", SEQUENCE, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "voice",
        sa.Column("number", SEQUENCE, autoincrement=True, nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        *_integers("turns", "words", "characters"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("source_id", "participant_id", "level"),
    )
    op.create_table(
        "piece",
        _number("voice"),
        *_integers("turn"),
        *(_number(name) for name in ("theme", "code", "coder")),
        *_integers("start", "end", "codings"),
        sa.PrimaryKeyConstraint("voice", "turn", "theme", "code", "coder", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        *(_number(name) for name in ("coder", "theme", "code", "voice")),
        *_integers("codings"),
        *(
            column
            for grain in ("code", "theme", "kind")
            for column in _integers(f"turns_of_{grain}", f"characters_of_{grain}")
        ),
        sa.PrimaryKeyConstraint("coder", "theme", "code", "voice"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tally_voice", "tally", ["voice"])
    op.create_index("ix_turn_source_start", "turn", ["source_id", "start"])


def downgrade() -> None:
    op.drop_index("ix_turn_source_start", "turn")
    for table in ("tally", "piece", "voice", "short"):
        op.drop_table(table)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, SEQUENCE, autoincrement=False, nullable=False)


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), autoincrement=False, nullable=False) for name in names]
