"""A locked file asks for its password, and opens with the right one; the password stays nowhere."""

from io import BytesIO
from math import sqrt
from pathlib import Path

import pytest
from office_files import docx, locked_office, locked_pdf, p
from openpyxl import Workbook

from casecoding import errors
from casecoding.domain.source import ReadingChoices
from casecoding.importing import odf_locks, unlocking
from casecoding.importing.reading import read_file
from casecoding.workbench.bench import create_bench
from casecoding.workbench.importing import Said, import_files

PASSWORD = "Blåbær 12"  # noqa: S105 - locks the test files alone
WRONG = "Blåbær 13"
GOLDEN = Path(__file__).parents[2] / "golden"


def workbook() -> bytes:
    book, held = Workbook(), BytesIO()
    book.active.append(["taler", "tekst"])
    book.active.append(["Mette", "Vi tager den igen."])
    book.save(held)
    return held.getvalue()


FILLED = docx(p("Hemmelige ord."), styles="".join(f"<!-- {sqrt(n)} -->" for n in range(900)))
LOCKED = {
    "a.docx": locked_office(FILLED, PASSWORD),
    "a.xlsx": locked_office(workbook(), PASSWORD),
    "a.pdf": locked_pdf("Hemmelige ord.", PASSWORD),
    "a.odt": (GOLDEN / "locked.odt").read_bytes(),  # saved by LibreOffice 7.4
}


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_file_asks_for_its_password(name):
    with pytest.raises(errors.EncryptedFile) as refusal:
        read_file(name, LOCKED[name])

    assert name in refusal.value.sentence("da")


@pytest.mark.parametrize("name", LOCKED)
def test_a_wrong_password_is_told_of_without_being_repeated(name):
    with pytest.raises(errors.WrongPassword) as refusal:
        read_file(name, LOCKED[name], choices=ReadingChoices(password=WRONG))

    assert "13" not in str(refusal.value)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.odt"])
def test_the_right_password_opens_a_document(name):
    assert read_file(name, LOCKED[name], choices=ReadingChoices(password=PASSWORD)).text == "Hemmelige ord."


def test_the_right_password_opens_a_workbook():
    draft = read_file("a.xlsx", LOCKED["a.xlsx"], choices=ReadingChoices(password=PASSWORD))

    assert draft.text.endswith("Vi tager den igen.")


def test_a_password_that_is_not_needed_is_not_used():
    assert read_file("a.docx", docx(p("ord")), choices=ReadingChoices(password=PASSWORD)).text == "ord"


def test_the_file_keeps_the_hash_of_its_locked_bytes():
    opened = read_file("a.docx", LOCKED["a.docx"], choices=ReadingChoices(password=PASSWORD))

    assert opened.file_hash != read_file("a.docx", FILLED).file_hash


def test_a_lock_that_would_take_hours_to_try_is_refused(monkeypatch):
    monkeypatch.setattr(unlocking, "MAX_SPINS", 10)

    with pytest.raises(errors.PasswordUnsupported):
        read_file("a.docx", LOCKED["a.docx"], choices=ReadingChoices(password=PASSWORD))


def test_an_odt_lock_of_endless_rounds_is_refused(monkeypatch):
    monkeypatch.setattr(odf_locks, "MAX_ROUNDS", 10)

    with pytest.raises(errors.PasswordUnsupported):
        read_file("a.odt", LOCKED["a.odt"], choices=ReadingChoices(password=PASSWORD))


def test_an_odt_part_that_unfolds_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(odf_locks, "MAX_PART", 100)

    with pytest.raises(errors.PackedTooTight):
        read_file("a.odt", LOCKED["a.odt"], choices=ReadingChoices(password=PASSWORD))


def test_a_broken_lock_is_told_of():
    with pytest.raises(errors.UnreadableFile):
        read_file("a.docx", LOCKED["a.docx"][:3000], choices=ReadingChoices(password=PASSWORD))


def test_a_workbook_locked_against_writing_alone_asks_nobody():
    assert read_file("a.xlsx", locked_office(workbook(), unlocking.UNASKED)).text.endswith("igen.")


def test_a_password_given_once_serves_every_locked_file_and_is_not_stored(tmp_path):
    bench = create_bench(str(tmp_path / "studie.casecoding"))
    files = [tmp_path / name for name in LOCKED]
    for file in files:
        file.write_bytes(LOCKED[file.name])

    outcomes = import_files(
        bench, files, said=Said(case="Egelund"), choices=ReadingChoices(password=PASSWORD)
    )
    bench.store.close()

    assert [outcome.refusal for outcome in outcomes] == [None] * 4
    stored = b"".join(part.read_bytes() for part in tmp_path.glob("studie.casecoding*"))
    assert PASSWORD.encode() not in stored
