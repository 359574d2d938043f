"""A portable archive holds all of a study, and one that is damaged or hostile opens nothing."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from casecoding.codebooks import load_codebook
from casecoding.errors import ArchiveDamaged, ArchiveTooLarge, ArchiveUnsafe, NotAnArchive, StudyExists
from casecoding.settings import Settings
from casecoding.store import archives
from casecoding.workbench.archiving import make_archive, open_archive
from casecoding.workbench.bench import create_bench, ensure_coder
from casecoding.workbench.coding import change_coding
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.reading import check, read_history, read_overview
from casecoding.workbench.records import coding_records
from tests.builders import make_codebook, mark, store_source, usual_source


@pytest.fixture
def filled(any_bench):
    """Give a study with two sources, one of them taken out, and a coding with a memo."""
    coder = ensure_coder(any_bench, "Anne").id
    source = store_source(any_bench, usual_source())
    change_coding(
        any_bench, mark(any_bench, source, "ingen kobling", "kobling", coder).id, coder_id=coder, memo="æ"
    )
    store_source(any_bench, usual_source("kilde2"))
    take_out_source(any_bench, "kilde2", coder_id=coder)
    return any_bench


@pytest.fixture
def archive(filled, tmp_path) -> Path:
    return make_archive(filled, tmp_path / "arkiv.zip")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("arkiv")
    bench = create_bench(str(folder / "s.casecoding"), codebook=make_codebook(), settings=Settings())
    store_source(bench, usual_source())
    made = make_archive(bench, folder / "arkiv.zip")
    bench.store.close()
    return made


@pytest.fixture
def plain(made_once, tmp_path) -> Path:
    """Give an archive that may be spoilt."""
    return Path(shutil.copy(made_once, tmp_path / "arkiv.zip"))


def test_an_archive_becomes_the_same_study_again(filled, archive, tmp_path):
    opened = open_archive(archive, tmp_path / "ny" / "igen.casecoding")

    assert list(coding_records(opened)) == list(coding_records(filled))
    assert read_history(opened) == read_history(filled)
    assert read_overview(opened).codebook == read_overview(filled).codebook
    assert check(opened) == ()
    opened.store.close()
    assert [one.name for one in (tmp_path / "ny").iterdir()] == ["igen.casecoding"]


def test_an_archive_can_be_read_without_casecoding(filled, archive, tmp_path):
    with ZipFile(archive) as zipped:
        zipped.extractall(tmp_path / "ud")
    folder = tmp_path / "ud"

    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {str(one.relative_to(folder)): one for one in folder.rglob("*") if one.is_file()}
    assert sums == {name: sha256(one.read_bytes()).hexdigest() for name, one in files.items()
                    if name != "SHA256SUMS"}  # fmt: skip
    assert (folder / "originals" / "kilde1-kilde1.txt").read_bytes() == usual_source().text.encode()
    assert load_codebook(folder / "codebook") == read_overview(filled).codebook
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["seq"] for one in log] == sorted(one["seq"] for one in log)
    assert log[-1]["action"] == "remove-source"
    assert log[-1]["changes"][0]["table"] == "source"


def test_an_archive_is_not_opened_over_a_study(archive, tmp_path):
    taken = tmp_path / "optaget.casecoding"
    taken.write_bytes(b"mit")

    with pytest.raises(StudyExists):
        open_archive(archive, taken)

    assert taken.read_bytes() == b"mit"


def rewritten(archive: Path, change) -> Path:
    """Write the archive anew with its parts changed by `change`, which may give other parts and sums."""
    with ZipFile(archive) as zipped:
        parts = {entry.filename: zipped.read(entry) for entry in zipped.infolist()}
    change(parts)
    target = archive.with_name("andet.zip")
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return target


def with_sum(parts: dict[str, bytes], name: str, content: bytes) -> None:
    parts[name] = content
    lines = [line for line in parts["SHA256SUMS"].decode().splitlines() if not line.endswith(f"  {name}")]
    lines.append(f"{sha256(content).hexdigest()}  {name}")
    parts["SHA256SUMS"] = ("\n".join(lines) + "\n").encode()


def cut(parts: dict[str, bytes], name: str) -> None:
    parts[name] = parts[name][:-1] + b"x"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda parts: cut(parts, "study.casecoding"), ArchiveDamaged),
        (lambda parts: cut(parts, "log.jsonl"), ArchiveDamaged),
        (lambda parts: cut(parts, "originals/kilde1-kilde1.txt"), ArchiveDamaged),
        (lambda parts: parts.pop("log.jsonl"), ArchiveDamaged),
        (lambda parts: parts.update({"originals/ny.txt": b"x"}), ArchiveDamaged),
        (lambda parts: parts.update({"SHA256SUMS": b"\xff\xfe"}), ArchiveDamaged),
        (lambda parts: parts.pop("SHA256SUMS"), NotAnArchive),
        (lambda parts: parts.pop("study.casecoding"), NotAnArchive),
        (lambda parts: with_sum(parts, "../../ude.txt", b"x"), ArchiveUnsafe),
        (lambda parts: with_sum(parts, "/etc/ude", b"x"), ArchiveUnsafe),
        (lambda parts: with_sum(parts, "originals/..\\ude", b"x"), ArchiveUnsafe),
        (lambda parts: with_sum(parts, "C:ude", b"x"), ArchiveUnsafe),
        (lambda parts: with_sum(parts, "originals/bombe", bytes(90_000_000)), ArchiveTooLarge),
        (lambda parts: with_sum(parts, "study.casecoding", b"SQLite format 3\0" + bytes(99)), ArchiveDamaged),
    ],
)
def test_a_damaged_or_hostile_archive_is_refused_and_leaves_nothing(plain, tmp_path, change, fault):
    other, folder = rewritten(plain, change), tmp_path / "mål"

    with pytest.raises(fault) as refused:
        open_archive(other, folder / "studie.casecoding")

    assert refused.value.sentence("da").count("\n") == 0
    assert list(folder.iterdir()) == []
    assert not (tmp_path.parent / "ude.txt").exists()


def test_a_link_in_an_archive_is_refused(plain, tmp_path):
    with ZipFile(plain, "a") as zipped:
        link = ZipInfo("originals/link")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")

    with pytest.raises(ArchiveUnsafe):
        open_archive(plain, tmp_path / "mål.casecoding")


def test_two_parts_of_one_name_are_refused(plain, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(plain, "a") as zipped:
        zipped.writestr("log.jsonl", "andet")

    with pytest.raises(ArchiveDamaged):
        open_archive(plain, tmp_path / "mål.casecoding")


@pytest.mark.parametrize("content", [b"", b"PK", b"ikke en zip", b"PK\x03\x04" + bytes(300)])
def test_what_is_no_zip_is_no_archive(tmp_path, content):
    file = tmp_path / "fil.zip"
    file.write_bytes(content)

    with pytest.raises(NotAnArchive):
        open_archive(file, tmp_path / "mål.casecoding")
    with pytest.raises(NotAnArchive):
        open_archive(tmp_path / "intet.zip", tmp_path / "mål.casecoding")


def test_an_archive_with_too_many_parts_is_refused(plain, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)

    with pytest.raises(ArchiveTooLarge):
        open_archive(plain, tmp_path / "mål.casecoding")
