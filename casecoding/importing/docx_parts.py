"""The side parts of a docx that its body points to: styles, list numbers, notes."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from casecoding.importing.guards import Archive, Element
from casecoding.importing.numbering import BULLET, ListCounter, ListLevel, whole

_BODY_LEVEL = 9
_MAX_ANCESTORS = 20
_HEADING_NAMES = ("heading", "title", "subtitle", "overskrift", "titel")
_WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says of its paragraphs; list is (list id, depth)."""

    is_heading: bool = False
    list: tuple[str, int] | None = None


def part_names(archive: Archive, *, main: str) -> dict[str, str]:
    """Return the parts that `main` points to, by the last word of their relationship's type."""
    return dict(_relations(archive, main))


def parts_of(archive: Archive, *, main: str, kind: str) -> list[str]:
    """Return every part of one kind that `main` points to, in the order of the list."""
    return [part for told, part in _relations(archive, main) if told == kind]


def _relations(archive: Archive, main: str) -> list[tuple[str, str]]:
    folder, name = posixpath.split(main)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(listing):
        return []
    return [
        (relation.get("Type", "").rsplit("/", 1)[-1], _part(folder, relation.get("Target", "")))
        for relation in archive.xml(listing)
        if relation.get("TargetMode") != "External"
    ]


def _part(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def word_namespace(root: Element) -> str | None:
    """Return the WordprocessingML namespace of `root`, transitional or Strict."""
    namespace = etree.QName(root).namespace
    return namespace if namespace in _WORD_NAMESPACES else None


def value(parent: Element | None, path: str, w: str) -> str | None:
    """Return the w:val that stands at `path` ("numPr/ilvl") under `parent`."""
    if parent is None:
        return None
    found = parent.find("/".join(f"{{{w}}}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{{{w}}}val", "")


def is_outlined(level: str | None) -> bool:
    """Whether an outline level makes a heading; 9 is body text."""
    return whole(level, _BODY_LEVEL) < _BODY_LEVEL


def read_styles(root: Element, w: str) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by id, with what they inherit."""
    told = {style.get(f"{{{w}}}styleId", ""): _own(style, w) for style in root.iter(f"{{{w}}}style")}
    return {name: _inherited(name, told) for name in told}


def _own(style: Element, w: str) -> tuple[ParagraphStyle, str]:
    """Return what a style says itself, and the style that it is based on."""
    own = ParagraphStyle(_names_heading(style, w), list_place(style.find(f"{{{w}}}pPr"), w))
    return own, value(style, "basedOn", w) or ""


def _inherited(name: str, told: dict[str, tuple[ParagraphStyle, str]]) -> ParagraphStyle:
    whole = ParagraphStyle()
    for _ in range(_MAX_ANCESTORS):
        if name not in told:
            break
        own, name = told[name]
        whole = ParagraphStyle(whole.is_heading or own.is_heading, whole.list or own.list)
    return whole


def _names_heading(style: Element, w: str) -> bool:
    name = (value(style, "name", w) or "").lower()
    outline = value(style, "pPr/outlineLvl", w)
    return name.startswith(_HEADING_NAMES) or is_outlined(outline)


def list_place(properties: Element | None, w: str) -> tuple[str, int] | None:
    """Return the list id and depth that paragraph properties name."""
    number = value(properties, "numPr/numId", w)
    return (number, whole(value(properties, "numPr/ilvl", w), 0)) if number is not None else None


def read_lists(root: Element, w: str) -> dict[str, ListCounter]:
    """Return a counter per list id; lists of one definition count on together."""
    abstract = {
        definition.get(f"{{{w}}}abstractNumId", ""): ListCounter(_levels(definition, w))
        for definition in root.iter(f"{{{w}}}abstractNum")
    }
    return {
        number.get(f"{{{w}}}numId", ""): _counter(number, abstract, w) for number in root.iter(f"{{{w}}}num")
    }


def _counter(number: Element, abstract: dict[str, ListCounter], w: str) -> ListCounter:
    shared = abstract.get(value(number, "abstractNumId", w) or "", ListCounter({}))
    overrides = number.findall(f"{{{w}}}lvlOverride")
    if not overrides:
        return shared
    levels = dict(shared.levels)
    for override in overrides:
        depth = whole(override.get(f"{{{w}}}ilvl"), 0)
        old = levels.get(depth, ListLevel("decimal", f"%{depth + 1}."))
        start = whole(value(override, "startOverride", w), old.start)
        levels[depth] = ListLevel(old.format, old.pattern, start)
        levels |= _levels(override, w)
    return ListCounter(levels)


def _levels(parent: Element, w: str) -> dict[int, ListLevel]:
    return {
        whole(level.get(f"{{{w}}}ilvl"), 0): ListLevel(
            value(level, "numFmt", w) or "decimal",
            value(level, "lvlText", w) or BULLET,
            whole(value(level, "start", w), 1),
        )
        for level in parent.findall(f"{{{w}}}lvl")
    }
