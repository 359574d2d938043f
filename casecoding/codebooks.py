"""codebook/*.toml <-> Codebook. Every fault names its file and its code."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from casecoding.domain.codebook import Code, Codebook, Cue, CueKind, Level, Name
from casecoding.errors import CaseCodingError, CodebookFault, CodebookMissing, DuplicateCode

MAIN_FILE = "codebook.toml"
THEME_FOLDER = "themes"
TEXT_FIELDS = ("definition", "include", "exclude", "example", "color", "color_dark")
CUE_LISTS = ("terms", "requires", "unless")


def load_codebook(folder: Path) -> Codebook:
    """Read codebook.toml and the themes it lists, in its order.

    Raises CodebookMissing, CodebookFault (file and place of the fault) or DuplicateCode.
    """
    main = folder / MAIN_FILE
    if not main.is_file():
        raise CodebookMissing(folder=folder)
    head = _read_toml(main)
    codes = tuple(_all_codes(folder, head.get("themes", [])))
    return Codebook(
        title=_required(head, "title", main.name),
        version=str(_required(head, "version", main.name)),
        language=head.get("language", "da"),
        levels=_levels(head, main.name),
        codes=codes,
    )


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


def code_from_table(table: Mapping[str, Any], *, file: str) -> Code:
    """Return the code that one TOML table (or stored JSON object) describes."""
    code_id = str(_required(table, "id", file))
    texts = {field: str(table[field]) for field in TEXT_FIELDS if field in table}
    cues = tuple(_cue(cue, file=file, code_id=code_id) for cue in table.get("cues", []))
    name = _name(_required(table, "name", file, code_id), file, code_id)
    try:
        return Code(id=code_id, name=name, cues=cues, **texts)
    except CaseCodingError as error:
        raise CodebookFault(file=file, line="", fault=str(error)) from error


def table_from_code(code: Code) -> dict[str, Any]:
    """Return the TOML table of one code without its sub-codes; the inverse of `code_from_table`."""
    table: dict[str, Any] = {"id": code.id, "name": {"da": code.name.da, "en": code.name.en}}
    table |= {field: getattr(code, field) for field in TEXT_FIELDS}
    if code.cues:
        table["cues"] = [_cue_table(cue) for cue in code.cues]
    return table


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookFault(file=path.name, line="", fault=f"{error}.") from error
    except FileNotFoundError as error:
        raise CodebookFault(file=path.name, line="", fault="filen findes ikke / no such file.") from error


def _all_codes(folder: Path, theme_ids: list[str]) -> Iterator[Code]:
    seen: dict[str, str] = {}
    for theme_id in theme_ids:
        path = folder / THEME_FOLDER / f"{theme_id}.toml"
        for code in _codes_of_theme(_read_toml(path), path.name):
            if code.id in seen:
                raise DuplicateCode(id=code.id, first=seen[code.id], second=path.name)
            seen[code.id] = path.name
            yield code


def _codes_of_theme(table: Mapping[str, Any], file: str) -> Iterator[Code]:
    theme = code_from_table(table, file=file)
    yield theme
    for child in table.get("codes", []):
        code = code_from_table(child, file=file)
        if code.theme_id != theme.id or code.depth == 0:
            fault = f"'{code.id}' er ikke under / is not below '{theme.id}'."
            raise CodebookFault(file=file, line="", fault=fault)
        yield code


def _levels(head: Mapping[str, Any], file: str) -> tuple[Level, ...]:
    levels = [
        Level(
            id=str(_required(table, "id", file)),
            order=int(_required(table, "order", file)),
            name=_name(_required(table, "name", file), file, str(table["id"])),
        )
        for table in head.get("levels", [])
    ]
    return tuple(sorted(levels, key=lambda level: level.order))


def _cue(table: Mapping[str, Any], *, file: str, code_id: str) -> Cue:
    kind = str(table.get("kind", ""))
    if kind not in set(CueKind):
        known = ", ".join(CueKind)
        raise CodebookFault(file=file, line="", fault=f"'{code_id}': kind = '{kind}' ({known}).")
    if not (table.get("terms") or table.get("pattern")):
        raise CodebookFault(file=file, line="", fault=f"'{code_id}': spor uden terms / cue without terms.")
    return Cue(
        kind=CueKind(kind),
        pattern=tuple(dict(token) for token in table.get("pattern", [])),
        gap=int(table.get("gap", 0)),
        weight=float(table.get("weight", 1.0)),
        **{name: tuple(str(term) for term in table.get(name, [])) for name in CUE_LISTS},
    )


def _cue_table(cue: Cue) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": cue.kind.value}
    table |= {name: list(getattr(cue, name)) for name in CUE_LISTS if getattr(cue, name)}
    if cue.pattern:
        table["pattern"] = [dict(token) for token in cue.pattern]
    if cue.gap:
        table["gap"] = cue.gap
    return table | {"weight": cue.weight}


def _head(codebook: Codebook) -> dict[str, Any]:
    return {
        "title": codebook.title,
        "version": codebook.version,
        "language": codebook.language,
        "themes": [theme.id for theme in codebook.themes],
        "levels": [
            {"id": level.id, "order": level.order, "name": {"da": level.name.da, "en": level.name.en}}
            for level in codebook.levels
        ],
    }


def _theme(codes: tuple[Code, ...]) -> dict[str, Any]:
    theme, *children = codes
    table = table_from_code(theme)
    if children:
        table["codes"] = [table_from_code(child) for child in children]
    return table


def _name(value: object, file: str, code_id: str) -> Name:
    if isinstance(value, dict) and {"da", "en"} <= set(value):
        return Name(da=str(value["da"]), en=str(value["en"]))
    raise CodebookFault(
        file=file, line="", fault=f"'{code_id}': name = {{ da = …, en = … }} mangler / missing."
    )


def _required(table: Mapping[str, Any], key: str, file: str, code_id: str = "") -> Any:
    if key in table:
        return table[key]
    place = f"'{code_id}': " if code_id else ""
    raise CodebookFault(file=file, line="", fault=f"{place}'{key}' mangler / is missing.")
