"""Where a study lies, and whether it lies well there."""

from pathlib import Path

from casecoding.store.engine import is_url
from casecoding.store.synced import synced_by


def service_that_syncs(place: str) -> str | None:
    """Return the service that copies the folder of a study file elsewhere, None where none is seen."""
    return None if is_url(place) else synced_by(Path(place))
