"""Builds small office files by hand, so that each test holds the markup it is about."""

from hashlib import md5
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msoffcrypto.format.ooxml import OOXMLFile

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)

_ID = bytes(range(16))
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file of the parts, the same at any time of day: tests are named by it."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return held.getvalue()


def docx(body: str, *, namespace: str = TRANSITIONAL, **sides: str) -> bytes:
    """Return a docx with `body`; `sides` are the inner XML of styles, numbering, footnotes, endnotes."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT_TYPES}"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _word("document", f"<w:body>{body}</w:body>", namespace),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in sides}),
    }
    for name, inner in sides.items():
        parts[f"word/{name}.xml"] = _word(name, inner, namespace)
    return zipped(parts)


def _word(root: str, inner: str, namespace: str) -> str:
    return f'<w:{root} xmlns:w="{namespace}" {_OTHERS}>{inner}</w:{root}>'


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(f'<Relationship Type="{_OFFICE}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    """Return a paragraph; what is no markup becomes a run."""
    runs = "".join(part if part.startswith("<") else run(part) for part in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(body: str, *, styles: str = "", **parts: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="{_OASIS}:{name}:1.0"'
        for short, name in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
    )
    spaces += f' xmlns:style="{_OASIS}:style:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kept: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    return zipped(kept | parts)


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Return a pdf whose pages hold the given (x, y, words) in 10-point Helvetica on 400 × 600 points."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        shown = b"".join(
            b"BT /F1 10 Tf %f %f Td (%s) Tj ET\n" % (x, y, _escaped(words)) for x, y, words in page
        )
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _numbered(objects)


def locked_office(content: bytes, password: str) -> bytes:
    """Return a docx or xlsx encrypted as Word and Excel do it."""
    held = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, held)
    return held.getvalue()


def locked_pdf(words: str, password: str) -> bytes:
    """Return a one-page pdf with `words`, encrypted with 40-bit RC4 (revision 2 of the standard)."""
    padded = (password.encode("latin-1") + _PADDING)[:32]
    owner = _rc4(md5(padded, usedforsecurity=False).digest()[:5], padded)
    rights = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    key = md5(padded + owner + rights + _ID, usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PADDING)
    shown = b"BT /F1 10 Tf 50 500 Td (%s) Tj ET" % _escaped(words)
    stream = _rc4(md5(key + (5).to_bytes(3, "little") + bytes(2), usedforsecurity=False).digest()[:10], shown)
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (owner.hex().encode(), user.hex().encode())
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        font,
        page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        lock,
    ]
    return _numbered(
        objects, trailer=b"/Encrypt 6 0 R/ID[<%s><%s>]" % (_ID.hex().encode(), _ID.hex().encode())
    )


def pdf_of_objects(*objects: bytes) -> bytes:
    """Return a pdf of the given objects, numbered from 1; the first is its catalog."""
    return _numbered(list(objects))


def _rc4(key: bytes, content: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    shown = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        shown.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(shown)


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _numbered(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows + end
