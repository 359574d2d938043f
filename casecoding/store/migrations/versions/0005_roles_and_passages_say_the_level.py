"""Roles and passages say the level that someone speaks from; participants can be one person"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What the names of files were read by until now, for levels with these ids.
ROLES = {
    "operationelt": [
        "projektleder", "medarbejder", "beboer", "frivillig", "vicevært", "ejendomsfunktionær",
        "varmemester", "afdelingsbestyrelse", "afdelingsmøde", "beboerdemokrat",
    ],
    "taktisk": ["styregruppe", "følgegruppe", "områdechef", "områdeleder", "afdelingsleder"],
    "strategisk": ["bestyrelse", "direktør", "direktion", "borgmester", "byråd", "udvalgsformand"],
}  # fmt: skip


def upgrade() -> None:
    op.add_column("level", sa.Column("roles", sa.JSON(), nullable=False, server_default="[]"))
    level = sa.table("level", sa.column("id", sa.String()), sa.column("roles", sa.JSON()))
    for level_id, roles in ROLES.items():
        op.execute(level.update().where(level.c.id == level_id).values(roles=roles))
    op.add_column(
        "source", sa.Column("level_for_all", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "participant", sa.Column("level_from_role", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("participant", sa.Column("merged_into", sa.String(), nullable=True))
    op.add_column("turn", sa.Column("read_participant_id", sa.String(), nullable=True))
    op.add_column("turn", sa.Column("level", sa.String(), nullable=True))
    op.execute("UPDATE turn SET read_participant_id = participant_id")
    op.create_table(
        "passage",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_passage_source_id"), "passage", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_table("passage")
    for table, column in (
        ("turn", "level"),
        ("turn", "read_participant_id"),
        ("participant", "merged_into"),
        ("participant", "level_from_role"),
        ("source", "level_for_all"),
        ("level", "roles"),
    ):
        op.drop_column(table, column)
