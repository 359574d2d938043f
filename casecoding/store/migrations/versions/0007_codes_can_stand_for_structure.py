"""Codes can stand for parts of the material: questions of a guide, items of an agenda"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("code", sa.Column("kind", sa.String(), nullable=False, server_default="theme"))


def downgrade() -> None:
    op.drop_column("code", "kind")
