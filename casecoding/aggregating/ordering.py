"""The order in which the keys of a dimension stand: the codebook's, the levels', the kinds', else by name."""

from collections.abc import Iterable, Mapping

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.codebook import Codebook
from casecoding.domain.source import SourceKind

Place = tuple[int, str]


class KeyOrder:
    """Sorts keys of any dimension; what the codebook does not know comes last, by name."""

    def __init__(self, codebook: Codebook) -> None:
        codes = _numbered(code.id for code in codebook)
        self._listed: Mapping[Dimension, Mapping[str, int]] = {
            Dimension.THEME: codes,
            Dimension.CODE: codes,
            Dimension.QUESTION: codes,
            Dimension.LEVEL: _numbered(level.id for level in codebook.levels),
            Dimension.KIND: _numbered(kind.value for kind in SourceKind),
        }

    def place(self, dimension: Dimension, key: str) -> Place:
        """Return what to sort a key by."""
        listed = self._listed.get(dimension, {})
        return listed.get(key, len(listed)), key


def _numbered(ids: Iterable[str]) -> dict[str, int]:
    return {one: at for at, one in enumerate(ids)}
