"""Every entry of the log has a seal, made of what it says and of the seal before it"""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from casecoding.store.sealing import seal_of

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

AT_ONCE = 500

entry = sa.table(
    "log_entry",
    sa.column("seq", sa.BigInteger),
    sa.column("id", sa.String),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("coder_id", sa.String),
    sa.column("action", sa.String),
    sa.column("subject", sa.JSON),
    sa.column("seal", sa.String),
)
change = sa.table(
    "log_change",
    sa.column("entry_id", sa.String),
    sa.column("position", sa.Integer),
    sa.column("table_name", sa.String),
    sa.column("row_id", sa.String),
    sa.column("before", sa.JSON),
    sa.column("after", sa.JSON),
)
taken_back = sa.table("log_taken_back", sa.column("by_seq"), sa.column("taken_seq"))


def upgrade() -> None:
    op.add_column("log_entry", sa.Column("seal", sa.String(), nullable=False, server_default=""))
    connection, seal = op.get_bind(), ""
    for numbers in _numbers(connection):
        sealed = []
        for row, takes_back, changes in _entries(connection, numbers):
            seal = seal_of(
                seal,
                entry_id=row.id,
                at=row.at,
                coder_id=row.coder_id,
                action=row.action,
                subject=row.subject,
                takes_back=takes_back,
                changes=changes,
            )
            sealed.append({"number": row.seq, "made": seal})
        connection.execute(
            sa.update(entry).where(entry.c.seq == sa.bindparam("number")).values(seal=sa.bindparam("made")),
            sealed,
        )


def _numbers(connection):
    """Give the numbers of the entries, so many at once."""
    numbers = connection.scalars(sa.select(entry.c.seq).order_by(entry.c.seq)).all()
    return [numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]


def _entries(connection, numbers):
    """Give each of the entries, the numbers that it takes back, and its changes in their order."""
    rows = connection.execute(sa.select(entry).where(entry.c.seq.in_(numbers)).order_by(entry.c.seq)).all()
    told = connection.execute(
        sa.select(change)
        .where(change.c.entry_id.in_([row.id for row in rows]))
        .order_by(change.c.entry_id, change.c.position)
    )
    changes = {
        entry_id: [(one.table_name, one.row_id, one.before, one.after) for one in some]
        for entry_id, some in groupby(told, lambda one: one.entry_id)
    }
    pairs = connection.execute(sa.select(taken_back).where(taken_back.c.by_seq.in_(numbers))).all()
    for row in rows:
        yield row, [pair.taken_seq for pair in pairs if pair.by_seq == row.seq], changes.get(row.id, ())


def downgrade() -> None:
    op.drop_column("log_entry", "seal")
