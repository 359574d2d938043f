"""Alembic runs the migrations over the connection that the store hands it."""

from alembic import context
from sqlmodel import SQLModel

from casecoding.store import tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    user_module_prefix=f"{tables.__name__}.",
)
with context.begin_transaction():
    context.run_migrations()
