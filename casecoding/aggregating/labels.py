"""Keys of a matrix -> what a person reads."""

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.codebook import Codebook
from casecoding.i18n.translating import Translator


def key_label(dimension: Dimension, key: str, *, codebook: Codebook, t: Translator) -> str:
    """Return the name of a row or column; a key that is no longer in the codebook stands as it is."""
    if not key:
        return t("aggregating.unstated")
    match dimension:
        case Dimension.QUESTION if key in codebook:
            return codebook.code(key).name.in_language(t.language)
        case Dimension.THEME | Dimension.CODE | Dimension.QUESTION:
            return code_label(key, codebook=codebook, t=t)
        case Dimension.LEVEL:
            return level_label(key, codebook=codebook, t=t)
        case Dimension.KIND:
            return t(f"aggregating.kind_{key.replace('-', '_')}")
        case _:
            return key


def code_label(code_id: str, *, codebook: Codebook, t: Translator) -> str:
    """Return the code's name, a sub-code's behind its theme's: "Kobling › Brudt"."""
    known = [code for code in codebook if code_id == code.id or code_id.startswith(code.id + ".")]
    return " › ".join(code.name.in_language(t.language) for code in known) or code_id


def level_label(level_id: str | None, *, codebook: Codebook, t: Translator) -> str:
    for level in codebook.levels:
        if level.id == level_id:
            return level.name.in_language(t.language)
    return level_id or t("aggregating.unstated")
