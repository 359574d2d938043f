"""One code's TOML table <-> Code, and the readers of a table's fields."""

import re
from collections.abc import Mapping
from typing import Any

from casecoding.codebook_places import Where, fault_at
from casecoding.domain.codebook import Code, CodeKind, Cue, CueKind, Name, Scope
from casecoding.domain.suggestion import Flag
from casecoding.errors import CaseCodingError

TEXT_FIELDS = ("definition", "include", "exclude", "example", "color", "color_dark")
CUE_LISTS = ("terms", "requires", "unless")
COLORS = ("color", "color_dark")
COLOR = re.compile("#[0-9A-Fa-f]{6}")
LONGEST_GAP = 50  # words between two of a phrase
WORDS_OF_A_PARTICLE_VERB = 2


def code_from_table(table: Mapping[str, Any], *, where: Where) -> Code:
    """Return the code that one TOML table (or stored JSON object) describes."""
    code_id = str(required(table, "id", where))
    said = {field: str(table[field]) for field in TEXT_FIELDS if field in table}
    for field in COLORS:
        if field in said and not COLOR.fullmatch(said[field]):
            raise fault_at(where, f"{field} = '{said[field]}' (#RRGGBB).", code_id)
    cues = tuple(
        _cue(cue, where=where.at(where.code, number), code_id=code_id)
        for number, cue in enumerate(tables(table, "cues", where, code_id))
    )
    name = name_of(required(table, "name", where, code_id), where, code_id)
    try:
        return Code(
            id=code_id,
            name=name,
            cues=cues,
            kind=_code_kind(table, where, code_id),
            ignored_flags=_flags(table, where, code_id),
            **said,
        )
    except CaseCodingError as error:
        raise fault_at(where, str(error)) from error


def table_from_code(code: Code) -> dict[str, Any]:
    """Return the TOML table of one code without its sub-codes; the inverse of `code_from_table`."""
    table: dict[str, Any] = {"id": code.id, "name": {"da": code.name.da, "en": code.name.en}}
    table |= {field: getattr(code, field) for field in TEXT_FIELDS}
    if code.kind is not CodeKind.THEME:
        table["kind"] = code.kind.value
    if code.ignored_flags:
        table["ignored_flags"] = [flag.value for flag in code.ignored_flags]
    if code.cues:
        table["cues"] = [_cue_table(cue) for cue in code.cues]
    return table


def _code_kind(table: Mapping[str, Any], where: Where, code_id: str) -> CodeKind:
    kind = table.get("kind", CodeKind.THEME)
    if kind not in set(CodeKind):
        raise fault_at(where, f"kind = '{kind}' ({', '.join(CodeKind)}).", code_id)
    return CodeKind(kind)


def _flags(table: Mapping[str, Any], where: Where, code_id: str) -> tuple[Flag, ...]:
    flags = texts(table, "ignored_flags", where, code_id)
    unknown = next((one for one in flags if one not in set(Flag)), None)
    if unknown is not None:
        raise fault_at(where, f"ignored_flags = ['{unknown}'] ({', '.join(Flag)}).", code_id)
    return tuple(Flag(one) for one in flags)


def _cue(table: Mapping[str, Any], *, where: Where, code_id: str) -> Cue:
    kind = str(table.get("kind", ""))
    if kind not in set(CueKind):
        known = ", ".join(CueKind)
        raise fault_at(where, f"kind = '{kind}' ({known}).", code_id)
    needed = "pattern" if CueKind(kind).is_patterned else "terms"
    if not table.get(needed):
        raise fault_at(where, f"spor uden / cue without {needed}.", code_id)
    within = table.get("within", Scope.SEGMENT)
    if within not in set(Scope):
        raise fault_at(where, f"within = '{within}' ({', '.join(Scope)}).", code_id)
    if kind == CueKind.PARTICLE:
        _require_particles(table, where, code_id)
    return Cue(
        kind=CueKind(kind),
        within=Scope(within),
        pattern=tuple(dict(token) for token in tables(table, "pattern", where, code_id)),
        gap=int(_number(table, "gap", where, code_id, default=0, lowest=0, highest=LONGEST_GAP)),
        weight=_number(table, "weight", where, code_id, default=1.0, lowest=0.01, highest=1.0),
        **{name: texts(table, name, where, code_id) for name in CUE_LISTS},
    )


def _require_particles(table: Mapping[str, Any], where: Where, code_id: str) -> None:
    for term in texts(table, "terms", where, code_id):
        if len(term.split()) != WORDS_OF_A_PARTICLE_VERB:
            raise fault_at(where, f"'{term}': verbum og partikel / a verb and its particle.", code_id)


def _cue_table(cue: Cue) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": cue.kind.value}
    table |= {name: list(getattr(cue, name)) for name in CUE_LISTS if getattr(cue, name)}
    if cue.pattern:
        table["pattern"] = [dict(token) for token in cue.pattern]
    if cue.gap:
        table["gap"] = cue.gap
    if cue.within is not Scope.SEGMENT:
        table["within"] = cue.within.value
    return table | {"weight": cue.weight}


def name_of(value: object, where: Where, code_id: str) -> Name:
    if isinstance(value, dict) and {"da", "en"} <= set(value):
        return Name(da=str(value["da"]), en=str(value["en"]))
    raise fault_at(where, "name = { da = …, en = … } mangler / missing.", code_id)


def required(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> Any:
    if key in table:
        return table[key]
    raise fault_at(where, f"'{key}' mangler / is missing.", code_id)


def texts(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(value)
    raise fault_at(where, f'{key} = ["…", "…"].', code_id)


def tables(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> list[dict[str, Any]]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    raise fault_at(where, f"[[{key}]].", code_id)


def _number(
    table: Mapping[str, Any],
    key: str,
    where: Where,
    code_id: str,
    *,
    default: float,
    lowest: float,
    highest: float,
) -> float:
    value = table.get(key, default)
    if isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest:
        return float(value)
    raise fault_at(where, f"{key} = '{value}' ({lowest}–{highest}).", code_id)
