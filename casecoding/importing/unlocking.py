"""Opens password-protected Office files in memory; the password is used here and kept nowhere."""

import struct
from io import BytesIO
from pathlib import PurePath
from xml.parsers.expat import ExpatError

from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile
from olefile import OleFileIO

from casecoding.errors import EncryptedFile, OldOfficeFile, PasswordUnsupported, UnreadableFile, WrongPassword

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
MAX_SPINS = 1_000_000
UNASKED = "VelvetSweatshop"  # Excel locks a write-protected workbook with this, and asks nobody for it
_OOXML = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm")
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_FAULTS = (
    ParseError, FileFormatError, ExpatError, struct.error, OSError, ValueError, KeyError, IndexError,
    TypeError, AttributeError, OverflowError,
)  # fmt: skip


def unlocked(file: str, content: bytes, *, password: str) -> bytes:
    """Return an Office file in the clear; what is no OLE container comes back as it is.

    Raises EncryptedFile when `password` is empty, WrongPassword, PasswordUnsupported,
    OldOfficeFile or UnreadableFile.
    """
    if not content.startswith(OLE_MAGIC):
        return content
    if not _is_encrypted(file, content):
        return content
    office = _container(file, content)
    try:
        return _decrypted(office, password or UNASKED)
    except InvalidKeyError as fault:
        raise (WrongPassword(file=file) if password else EncryptedFile(file=file)) from fault
    except (DecryptionError, ValueError) as fault:
        raise PasswordUnsupported(file=file) from fault
    except _FAULTS as fault:
        raise _unreadable(file) from fault


def _is_encrypted(file: str, content: bytes) -> bool:
    """Tell an encrypted container from other OLE files; raises OldOfficeFile for doc, xls and ppt."""
    try:
        with OleFileIO(BytesIO(content)) as container:
            if container.exists("EncryptedPackage"):
                return True
            if any(map(container.exists, _OLD_STREAMS)):
                raise OldOfficeFile(file=file)
    except _FAULTS:
        return _ENCRYPTED_PART in content or PurePath(file).suffix.lower() in _OOXML
    return False


def _container(file: str, content: bytes) -> OOXMLFile:
    """Return the locked container; raises PasswordUnsupported or UnreadableFile."""
    try:
        office = OOXMLFile(BytesIO(content))
    except DecryptionError as fault:
        raise PasswordUnsupported(file=file) from fault
    except _FAULTS as fault:
        raise _unreadable(file) from fault
    if office.type == "agile" and office.info["spinValue"] > MAX_SPINS:
        raise PasswordUnsupported(file=file)
    return office


def _decrypted(office: OOXMLFile, password: str) -> bytes:
    office.load_key(password=password, verify_password=True)
    opened = BytesIO()
    office.decrypt(opened)
    return opened.getvalue()


def _unreadable(file: str) -> UnreadableFile:
    return UnreadableFile(file=file, format=PurePath(file).suffix.lstrip(".") or "ole")
