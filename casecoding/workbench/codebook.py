"""Changing the codebook: one code at a time, or the whole of it as TOML files in a zip."""

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from sqlmodel import Session

from casecoding.codebooks import codebook_files, lines_of_cues, load_codebook
from casecoding.domain.codebook import Code, Codebook, Name
from casecoding.domain.history import Action
from casecoding.errors import CodebookFault, RetiredCode
from casecoding.store import study
from casecoding.store.suggestions import withdraw_for_codes
from casecoding.suggesting.cues import check_cues
from casecoding.workbench.bench import Bench

LETTERS = {"æ": "ae", "ø": "oe", "å": "aa"}
NOT_A_ZIP = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    zlib.error,
)  # or a locked one
LARGEST_FILE = 1_000_000  # bytes of one TOML file of an uploaded codebook


def save_changes(bench: Bench, code: Code, *, coder_id: str) -> None:
    """Store a code as changed; the codebook's version goes up. Raises CodebookFault."""
    check_cues(Codebook(title="", version="", codes=(code,)))
    with bench.writing(Action.SAVE_CODE, coder_id=coder_id, subject={"code": code.id}) as session:
        study.save_code(session, code)
        study.bump_codebook_version(session)


def add_code(bench: Bench, name: Name, *, under: str, coder_id: str) -> Code:
    """Add a code with an id made of its Danish name; raises UnknownCode, RetiredCode or InvalidCodeId."""
    code = new_code(name, under=under)
    with bench.writing(Action.SAVE_CODE, coder_id=coder_id, subject={"code": code.id}) as session:
        put_code(session, code, under=under, at=bench.clock())
    return code


def new_code(name: Name, *, under: str) -> Code:
    """Return a code with an id made of its Danish name; raises InvalidCodeId."""
    return Code(id=f"{under}.{id_from(name.da)}" if under else id_from(name.da), name=name)


def put_code(session: Session, code: Code, *, under: str, at: datetime) -> None:
    """Store a new code behind those below `under`, or at the end; raises UnknownCode or RetiredCode."""
    codebook = study.load_codebook(session)
    if code.id in codebook:
        raise RetiredCode(id=code.id)
    study.replace_codebook(session, _with_code(codebook, code, under), at=at)
    study.bump_codebook_version(session)


def retire_code(bench: Bench, code_id: str, *, coder_id: str) -> None:
    """Take a code and those below it out of the codebook; their codings stay, their ids are not reused.

    What was suggested for them waits no longer. Raises UnknownCode.
    """
    with bench.writing(Action.REMOVE_CODE, coder_id=coder_id, subject={"code": code_id}) as session:
        codebook = study.load_codebook(session)
        codes = codebook.with_children(codebook.code(code_id).id)
        study.remove_codes(session, codes, at=bench.clock())
        withdraw_for_codes(session, [code.id for code in codes], at=bench.clock())
        study.bump_codebook_version(session)


def save_lexicon(bench: Bench, lexicon: Mapping[str, str], *, coder_id: str) -> None:
    """Store which lemmas this study gives to which word forms; the codebook's version goes up."""
    tidy = {form.strip().lower(): lemma.strip() for form, lemma in lexicon.items()}
    kept = {form: lemma for form, lemma in tidy.items() if form and lemma}
    with bench.writing(Action.SAVE_LEXICON, coder_id=coder_id, subject={"words": len(kept)}) as session:
        study.save_lexicon(session, kept)
        study.bump_codebook_version(session)


def read_codebook(folder: Path) -> Codebook:
    """Read a codebook and compile its cues.

    Raises CodebookMissing, CodebookFault (file and line) or DuplicateCode.
    """
    codebook = load_codebook(folder)
    check_cues(codebook, lines=lines_of_cues(folder, codebook))
    return codebook


def codebook_archive(codebook: Codebook) -> bytes:
    """Return the codebook as a zip of the same TOML files that `codebook/` holds."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in codebook_files(codebook).items():
            archive.writestr(ZipInfo(name), text)
    return content.getvalue()


def replace_with_archive(bench: Bench, content: bytes, *, coder_id: str) -> Codebook:
    """Make a zipped codebook the study's; raises CodebookFault, DuplicateCode or RetiredCode."""
    codebook = _unpacked(content)
    with bench.writing(
        Action.REPLACE_CODEBOOK, coder_id=coder_id, subject={"version": codebook.version}
    ) as session:
        study.replace_codebook(session, codebook, at=bench.clock())
    return codebook


def id_from(name: str) -> str:
    """Return a code id made of a Danish name: lower-case a-z and digits, words joined by _."""
    spelled = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _with_code(codebook: Codebook, code: Code, under: str) -> Codebook:
    """Return the codebook with `code` behind the last code below `under`, or at the end."""
    codes = list(codebook.codes)
    place = len(codes)
    if under:
        place = codes.index(codebook.with_children(codebook.code(under).id)[-1]) + 1
    codes.insert(place, code)
    return replace(codebook, codes=tuple(codes))


def _unpacked(content: bytes) -> Codebook:
    with TemporaryDirectory() as folder:
        try:
            with ZipFile(BytesIO(content)) as archive:
                for entry in archive.infolist():
                    if re.fullmatch(r"(codebook|themes/[a-z0-9_]+)\.toml", entry.filename):
                        _unpack(archive, entry, Path(folder))
        except NOT_A_ZIP as error:
            fault = "filen er ikke en zip-fil, der kan åbnes / not a zip file that can be opened."
            raise CodebookFault(file="zip", line="", fault=fault) from error
        return read_codebook(Path(folder))


def _unpack(archive: ZipFile, entry: ZipInfo, folder: Path) -> None:
    if entry.file_size > LARGEST_FILE:
        raise CodebookFault(file=entry.filename, line="", fault="> 1 MB.")
    target = folder / entry.filename
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(archive.read(entry))
