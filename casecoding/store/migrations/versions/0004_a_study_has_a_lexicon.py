"""A study has a lexicon: lemmas of its own for word forms"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("study", sa.Column("lexicon", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("study", "lexicon")
