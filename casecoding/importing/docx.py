"""Reads docx: the parts of the package, and what of them is shown where."""

from casecoding.domain.source import BODY_ALONE, ReadingChoices
from casecoding.errors import UnreadableFile
from casecoding.importing.docx_body import Notes, Walker
from casecoding.importing.docx_parts import part_names, parts_of, read_lists, read_styles, word_namespace
from casecoding.importing.guards import Archive, Element, open_archive
from casecoding.importing.paragraphs import Paragraph

FORMAT = "docx"


def read_docx(
    file: str, content: bytes, choices: ReadingChoices = BODY_ALONE
) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """Return the paragraphs of a docx, and the running headers and footers that were left out.

    Footnotes and endnotes stand at the end with their marks, then comments where they are
    asked for. Kept headers stand before the text, kept footers after it, each wording once.
    """
    archive = open_archive(file, content, kind=FORMAT)
    main = main_part(archive)
    root = archive.xml(main)
    w = word_namespace(root)
    bodies = root.findall(f"{{{w}}}body") if w else []
    if w is None or not bodies:
        raise UnreadableFile(file=file, format=FORMAT)
    walker = _walker(archive, part_names(archive, main=main), w, comments=choices.comments)
    for body in bodies:
        walker.blocks(body)
    walker.end()
    above, below = (_furniture(archive, main, kind, walker) for kind in ("header", "footer"))
    text = tuple(walker.found)
    return ((*above, *text, *below), ()) if choices.page_furniture else (text, _wordings(*above, *below))


def main_part(archive: Archive) -> str:
    """Return the name of the part that holds the body."""
    if not archive.has("_rels/.rels"):
        return "word/document.xml"
    return _parts_of_package(archive).get("officeDocument", "word/document.xml")


def _parts_of_package(archive: Archive) -> dict[str, str]:
    return {
        relation.get("Type", "").rsplit("/", 1)[-1]: relation.get("Target", "").lstrip("/")
        for relation in archive.xml("_rels/.rels")
    }


def _walker(archive: Archive, parts: dict[str, str], w: str, *, comments: bool) -> Walker:
    def side(kind: str) -> Element | None:
        name = parts.get(kind)
        return archive.xml(name) if name and archive.has(name) else None

    styles, lists = side("styles"), side("numbering")
    kinds = ("footnote", "endnote", "comment") if comments else ("footnote", "endnote")
    return Walker(
        archive.file,
        w,
        {} if styles is None else read_styles(styles, w),
        {} if lists is None else read_lists(lists, w),
        Notes({kind: _notes_by_id(side(f"{kind}s"), kind, w) for kind in kinds}),
    )


def _notes_by_id(root: Element | None, kind: str, w: str) -> dict[str, Element]:
    found = [] if root is None else root.findall(f"{{{w}}}{kind}")
    return {note.get(f"{{{w}}}id", ""): note for note in found}


def _furniture(archive: Archive, main: str, kind: str, walker: Walker) -> tuple[Paragraph, ...]:
    """Return the wordings of the headers or footers; page numbers alone say nothing."""
    names = [name for name in parts_of(archive, main=main, kind=kind) if archive.has(name)]
    shown = [walker.aside(archive.xml(name)) for name in names]
    return tuple(dict.fromkeys(paragraph for part in shown for paragraph in part))


def _wordings(*paragraphs: Paragraph) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paragraph.text for paragraph in paragraphs))
