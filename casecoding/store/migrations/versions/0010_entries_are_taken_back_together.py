"""One entry can take back many, and every entry says whether it stands"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "log_taken_back",
        sa.Column("by_seq", NUMBER, sa.ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False),
        sa.Column("taken_seq", NUMBER, sa.ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_log_taken_back_taken_seq", "log_taken_back", ["taken_seq"])
    op.add_column("log_entry", sa.Column("stands", sa.Boolean(), nullable=False, server_default=sa.true()))
    _carry_over(op.get_bind())
    op.drop_index("ix_log_entry_reverts", "log_entry")
    op.drop_column("log_entry", "reverts")


def _carry_over(connection: sa.Connection) -> None:
    """Keep what `reverts` said, and work out which entries stand: a step back turns round what it meets."""
    rows = connection.execute(
        sa.text("SELECT seq, reverts FROM log_entry WHERE reverts IS NOT NULL ORDER BY seq")
    )
    taken = dict(rows.all())
    fallen: set[int] = set()
    for seq in taken:
        at: int | None = seq
        while (at := taken.get(at)) is not None:
            fallen ^= {at}
    if not taken:
        return
    pairs = [{"by": by, "taken": at} for by, at in taken.items()]
    connection.execute(sa.text("INSERT INTO log_taken_back (by_seq, taken_seq) VALUES (:by, :taken)"), pairs)
    if fallen:
        gone = [{"seq": seq, "stands": False} for seq in sorted(fallen)]
        connection.execute(sa.text("UPDATE log_entry SET stands = :stands WHERE seq = :seq"), gone)


def downgrade() -> None:
    op.drop_table("log_taken_back")
    op.drop_column("log_entry", "stands")
    op.add_column("log_entry", sa.Column("reverts", NUMBER, nullable=True))
    op.create_index("ix_log_entry_reverts", "log_entry", ["reverts"])
