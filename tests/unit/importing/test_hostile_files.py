"""Broken and hostile files give one clear error, soon and in little memory."""

import pytest
from office_files import docx, odt, p, pdf, pdf_of_objects, zipped

from casecoding import errors
from casecoding.importing import guards
from casecoding.importing import pdf as pdf_reader
from casecoding.importing.reading import read_file
from casecoding.importing.unlocking import OLE_MAGIC

OLE = OLE_MAGIC + bytes(600)
BLOWFISH = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<m:file-entry m:full-path="content.xml"><m:encryption-data>
<m:algorithm m:algorithm-name="Blowfish CFB"/><m:key-derivation/>
</m:encryption-data></m:file-entry></m:manifest>"""
LOCKED_ODT = odt("", **{"META-INF/manifest.xml": BLOWFISH})
DOCTYPE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.docx", b"", errors.EmptyFile),
        ("a.txt", b" \r\n\t ", errors.EmptyFile),
        ("a.docx", docx(p("  ")), errors.EmptyFile),
        ("a.docx", OLE, errors.UnreadableFile),
        ("a.doc", OLE, errors.UnsupportedFormat),
        ("a.doc", OLE + "EncryptedPackage".encode("utf-16-le"), errors.UnreadableFile),
        ("a.odt", LOCKED_ODT, errors.PasswordUnsupported),
        ("a.docx", b"Bare ord", errors.UnreadableFile),
        ("a.docx", docx(p("ord"))[:-30], errors.UnreadableFile),
        ("a.docx", docx(p("ord"))[:60], errors.UnreadableFile),
        ("a.docx", zipped({"a.txt": "ord"}), errors.UnreadableFile),
        ("a.docx", zipped({"word/document.xml": "<w:document"}), errors.DamagedPart),
        ("a.docx", zipped({"word/document.xml": "<other/>"}), errors.UnreadableFile),
        ("a.docx", zipped({"word/document.xml": DOCTYPE + WORD}), errors.UnsafePart),
        ("a.docx", docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), errors.DamagedPart),
        ("a.docx", docx(p("0" * (5 * guards.MEGABYTE))), errors.PackedTooTight),
        ("a.pdf", b"%PDF-1.4\nikke mere", errors.UnreadableFile),
        ("a.pdf", pdf([]), errors.ScannedPdf),
        ("a.exe", b"MZ\x90\x00", errors.UnsupportedFormat),
        ("uden-endelse", b"ord", errors.UnsupportedFormat),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, errors.UndecodableText),
        ("a.txt", b"ord\x00\x00\x00\x00" * 50, errors.UndecodableText),
        ("a.rtf", b"ord", errors.UnreadableFile),
        ("a.html", b"<div>" * 5000 + b"ord", errors.UnreadableFile),
        ("a.html", b"<p " + b" ".join(b"a%d=1" % n for n in range(2000)) + b">ord", errors.DamagedPart),
        ("a.txt", b"a\n" * 1_100_000, errors.TooManyParagraphs),
        ("a.docx", docx("<w:p/>" * 210_000), errors.TooManyParagraphs),
        ("a.csv", b";" * 3_100_000, errors.TooManyCells),
        ("a.doc", b"{\\rtf1 " + b"{" * 2000, errors.UnreadableFile),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), errors.UnreadableFile),
    ],
)
def test_a_bad_file_is_refused_with_its_own_error(name, content, error):
    with pytest.raises(error) as refusal:
        read_file(name, content)

    assert name in refusal.value.sentence("da")


def test_a_file_over_the_limit_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(guards, "MAX_FILE", 10)

    with pytest.raises(errors.FileTooLarge):
        guards.refuse_large("a.txt", b"x" * 11, limit=guards.MAX_FILE)


def test_a_file_is_read_by_its_first_bytes_when_the_extension_is_wrong():
    assert read_file("a.txt", docx(p("ord"))).text == "ord"
    assert read_file("a.docx", b"%PDF-" and pdf([(50, 500, "Hej med dig.")])).text == "Hej med dig."


def test_a_pdf_that_makes_pdfium_call_itself_ends_a_helper_and_not_the_study():
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A 6 0 R>>>>/Length 11>>"
    content = pdf_of_objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"null",
        b"<</Type/Page/Parent 2 0 R/Resources<</XObject<</A 6 0 R>>>>/Contents 5 0 R>>",
        b"<</Length 5>>stream\n/A Do\nendstream",
        form + b"stream\n/A Do /A Do\nendstream",
    )

    with pytest.raises((errors.DamagedPart, errors.ReadingTooLong, errors.ScannedPdf)):
        read_file("a.pdf", content)


def test_a_pdf_whose_helper_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_reader, "PATIENCE", 0)

    with pytest.raises(errors.ReadingTooLong):
        read_file("a.pdf", pdf([(50, 500, "Hej.")]))


def test_nothing_outside_the_file_is_read_through_html():
    draft = read_file("a.html", DOCTYPE.encode() + b"<p>Hej &x; <img src='http://example.org/a.png'></p>")

    assert "root:" not in draft.text


def test_the_hash_is_of_the_bytes():
    assert read_file("a.txt", b"abc").file_hash.startswith("ba7816bf8f01cfea")


def test_a_list_that_starts_absurdly_high_is_counted_in_figures():
    level = '<w:lvl w:ilvl="0"><w:start w:val="99999999"/><w:numFmt w:val="lowerLetter"/>'
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level}<w:lvlText w:val="{"%1." * 40}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    item = p("ord", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')

    assert len(read_file("a.docx", docx(item, numbering=lists)).text) < 1000


def test_piled_marks_are_cut_instead_of_being_put_in_order_for_hours():
    assert len(read_file("a.txt", ("a" + "\u0301\u0316" * 100_000).encode()).text) <= 101
