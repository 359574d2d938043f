"""A rejection keeps why: wrong sense, not about the code, too thin, said elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("suggestion", sa.Column("grounds", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("suggestion", "grounds")
