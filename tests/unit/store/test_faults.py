"""A full disk, a locked, moved or damaged file, a clock that jumps: a clear message, and nothing lost."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from casecoding.domain.history import Action
from casecoding.errors import DiskFull, RowDamaged, StudyDamaged, StudyMissing, StudyReadOnly, StudyUnwritable
from casecoding.settings import Settings
from casecoding.store import synced
from casecoding.store.synced import named_service, synced_by
from casecoding.workbench.backing_up import back_up, list_backups
from casecoding.workbench.bench import create_bench, ensure_coder, open_bench
from casecoding.workbench.coding import change_coding
from casecoding.workbench.operations import perform
from casecoding.workbench.reading import check, read_history, read_overview, read_text
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import last_run, suggest
from casecoding.workbench.taking_back import undo
from tests.builders import make_codebook, mark, store_source, usual_source


@pytest.fixture
def coded(bench, anne):
    """Give a study with one coding."""
    mark(bench, store_source(bench, usual_source()), "ingen kobling", "kobling", anne.id)
    return bench


def statement(bench, words: str) -> None:
    with closing(sqlite3.connect(bench.store.place)) as connection, connection:
        connection.execute(words)


def apply(bench, coder_id, key="k1", *, place=0, memo=""):
    """Code a stretch of the source that begins at `place`, as the reader does."""
    quote = usual_source().text[place : place + 9]
    operation = {"key": key, "op": "apply", "start": place, "end": place + 9, "quote": quote,
                 "codings": [{"id": key, "code": "ledelse"}], "memo": memo}  # fmt: skip
    return perform(bench, "kilde1", [operation], coder_id=coder_id)


def apply_many(bench, coder_id):
    for place in range(1, 120):
        apply(bench, coder_id, key=f"fuld{place}", place=place, memo="x" * 40_000)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """Give a file system of two megabytes."""
    folder = tmp_path / "lille"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_disk_that_fills_up_stores_nothing_half_and_goes_on_when_there_is_room(small_disk):
    bench = create_bench(str(small_disk / "s.casecoding"), codebook=make_codebook(), settings=Settings())
    anne = ensure_coder(bench, "Anne").id
    store_source(bench, usual_source())
    apply(bench, anne, key="første")
    filler = fill_disk(small_disk)

    with pytest.raises(DiskFull, match="E213"):
        apply_many(bench, anne)
    stored = {one["id"] for one in coding_records(bench)}
    filler.unlink()

    assert "første" in stored
    assert {one["id"] for one in coding_records(bench)} == stored
    assert check(bench) == ()
    (answer,) = apply(bench, anne, key="igen", place=130)
    assert answer.refusal is None
    bench.store.close()


def fill_disk(folder: Path, *, but: int = 0) -> Path:
    """Leave no more room than `but` bytes in a small file system; return what fills it."""
    room = os.statvfs(folder)
    filler = folder / "fyld"
    filler.write_bytes(bytes(room.f_bavail * room.f_bsize - but))
    return filler


def test_a_study_on_a_disk_without_any_room_says_that_it_is_full(small_disk):
    place = str(small_disk / "s.casecoding")
    create_bench(place, codebook=make_codebook(), settings=Settings()).store.close()
    filler = fill_disk(small_disk)

    with pytest.raises(DiskFull, match="E213"):
        open_bench(place)

    filler.unlink()
    assert check(open_bench(place)) == ()


@pytest.mark.parametrize("room", [0, 4096, 40_000, 150_000])
def test_a_study_that_finds_no_room_when_it_is_made_leaves_no_piece(small_disk, room):
    fill_disk(small_disk, but=room)

    with pytest.raises((DiskFull, StudyUnwritable)):
        create_bench(str(small_disk / "s.casecoding"), codebook=make_codebook(), settings=Settings())

    assert [file.name for file in small_disk.iterdir()] == ["fyld"]


def test_a_folder_that_may_only_be_read_is_told_of(small_disk):
    place = str(small_disk / "s.casecoding")
    bench = create_bench(place, codebook=make_codebook(), settings=Settings())
    bench.store.close()
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    if subprocess.run(remount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be made read-only here")

    with pytest.raises(StudyReadOnly, match="E214"):
        open_bench(place)


def test_a_backup_that_finds_no_room_leaves_no_piece(small_disk):
    bench = create_bench(str(small_disk / "s.casecoding"), codebook=make_codebook(), settings=Settings())
    fill_disk(small_disk, but=50_000)

    with pytest.raises((DiskFull, StudyUnwritable)):
        back_up(bench)

    assert list_backups(bench) == ()
    assert list((small_disk / "s.casecoding-backups").glob("*")) == []
    bench.store.close()


def test_a_file_that_may_grow_no_more_is_told_of(coded):
    script = (
        "import resource, signal, sys\n"
        "from casecoding.workbench.bench import open_bench, ensure_coder\n"
        "from casecoding.errors import StudyError\n"
        "bench = open_bench(sys.argv[1])\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))\n"
        "try:\n"
        "    for number in range(200): ensure_coder(bench, f'Koder {number}' * 50)\n"
        "except StudyError as fault: print(fault.code)\n"
    )
    coded.store.close()

    told = subprocess.run(
        [sys.executable, "-c", script, coded.store.place], check=False, capture_output=True, text=True
    )

    assert told.stdout.strip() in {"E206", "E213"}, told.stderr
    again = open_bench(coded.store.place)
    assert check(again) == ()
    assert len(list(coding_records(again))) == 1
    again.store.close()


def test_a_full_database_is_worded_in_danish(bench, anne):
    with pytest.raises(DiskFull) as full:
        fill(bench, anne.id)

    assert full.value.sentence("da").startswith("[E213] Disken er fuld")


def fill(bench, coder_id):
    with bench.writing(Action.SAVE_CODE, coder_id=coder_id) as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("CREATE TABLE fyld AS SELECT zeroblob(9000000) AS x")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_write_protected_file_says_so(coded):
    coded.store.close()
    Path(coded.store.place).chmod(0o444)
    Path(coded.store.place).parent.chmod(0o555)
    try:
        with pytest.raises((StudyReadOnly, StudyUnwritable)):
            open_bench(coded.store.place)
    finally:
        Path(coded.store.place).parent.chmod(0o755)


def test_a_study_that_was_moved_away_is_missed_and_not_made_anew(coded, anne):
    place = Path(coded.store.place)
    coded.store.close()
    place.rename(place.with_name("flyttet.casecoding"))

    with pytest.raises(StudyMissing):
        read_overview(coded)
    with pytest.raises(StudyMissing):
        apply(coded, anne.id)

    assert not place.exists()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE code SET content = '{\"id\": ' WHERE id = 'kobling'",
        "UPDATE log_change SET after = 'ikke json' WHERE id = 3",
        "UPDATE log_change SET after = '{\"ukendt\": 1}' WHERE id = 3",
        "UPDATE log_change SET table_name = 'ukendt' WHERE id = 3",
        "UPDATE study SET title = CAST(X'ff41' AS TEXT)",
        "UPDATE coding SET stance = 'sidelæns'",
        "UPDATE source SET kind = 'ukendt'",
        "UPDATE source SET held = 'i går'",
        "UPDATE log_entry SET action = 'ukendt' WHERE seq = 2",
        "UPDATE log_entry SET at = 'aldrig' WHERE seq = 2",
        "UPDATE coding SET start = 'x'",
        'UPDATE coding SET start = 90, "end" = 2',
        "UPDATE turn SET style = 'råb'",
        "UPDATE code SET content = '{\"id\": \"kobling\"}' WHERE id = 'kobling'",
        "UPDATE code SET content = '[]' WHERE id = 'kobling'",
    ],
)
def test_damaged_content_is_told_of_in_one_sentence(coded, harm):
    statement(coded, harm)

    for look in (read_overview, read_history, lambda bench: list(coding_records(bench))):
        with suppress(RowDamaged, StudyDamaged):  # it is told of, or does not matter here
            look(coded)

    assert check(coded) != ()


def test_what_was_coded_and_recoded_holds_no_impossible_value(coded, anne):
    for place in range(0, 60, 3):
        apply(coded, anne.id, key=f"k{place}", place=place)
    suggest(coded)
    undo(coded, coder_id=anne.id)

    assert coded.store.illegal_rows() == ()


def test_words_of_a_row_are_not_in_what_is_told_of_it(coded):
    statement(coded, "UPDATE source SET text = CAST(X'ff68656d6d656c696774' AS TEXT)")

    with pytest.raises(StudyDamaged) as damaged:
        read_text(coded, "kilde1")

    assert "hemmeligt" not in damaged.value.sentence("da")


def test_a_damaged_page_is_told_of(coded):
    coded.store.close()
    file = Path(coded.store.place)
    content = bytearray(file.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    file.write_bytes(content)

    with pytest.raises(StudyDamaged, match="E208"):
        read_overview(open_bench(str(file)))


def test_the_log_keeps_its_order_when_the_clock_jumps(coded, anne):
    late = replace(coded, clock=lambda: datetime(2031, 1, 1, tzinfo=UTC))
    early = replace(coded, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC))
    (coding,) = coding_records(coded)
    change_coding(late, coding["id"], coder_id=anne.id, memo="sent")
    change_coding(early, coding["id"], coder_id=anne.id, memo="tidligt")

    seqs = [entry.seq for entry in read_history(coded)]
    undo(early, coder_id=anne.id)

    assert seqs == sorted(seqs, reverse=True)
    assert [one["memo"] for one in coding_records(coded)] == ["sent"]
    assert check(coded) == ()


def test_the_latest_run_is_the_one_stored_last_whatever_the_clock_says(coded):
    suggest(replace(coded, clock=lambda: datetime(2031, 1, 1, tzinfo=UTC)))

    run = suggest(replace(coded, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC)))

    assert last_run(coded) == run


def test_two_programs_on_one_file_see_each_others_work(coded, anne):
    other = open_bench(coded.store.place)
    bo = ensure_coder(other, "Bo").id

    for number in range(5):
        ensure_coder(coded, f"A{number}")
        ensure_coder(other, f"B{number}")
    apply(other, bo, key="hans")
    apply(coded, anne.id, key="hendes", place=3)

    assert {one["id"] for one in coding_records(coded)} >= {"hans", "hendes"}
    assert check(other) == ()
    other.store.close()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PurePosixPath("/home/a/Dropbox/studier"), "Dropbox"),
        (PurePosixPath("/home/a/Dropbox (Personlig)/x"), "Dropbox"),
        (PurePosixPath("/Users/a/Library/CloudStorage/OneDrive-KU"), "OneDrive"),
        (PurePosixPath("/home/a/pCloudDrive/studier"), "pCloud"),
        (PurePosixPath("/Users/a/Library/CloudStorage/GoogleDrive-a@b.dk/Mit drev"), "Google Drive"),
        (PurePosixPath("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x"), "iCloud Drive"),
        (PureWindowsPath(r"C:\Users\a\OneDrive - Københavns Universitet\Dokumenter"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\a\iCloudDrive\studier"), "iCloud Drive"),
        (PureWindowsPath(r"G:\Mit drev\studier"), "Google Drive"),
        (PurePosixPath("/home/a/dropboxen/x"), None),
        (PurePosixPath("/home/a/boxen"), None),
        (PureWindowsPath(r"C:\casecoding"), None),
    ],
)
def test_a_synced_folder_is_known_by_its_name(folder, service):
    assert named_service(folder) == service


def test_a_synced_folder_is_known_by_the_environment_by_dropbox_and_by_its_marks(tmp_path):
    study = tmp_path / "arbejde" / "studie.casecoding"
    study.parent.mkdir()
    assert synced_by(study, environment={}, home=tmp_path) is None
    assert synced_by(study, environment={"OneDriveCommercial": str(tmp_path)}, home=tmp_path) == "OneDrive"

    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(study.parent)}}))
    assert synced_by(study, environment={}, home=tmp_path) == "Dropbox"

    (tmp_path / ".dropbox" / "info.json").write_text("ikke json")
    (study.parent / ".tmp.driveupload").mkdir()
    assert synced_by(study, environment={}, home=tmp_path) == "Google Drive"


def test_windows_paths_lie_in_each_other_whatever_their_case():
    assert synced.is_within(PureWindowsPath(r"C:\Users\A\OneDrive\x"), r"c:\users\a\onedrive")
    assert not synced.is_within(PureWindowsPath(r"C:\Users\A\x"), r"c:\users\a\onedrive")


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    real = tmp_path / "Dropbox"
    real.mkdir()
    (tmp_path / "studier").symlink_to(real)

    assert synced_by(tmp_path / "studier" / "s.casecoding", environment={}, home=tmp_path) == "Dropbox"
