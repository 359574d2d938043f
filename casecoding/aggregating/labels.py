"""Keys of a matrix -> what a person reads."""

from datetime import date

from casecoding.aggregating.matrix import AttributeDimension, Axis, Dimension
from casecoding.domain.attributes import AttributeKind, from_text
from casecoding.domain.codebook import Codebook, CueKind
from casecoding.domain.suggestion import EXAMPLES_RULE, LEARNED_RULE
from casecoding.i18n.translating import Translator


def key_label(  # noqa: PLR0911 - one branch per sort of key
    dimension: Axis, key: str, *, codebook: Codebook, t: Translator
) -> str:
    """Return the name of a row or column; a key that is no longer in the codebook stands as it is."""
    if not key:
        return t("aggregating.unstated")
    match dimension:
        case AttributeDimension():
            return value_label(dimension.attribute.kind, key, t=t)
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


def rule_label(rule: str, *, t: Translator) -> str:
    """Return what a suggestion rests on: "ordform: ledelsen"; a rule of others stands as it is."""
    for begun, suggester in ((EXAMPLES_RULE, "examples"), (LEARNED_RULE, "learned")):
        if rule.startswith(begun):
            return f"{t(f'queue.suggester_{suggester}')}: {rule.removeprefix(begun)}"
    kind, separator, terms = rule.partition(": ")
    known = separator and kind in list(CueKind)
    return f"{t(f'cues.kind_{kind}')}: {terms}" if known else rule


def level_label(level_id: str | None, *, codebook: Codebook, t: Translator) -> str:
    for level in codebook.levels:
        if level.id == level_id:
            return level.name.in_language(t.language)
    return level_id or t("aggregating.unstated")


def value_label(kind: AttributeKind, stored: str, *, t: Translator) -> str:
    """Return a stored value of an attribute as people write it."""
    match value := from_text(kind, stored):
        case bool():
            return t("aggregating.yes") if value else t("aggregating.no")
        case float():
            return t.number(value, decimals=0 if value.is_integer() else 2)
        case date():
            return t.date(value)
        case _:
            return value
