"""The look of the report: A4, named styles, the language of its text, page numbers."""

from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from casecoding.exporting.word_body import Run, field_elements, run_elements
from casecoding.i18n.translating import Translator

INK, ACCENT, QUIET = RGBColor(0x1E, 0x23, 0x29), RGBColor(0x0B, 0x6E, 0x6E), RGBColor(0x5A, 0x60, 0x66)
FONT, TEXT_FONT = "Calibri", "Cambria"
PROOFING = {"da": "da-DK", "en": "en-GB"}


def styled_document(t: Translator, *, running_head: str) -> Document:
    """Return an empty A4 document with the report's styles, language, head and foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    _set_language(document, PROOFING[t.language])
    _set_text_styles(document)
    _set_headings(document)
    _lighten_tables(document)
    _add_report_styles(document)
    _set_head_and_foot(document, t, running_head)
    return document


def _set_language(document: Document, language: str) -> None:
    """Set the proofing language in the defaults of the document and nowhere else."""
    for named in document.styles.element.iter(qn("w:lang")):
        for script in ("val", "eastAsia"):
            named.set(qn(f"w:{script}"), language)


def _set_text_styles(document: Document) -> None:
    normal = _known_style(document, "Normal")
    _font(normal, FONT, 10.5, INK)
    normal.paragraph_format.space_after = Pt(6)
    title, subtitle = _known_style(document, "Title"), _known_style(document, "Subtitle")
    _font(title, FONT, 28, INK)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(150), Pt(8)
    _without_border(title)
    _font(subtitle, FONT, 15, ACCENT)
    subtitle.font.italic = False
    caption = _known_style(document, "Caption")
    _font(caption, FONT, 9, QUIET)
    caption.font.bold = False


def _set_headings(document: Document) -> None:
    for level, size, color, before in ((1, 19, ACCENT, 0), (2, 14, INK, 18), (3, 11.5, QUIET, 12)):
        heading = _known_style(document, f"Heading {level}")
        _font(heading, FONT, size, color)
        heading.font.bold, heading.font.italic = level != 3, False  # noqa: PLR2004 - the third is quiet
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(6)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.page_break_before = level == 1


def _lighten_tables(document: Document) -> None:
    for border in document.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for side in border:
            side.set(qn("w:color"), "FFFFFF")
            side.set(qn("w:sz"), "12")
    margins = OxmlElement("w:tblCellMar")
    for side_name in ("left", "right"):
        margin = OxmlElement(f"w:{side_name}")
        margin.set(qn("w:w"), "57")  # a millimetre
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = document.styles["Table Grid"].element.find(qn("w:tblPr"))
    for known in properties.findall(qn("w:tblCellMar")):
        properties.remove(known)
    properties.append(margins)


def _add_report_styles(document: Document) -> None:
    excerpt = _paragraph_style(document, "Excerpt", TEXT_FONT, 11, INK)
    excerpt.paragraph_format.left_indent = Mm(5)
    excerpt.paragraph_format.space_before, excerpt.paragraph_format.space_after = Pt(9), Pt(2)
    excerpt.paragraph_format.keep_with_next = excerpt.paragraph_format.keep_together = True
    excerpt.paragraph_format.widow_control = True
    line = _paragraph_style(document, "SourceLine", FONT, 8.5, QUIET)
    line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(5), Pt(8)
    line.paragraph_format.keep_together = True
    memo = _paragraph_style(document, "ExcerptMemo", FONT, 9.5, INK)
    memo.paragraph_format.left_indent = Mm(10)
    memo.paragraph_format.keep_with_next = True
    code = _paragraph_style(document, "CodeText", FONT, 10.5, INK)
    code.paragraph_format.keep_with_next = code.paragraph_format.keep_together = True
    front = _paragraph_style(document, "FrontLine", FONT, 11, INK)
    front.paragraph_format.space_after = Pt(2)
    note = _paragraph_style(document, "FrontNote", FONT, 9.5, QUIET)
    note.paragraph_format.space_before = Pt(8)
    part = _paragraph_style(document, "FrontHeading", FONT, 11, ACCENT)
    part.font.bold, part.paragraph_format.keep_with_next = True, True
    part.paragraph_format.space_before, part.paragraph_format.space_after = Pt(14), Pt(0)
    _paragraph_style(document, "ContentsHeading", FONT, 19, ACCENT).font.bold = True
    for level, indent in ((1, 0), (2, 6), (3, 12)):
        entry = _paragraph_style(document, f"TOC {level}", FONT, 10.5, INK)
        entry.font.bold = entry.paragraph_format.keep_with_next = level == 1
        entry.paragraph_format.left_indent = Mm(indent)
        entry.paragraph_format.space_before, entry.paragraph_format.space_after = (
            Pt(5 if level == 1 else 0),
            Pt(1),
        )
    for name, alignment in (
        ("MatrixName", WD_ALIGN_PARAGRAPH.LEFT),
        ("MatrixCell", WD_ALIGN_PARAGRAPH.CENTER),
    ):
        cell = _paragraph_style(document, name, FONT, 9, INK)
        cell.paragraph_format.alignment = alignment
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    turn = _paragraph_style(document, "Turn", TEXT_FONT, 11, INK)
    turn.paragraph_format.space_after, turn.paragraph_format.line_spacing = Pt(7), 1.35
    _paragraph_style(document, "CommentText", FONT, 9.5, INK)
    _character_style(document, "CommentReference", FONT, INK).font.size = Pt(8)
    _character_style(document, "TurnNumber", FONT, QUIET).font.size = Pt(8.5)
    mark = _character_style(document, "CodeMark", FONT, QUIET)
    mark.font.superscript, mark.font.bold = True, True
    _character_style(document, "Speaker", FONT, INK).font.bold = True
    _character_style(document, "Quotation", TEXT_FONT, INK)
    _character_style(document, "Context", TEXT_FONT, QUIET)
    _character_style(document, "FieldName", FONT, INK).font.bold = True
    _character_style(document, "MatrixHead", FONT, INK).font.bold = True
    _character_style(document, "MatrixLight", FONT, RGBColor(0xFF, 0xFF, 0xFF))


def _set_head_and_foot(document: Document, t: Translator, running_head: str) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    quiet = head.style = foot.style = _known_style(document, "Footer")
    _font(quiet, FONT, 8.5, QUIET)
    head._p.extend(run_elements(Run(running_head)))  # noqa: SLF001 - fields need the element
    before, _, after = t("word.page").partition("{page}")
    between, _, end = after.partition("{pages}")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot._p.extend(  # noqa: SLF001
        [
            *run_elements(Run(before)),
            *field_elements("PAGE", "1"),
            *run_elements(Run(between)),
            *field_elements("NUMPAGES", "1"),
            *run_elements(Run(end)),
        ]
    )


def _known_style(document: Document, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])


def _paragraph_style(document: Document, name: str, font: str, size: float, ink: RGBColor) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    style.element.set(qn("w:styleId"), name.replace(" ", ""))
    _font(style, font, size, ink)
    return style


def _character_style(document: Document, name: str, font: str, color: RGBColor) -> CharacterStyle:
    style = cast(CharacterStyle, document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER))
    _font(style, font, None, color)
    return style


def _font(style: CharacterStyle, name: str, size: float | None, color: RGBColor) -> None:
    style.font.name, style.font.color.rgb = name, color
    if size:
        style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _without_border(style: CharacterStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    properties.append(OxmlElement("w:pBdr"))
