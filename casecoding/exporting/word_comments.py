"""Comments in a Word file: the ranges they are about, and what they say."""

from datetime import datetime

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from casecoding.exporting.word_body import NOT_IN_XML, Run, paragraph_element


class Margin:
    """Adds comments to a document, each in constant time: python-docx looks for a free id every time."""

    def __init__(self, document: Document) -> None:
        self._comments = document.comments._comments_elm  # noqa: SLF001 - python-docx has no other way in
        self._made = 0

    def comment(self, lines: list[str], *, author: str, at: datetime) -> str:
        """Add a comment of these lines; return the id that its range marks carry."""
        made, number = OxmlElement("w:comment"), str(self._made)
        self._made += 1
        name = NOT_IN_XML.sub("", author)
        initials = "".join(word[0] for word in name.split())
        when = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        for key, value in (("id", number), ("author", name), ("date", when), ("initials", initials)):
            made.set(qn(f"w:{key}"), value)
        made.extend(paragraph_element("CommentText", [Run(line)]) for line in lines)
        self._comments.append(made)
        return number


def range_start(comment_id: str) -> Element:
    return _mark("w:commentRangeStart", comment_id)


def range_end(comment_id: str) -> list[Element]:
    """Return the end of a comment's range and the run that holds the comment."""
    run, properties, named = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    named.set(qn("w:val"), "CommentReference")
    properties.append(named)
    run.extend((properties, _mark("w:commentReference", comment_id)))
    return [_mark("w:commentRangeEnd", comment_id), run]


def _mark(tag: str, comment_id: str) -> Element:
    made = OxmlElement(tag)
    made.set(qn("w:id"), comment_id)
    return made
