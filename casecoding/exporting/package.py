"""Office files are zip packages: the same report is the same file, whenever it is made."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def undated_package(content: bytes, *, parts: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return the package without the times of its parts; `parts` (by name) take the place of theirs."""
    rewritten = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(rewritten, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            words = parts.get(part.filename) or source.read(part)
            target.writestr(ZipInfo(part.filename, ZIP_DATE), words, ZIP_DEFLATED)
    return rewritten.getvalue()
