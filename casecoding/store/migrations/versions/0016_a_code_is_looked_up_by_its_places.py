"""The index of codes tells where their quotations stand, so that overlaps are found in it alone."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_coding_code_place", "coding", ["code_id", "source_id", "start", "end", "turn"])
    op.drop_index("ix_coding_code_source", "coding")


def downgrade() -> None:
    op.create_index("ix_coding_code_source", "coding", ["code_id", "source_id"])
    op.drop_index("ix_coding_code_place", "coding")
