"""codebook/*.toml <-> Codebook. Every fault names its file and its code."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import tomli_w

from casecoding.codebook_places import Where, entries_of
from casecoding.codebook_places import fault_at as _fault
from casecoding.domain.codebook import Code, Codebook, CodeKind, Cue, CueKind, Level, Name, Scope
from casecoding.domain.suggestion import Flag
from casecoding.errors import CaseCodingError, CodebookMissing, DuplicateCode, Language

MAIN_FILE = "codebook.toml"
THEME_FOLDER = "themes"
TEXT_FIELDS = ("definition", "include", "exclude", "example", "color", "color_dark")
CUE_LISTS = ("terms", "requires", "unless")
COLORS = ("color", "color_dark")
COLOR = re.compile("#[0-9A-Fa-f]{6}")
LONGEST_GAP = 50  # words between two of a phrase
WORDS_OF_A_PARTICLE_VERB = 2


def load_codebook(folder: Path) -> Codebook:
    """Read codebook.toml and the themes it lists, in its order.

    Raises CodebookMissing, CodebookFault (file and place of the fault) or DuplicateCode.
    """
    main = folder / MAIN_FILE
    if not main.is_file():
        raise CodebookMissing(folder=folder)
    head, where = _read_toml(main)
    title, version = (str(_required(head, key, where)) for key in ("title", "version"))
    return Codebook(
        title=title,
        version=version,
        language=_language(head, where),
        levels=_levels(head, where),
        codes=tuple(_all_codes(folder, _texts(head, "themes", where))),
        lexicon=_lexicon(head, where),
    )


def lines_of_cues(folder: Path, codebook: Codebook) -> dict[tuple[str, int], int]:
    """Return (code, number of its cue) -> the line of the theme's file where the cue begins."""
    lines: dict[tuple[str, int], int] = {}
    for theme in codebook.themes:
        entries = entries_of((folder / THEME_FOLDER / f"{theme.id}.toml").read_text(encoding="utf-8"))
        codes = codebook.with_children(theme.id)
        lines |= {(codes[code].id, cue): line for (code, cue), line in entries.items() if cue >= 0}
    return lines


def save_codebook(codebook: Codebook, folder: Path) -> None:
    """Write `codebook` as codebook.toml and one file per theme; themes not in it are removed."""
    themes = folder / THEME_FOLDER
    themes.mkdir(parents=True, exist_ok=True)
    for name, content in codebook_files(codebook).items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    kept = {f"{theme.id}.toml" for theme in codebook.themes}
    for stale in themes.glob("*.toml"):
        if stale.name not in kept:
            stale.unlink()


def codebook_files(codebook: Codebook) -> dict[str, str]:
    """Return relative path -> TOML text, what `save_codebook` writes."""
    files = {MAIN_FILE: tomli_w.dumps(_head(codebook))}
    for theme in codebook.themes:
        codes = codebook.with_children(theme.id)
        files[f"{THEME_FOLDER}/{theme.id}.toml"] = tomli_w.dumps(_theme(codes), multiline_strings=False)
    return files


def code_from_table(table: Mapping[str, Any], *, where: Where) -> Code:
    """Return the code that one TOML table (or stored JSON object) describes."""
    code_id = str(_required(table, "id", where))
    texts = {field: str(table[field]) for field in TEXT_FIELDS if field in table}
    for field in COLORS:
        if field in texts and not COLOR.fullmatch(texts[field]):
            raise _fault(where, f"{field} = '{texts[field]}' (#RRGGBB).", code_id)
    cues = tuple(
        _cue(cue, where=where.at(where.code, number), code_id=code_id)
        for number, cue in enumerate(_tables(table, "cues", where, code_id))
    )
    name = _name(_required(table, "name", where, code_id), where, code_id)
    try:
        return Code(
            id=code_id,
            name=name,
            cues=cues,
            kind=_code_kind(table, where, code_id),
            ignored_flags=_flags(table, where, code_id),
            **texts,
        )
    except CaseCodingError as error:
        raise _fault(where, str(error)) from error


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


def _read_toml(path: Path) -> tuple[dict[str, Any], Where]:
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), Where(path.name, entries_of(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _fault(Where(path.name), f"{error}.") from error
    except FileNotFoundError as error:
        raise _fault(Where(path.name), "filen findes ikke / no such file.") from error


def _all_codes(folder: Path, theme_ids: Sequence[str]) -> Iterator[Code]:
    seen: dict[str, str] = {}
    for theme_id in theme_ids:
        path = folder / THEME_FOLDER / f"{theme_id}.toml"
        table, start = _read_toml(path)
        for number, code in enumerate(_codes_of_theme(table, start)):
            where = start.at(number)
            if code.theme_id != theme_id:
                raise _fault(where, f"id = '{code.id}' er ikke / is not '{theme_id}'.")
            if code.parent_id and code.parent_id not in seen:
                raise _fault(where, f"'{code.parent_id}' mangler / is missing.", code.id)
            if code.id in seen:
                raise DuplicateCode(id=code.id, first=seen[code.id], second=path.name)
            seen[code.id] = path.name
            yield code


def _codes_of_theme(table: Mapping[str, Any], start: Where) -> Iterator[Code]:
    theme = code_from_table(table, where=start)
    yield theme
    for number, child in enumerate(_tables(table, "codes", start, theme.id), start=1):
        where = start.at(number)
        code = code_from_table(child, where=where)
        if code.theme_id != theme.id or code.depth == 0:
            raise _fault(where, f"'{code.id}' er ikke under / is not below '{theme.id}'.")
        yield code


def _language(head: Mapping[str, Any], where: Where) -> Language:
    match head.get("language", "da"):
        case "da":
            return "da"
        case "en":
            return "en"
        case other:
            raise _fault(where, f"language = '{other}' (da, en).")


def _lexicon(head: Mapping[str, Any], where: Where) -> dict[str, str]:
    table = head.get("lexicon", {})
    if isinstance(table, dict) and all(isinstance(lemma, str) and lemma.strip() for lemma in table.values()):
        return {form.lower(): lemma.strip() for form, lemma in table.items()}
    raise _fault(where, '[lexicon] form = "lemma".')


def _levels(head: Mapping[str, Any], where: Where) -> tuple[Level, ...]:
    levels = sorted(
        (
            _level(table, where.at(number))
            for number, table in enumerate(_tables(head, "levels", where), start=1)
        ),
        key=lambda level: level.order,
    )
    for attribute in ("id", "order"):
        for first, second in pairwise(sorted(getattr(level, attribute) for level in levels)):
            if first == second:
                raise _fault(where, f"levels: {attribute} = '{first}' står to gange / stands twice.")
    return tuple(levels)


def _level(table: Mapping[str, Any], where: Where) -> Level:
    level_id, order = str(_required(table, "id", where)), _required(table, "order", where)
    if not isinstance(order, int) or isinstance(order, bool):
        raise _fault(where, f"order = '{order}' (1, 2, 3).", level_id)
    name = _name(_required(table, "name", where, level_id), where, level_id)
    return Level(level_id, order, name, roles=_texts(table, "roles", where, level_id))


def _code_kind(table: Mapping[str, Any], where: Where, code_id: str) -> CodeKind:
    kind = table.get("kind", CodeKind.THEME)
    if kind not in set(CodeKind):
        raise _fault(where, f"kind = '{kind}' ({', '.join(CodeKind)}).", code_id)
    return CodeKind(kind)


def _flags(table: Mapping[str, Any], where: Where, code_id: str) -> tuple[Flag, ...]:
    flags = _texts(table, "ignored_flags", where, code_id)
    unknown = next((one for one in flags if one not in set(Flag)), None)
    if unknown is not None:
        raise _fault(where, f"ignored_flags = ['{unknown}'] ({', '.join(Flag)}).", code_id)
    return tuple(Flag(one) for one in flags)


def _cue(table: Mapping[str, Any], *, where: Where, code_id: str) -> Cue:
    kind = str(table.get("kind", ""))
    if kind not in set(CueKind):
        known = ", ".join(CueKind)
        raise _fault(where, f"kind = '{kind}' ({known}).", code_id)
    needed = "pattern" if CueKind(kind).is_patterned else "terms"
    if not table.get(needed):
        raise _fault(where, f"spor uden / cue without {needed}.", code_id)
    within = table.get("within", Scope.SEGMENT)
    if within not in set(Scope):
        raise _fault(where, f"within = '{within}' ({', '.join(Scope)}).", code_id)
    if kind == CueKind.PARTICLE:
        _require_particles(table, where, code_id)
    return Cue(
        kind=CueKind(kind),
        within=Scope(within),
        pattern=tuple(dict(token) for token in _tables(table, "pattern", where, code_id)),
        gap=int(_number(table, "gap", where, code_id, default=0, lowest=0, highest=LONGEST_GAP)),
        weight=_number(table, "weight", where, code_id, default=1.0, lowest=0.01, highest=1.0),
        **{name: _texts(table, name, where, code_id) for name in CUE_LISTS},
    )


def _require_particles(table: Mapping[str, Any], where: Where, code_id: str) -> None:
    for term in _texts(table, "terms", where, code_id):
        if len(term.split()) != WORDS_OF_A_PARTICLE_VERB:
            raise _fault(where, f"'{term}': verbum og partikel / a verb and its particle.", code_id)


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


def _head(codebook: Codebook) -> dict[str, Any]:
    return {
        "title": codebook.title,
        "version": codebook.version,
        "language": codebook.language,
        "themes": [theme.id for theme in codebook.themes],
        "levels": [_level_table(level) for level in codebook.levels],
        **({"lexicon": dict(sorted(codebook.lexicon.items()))} if codebook.lexicon else {}),
    }


def _level_table(level: Level) -> dict[str, Any]:
    table = {"id": level.id, "order": level.order, "name": {"da": level.name.da, "en": level.name.en}}
    return table | ({"roles": list(level.roles)} if level.roles else {})


def _theme(codes: tuple[Code, ...]) -> dict[str, Any]:
    theme, *children = codes
    table = table_from_code(theme)
    if children:
        table["codes"] = [table_from_code(child) for child in children]
    return table


def _name(value: object, where: Where, code_id: str) -> Name:
    if isinstance(value, dict) and {"da", "en"} <= set(value):
        return Name(da=str(value["da"]), en=str(value["en"]))
    raise _fault(where, "name = { da = …, en = … } mangler / missing.", code_id)


def _required(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> Any:
    if key in table:
        return table[key]
    raise _fault(where, f"'{key}' mangler / is missing.", code_id)


def _texts(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(value)
    raise _fault(where, f'{key} = ["…", "…"].', code_id)


def _tables(table: Mapping[str, Any], key: str, where: Where, code_id: str = "") -> list[dict[str, Any]]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    raise _fault(where, f"[[{key}]].", code_id)


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
    raise _fault(where, f"{key} = '{value}' ({lowest}–{highest}).", code_id)
