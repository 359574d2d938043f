"""codebook/*.toml <-> Codebook. Every fault names its file and its code."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import tomli_w

from casecoding.codebook_places import Where, entries_of, fault_at
from casecoding.codebook_tables import code_from_table, name_of, required, table_from_code, tables, texts
from casecoding.domain.codebook import Code, Codebook, Level
from casecoding.errors import CodebookMissing, DuplicateCode, Language

MAIN_FILE = "codebook.toml"
THEME_FOLDER = "themes"


def load_codebook(folder: Path) -> Codebook:
    """Read codebook.toml and the themes it lists, in its order.

    Raises CodebookMissing, CodebookFault (file and place of the fault) or DuplicateCode.
    """
    main = folder / MAIN_FILE
    if not main.is_file():
        raise CodebookMissing(folder=folder)
    head, where = _read_toml(main)
    title, version = (str(required(head, key, where)) for key in ("title", "version"))
    return Codebook(
        title=title,
        version=version,
        language=_language(head, where),
        levels=_levels(head, where),
        codes=tuple(_all_codes(folder, texts(head, "themes", where))),
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
    return {name: tomli_w.dumps(table) for name, table in codebook_tables(codebook).items()}


def codebook_tables(codebook: Codebook) -> dict[str, dict[str, Any]]:
    """Return relative path -> what the file says."""
    themes = {theme.id: _theme(codebook.with_children(theme.id)) for theme in codebook.themes}
    return {MAIN_FILE: _head(codebook)} | {
        f"{THEME_FOLDER}/{theme}.toml": table for theme, table in themes.items()
    }


def _read_toml(path: Path) -> tuple[dict[str, Any], Where]:
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), Where(path.name, entries_of(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise fault_at(Where(path.name), f"{error}.") from error
    except FileNotFoundError as error:
        raise fault_at(Where(path.name), "filen findes ikke / no such file.") from error


def _all_codes(folder: Path, theme_ids: Sequence[str]) -> Iterator[Code]:
    seen: dict[str, str] = {}
    for theme_id in theme_ids:
        path = folder / THEME_FOLDER / f"{theme_id}.toml"
        table, start = _read_toml(path)
        for number, code in enumerate(_codes_of_theme(table, start)):
            where = start.at(number)
            if code.theme_id != theme_id:
                raise fault_at(where, f"id = '{code.id}' er ikke / is not '{theme_id}'.")
            if code.parent_id and code.parent_id not in seen:
                raise fault_at(where, f"'{code.parent_id}' mangler / is missing.", code.id)
            if code.id in seen:
                raise DuplicateCode(id=code.id, first=seen[code.id], second=path.name)
            seen[code.id] = path.name
            yield code


def _codes_of_theme(table: Mapping[str, Any], start: Where) -> Iterator[Code]:
    theme = code_from_table(table, where=start)
    yield theme
    for number, child in enumerate(tables(table, "codes", start, theme.id), start=1):
        where = start.at(number)
        code = code_from_table(child, where=where)
        if code.theme_id != theme.id or code.depth == 0:
            raise fault_at(where, f"'{code.id}' er ikke under / is not below '{theme.id}'.")
        yield code


def _language(head: Mapping[str, Any], where: Where) -> Language:
    match head.get("language", "da"):
        case "da":
            return "da"
        case "en":
            return "en"
        case other:
            raise fault_at(where, f"language = '{other}' (da, en).")


def _lexicon(head: Mapping[str, Any], where: Where) -> dict[str, str]:
    table = head.get("lexicon", {})
    if isinstance(table, dict) and all(isinstance(lemma, str) and lemma.strip() for lemma in table.values()):
        return {form.lower(): lemma.strip() for form, lemma in table.items()}
    raise fault_at(where, '[lexicon] form = "lemma".')


def _levels(head: Mapping[str, Any], where: Where) -> tuple[Level, ...]:
    levels = sorted(
        (
            _level(table, where.at(number))
            for number, table in enumerate(tables(head, "levels", where), start=1)
        ),
        key=lambda level: level.order,
    )
    for attribute in ("id", "order"):
        for first, second in pairwise(sorted(getattr(level, attribute) for level in levels)):
            if first == second:
                raise fault_at(where, f"levels: {attribute} = '{first}' står to gange / stands twice.")
    return tuple(levels)


def _level(table: Mapping[str, Any], where: Where) -> Level:
    level_id, order = str(required(table, "id", where)), required(table, "order", where)
    if not isinstance(order, int) or isinstance(order, bool):
        raise fault_at(where, f"order = '{order}' (1, 2, 3).", level_id)
    name = name_of(required(table, "name", where, level_id), where, level_id)
    return Level(level_id, order, name, roles=texts(table, "roles", where, level_id))


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
