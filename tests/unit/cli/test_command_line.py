"""The command line from end to end, as a person or a script meets it."""

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.main import get_command

from casecoding import cli
from casecoding.cli import talking
from casecoding.i18n.translating import Translator
from casecoding.settings import Settings, shipped_folder
from casecoding.workbench import importing, suggesting
from casecoding.workbench.bench import create_bench
from casecoding.workbench.importing import Said, import_files

COMMAND = [sys.executable, "-c", "from casecoding.cli import main; main()"]
INTERVIEW = (
    "Interviewer: Hvordan går det?\n\nMette: Der er ingen kobling til bestyrelsen 😀. Vi gør det selv.\n"
)


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.split("\n") if line]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch, capsysbinary) -> Run:
    """Give a function that runs the command line in this process."""

    def run_command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["casecoding", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        captured = capsysbinary.readouterr()
        return Ran(left.value.code or 0, captured.out, captured.err.decode("utf-8"))

    return run_command


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """Give a folder with a study of one interview, and the interview."""
    folder = tmp_path_factory.mktemp("forlaeg")
    file = folder / "samtale.txt"
    file.write_text(INTERVIEW, encoding="utf-8")
    bench = create_bench(str(folder / "studie.casecoding"), title="Prøve", settings=Settings())
    import_files(bench, [file], said=Said(case="Egelund 😀", level="1", wave="2018"))
    bench.store.close()
    return folder


@pytest.fixture
def study(template, tmp_path) -> Path:
    """Give a study with one interview; the interview lies beside it."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path / "studie.casecoding"


def source_id(run: Run, study: Path) -> str:
    return json.loads(run("sources", study, "--json").out)[0]["id"]


def place_of(run: Run, study: Path, words: str) -> tuple[int, int]:
    text = run("text", study, "samtale").text
    return text.index(words), text.index(words) + len(words)


def test_the_whole_chain_on_a_case_of_the_demo_corpus(run, tmp_path):
    study, corpus = tmp_path / "studie.casecoding", shipped_folder("corpus")
    files = sorted((corpus / "grydebaek").iterdir())

    assert run("init", study).code == 0
    imported = run("import", study, *files, "--manifest", corpus / "manifest.toml")
    assert (imported.code, len(imported.text.splitlines())) == (0, len(files))
    sources = json.loads(run("sources", study, "--json").out)
    assert {source["case"] for source in sources} == {"Grydebæk"}
    texts = {source["id"]: run("text", study, source["id"]).text for source in sources}

    assert run("suggest", study).code == 0
    suggestions = run("suggestions", study, "--jsonl").lines
    assert len(suggestions) > 50
    needed = {
        "id",
        "source",
        "start",
        "end",
        "quote",
        "code",
        "run",
        "level",
        "case",
        "created",
        "score",
        "verdict",
    }
    for one in suggestions:
        assert one["quote"] == texts[one["source"]][one["start"] : one["end"]]
        assert needed <= set(one) and {"rule", "matched", "lemmas", "flags"} <= set(one["reason"])  # noqa: PT018

    for number, one in enumerate(suggestions[:12]):
        verdict = "accept" if number % 3 else "reject"
        assert run("review", study, one["id"], verdict, "--coder", "Anne").code == 0
    codings = run("codings", study, "--jsonl").lines
    assert len(codings) == 8
    for one in codings:
        assert one["quote"] == texts[one["source"]][one["start"] : one["end"]]
        assert {"id", "source", "code", "coder", "level", "case", "created"} <= set(one)

    table = list(
        csv.DictReader(StringIO(run("matrix", study, "--rows", "case", "--columns", "level", "--csv").text))
    )
    assert sum(float(cell or 0) for row in table for name, cell in row.items() if name != "case") == len(
        codings
    )

    for kind, suffix in (("word", "docx"), ("excel", "xlsx"), ("csv", "csv")):
        assert run(f"export-{kind}", study, tmp_path / f"rapport.{suffix}").code == 0
    document = docx.Document(tmp_path / "rapport.docx")
    quoted = [run.text for one in document.paragraphs for run in one.runs if run.style.name == "Quotation"]
    assert sorted(quoted) == sorted(one["quote"] for one in codings)
    assert openpyxl.load_workbook(tmp_path / "rapport.xlsx").worksheets[0].max_row == 9

    checked = run("check", study)
    assert (checked.code, checked.out) == (0, b"")


def test_the_text_is_written_exactly(run, study):
    assert run("text", study, "samtale").out == INTERVIEW.strip().encode()


def test_a_pipe_gets_utf8_whatever_the_terminal_speaks(study):
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}

    text = subprocess.run(
        [*COMMAND, "sources", study, "--json"], capture_output=True, check=True, env=environment
    )

    assert json.loads(text.stdout.decode("utf-8"))[0]["case"] == "Egelund 😀"


def test_a_pipe_that_is_closed_early_is_no_fault(study):
    reader, writer = os.pipe()
    os.close(reader)

    ran = subprocess.run(
        [*COMMAND, "text", study, "samtale"], stdout=writer, stderr=subprocess.PIPE, check=False
    )

    os.close(writer)
    assert b"Traceback" not in ran.stderr


def test_one_coding_is_stored_and_listed(run, study):
    start, end = place_of(run, study, "ingen kobling")

    coded = run("code", study, "samtale", start, end, "kobling.brudt", "--coder", "Anne")

    (listed,) = run("codings", study, "--jsonl").lines
    assert coded.text.strip() == listed["id"]
    assert (listed["quote"], listed["coder"], listed["level"]) == ("ingen kobling", "Anne", "operationelt")
    assert "ingen kobling" in run("codings", study).text


def test_bulk_is_read_back_as_it_was_listed(run, study, tmp_path):
    start, end = place_of(run, study, "ingen kobling")
    place = {"source": source_id(run, study), "start": start, "end": end, "quote": "ingen kobling"}
    line = place | {"code": "kobling", "memo": "et\u2028to\x85tre"}
    file = tmp_path / "kodninger.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(line, ensure_ascii=False).encode() + b"\r\n\r\n")

    assert run("code", study, "--jsonl", file, "--coder", "Bo").code == 0

    (listed,) = run("codings", study, "--jsonl").lines
    assert (listed["memo"], listed["coder"]) == ("et\u2028to\ntre", "Bo")


def test_bulk_with_a_wrong_quote_is_refused_with_its_line_and_stores_nothing(run, study, tmp_path):
    start, end = place_of(run, study, "ingen kobling")
    good = {
        "source": source_id(run, study),
        "start": start,
        "end": end,
        "quote": "ingen kobling",
        "code": "kobling",
    }
    file = tmp_path / "kodninger.jsonl"
    file.write_text(
        "\n".join(json.dumps(one) for one in (good, good | {"quote": "noget andet"})), encoding="utf-8"
    )

    refused = run("code", study, "--jsonl", file)

    assert refused.code == 1
    assert refused.err.startswith("[E103] Linje 2: [E102]")
    assert run("codings", study, "--jsonl").out == b""
    assert run("check", study).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["text", "{study}", "findes-ikke"], "E105"),
        (["text", "{folder}/intet.casecoding", "samtale"], "E201"),
        (["init", "{study}"], "E202"),
        (["check", "{folder}/samtale.txt"], "E203"),
        (["init", "{folder}/samtale.txt/studie.casecoding"], "E206"),
        (["init", "{folder}/ny.casecoding", "--codebook", "{folder}"], "E122"),
        (["code", "{study}", "samtale", "0", "99999", "kobling"], "E101"),
        (["code", "{study}", "samtale", "0", "5", "findes-ikke"], "E104"),
        (["code", "{study}", "--jsonl", "{folder}/intet.jsonl"], "E138"),
        (["code", "{study}", "--jsonl", "{folder}/latin.jsonl"], "E141"),
        (["review", "{study}", "findes-ikke", "accept"], "E106"),
        (["suggest", "{study}", "--source", "findes-ikke"], "E105"),
        (["import", "{study}", "{folder}/samtale.txt", "--case", "B"], "E136"),
        (["import", "{study}", "{folder}/intet.txt", "--case", "B"], "E138"),
        (["import", "{study}", "{folder}/ny.txt", "--case", "B", "--kind", "samtale"], "E140"),
        (["import", "{study}", "{folder}/ny.txt", "--case", "B", "--level", "9"], "E139"),
        (["import", "{study}", "{folder}/ny.txt", "--case", "B", "--date", "i går"], "E142"),
        (["import", "{study}", "{folder}/ny.txt", "--manifest", "{folder}/intet.toml"], "E138"),
        (["matrix", "{study}", "--rows", "niveau"], "E150"),
        (["matrix", "{study}", "--measure", "antal"], "E151"),
        (["matrix", "{study}", "--rows", "case", "--columns", "case"], "E152"),
        (["matrix", "{study}", "--code", "findes-ikke"], "E104"),
        (["matrix", "{study}", "--level", "9"], "E139"),
        (["matrix", "{study}", "--kind", "samtale"], "E140"),
        (["export-word", "{study}", "{folder}/findes-ikke/rapport.docx"], "E206"),
        (["export-csv", "{study}", "{folder}"], "E206"),
    ],
)
def test_an_expected_error_is_one_sentence_and_exit_code_1(run, study, arguments, code):
    folder = study.parent
    (folder / "ny.txt").write_text("Bo: Nej.\n", encoding="utf-8")
    (folder / "latin.jsonl").write_bytes(b'{"source": "bl\xe5"}')

    ran = run(*(one.format(study=study, folder=folder) for one in arguments))

    assert ran.code == 1
    assert ran.err.strip().splitlines()[-1].startswith(f"[{code}] ")
    assert ran.out == b""
    assert run("check", study).code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["findes-ikke"],
        ["init"],
        ["import", "x.casecoding"],
        ["code", "{study}"],
        ["code", "{study}", "samtale", "et", "to", "kobling"],
        ["review", "{study}", "s1", "måske"],
        ["sources", "{study}", "--ukendt"],
    ],
)
def test_wrong_usage_is_exit_code_2(run, study, arguments):
    ran = run(*(one.format(study=study) for one in arguments))

    assert ran.code == 2
    assert "casecoding" in ran.err


def commands() -> list[list[str]]:
    found = []
    for name, command in get_command(cli.app).commands.items():
        found += [[name, below] for below in getattr(command, "commands", {})] or [[name]]
    return found


@pytest.mark.parametrize("command", [[], *commands()], ids=" ".join)
def test_every_command_and_option_has_help(run, command):
    ran = run(*command, "--help")

    assert ran.code == 0
    at = get_command(cli.app)
    for name in command:
        at = at.commands[name]
    assert at.help
    assert [one.name for one in at.params if one.name != "help" and not one.help] == []


def test_an_empty_study_has_empty_answers(run, tmp_path):
    study = tmp_path / "tomt.casecoding"
    run("init", study)

    assert json.loads(run("sources", study, "--json").out) == []
    assert run("suggestions", study, "--jsonl").out == run("codings", study, "--jsonl").out == b""
    assert run("suggest", study).code == 0
    assert run("matrix", study, "--csv").text.splitlines()[0] == "theme"
    assert run("matrix", study).code == 0
    for kind, suffix in (("word", "docx"), ("excel", "xlsx"), ("csv", "csv")):
        assert run(f"export-{kind}", study, tmp_path / f"rapport.{suffix}").code == 0
    assert docx.Document(BytesIO((tmp_path / "rapport.docx").read_bytes())).tables
    assert run("check", study).code == 0


def test_filters_are_those_of_the_matrix_and_the_report(run, study, tmp_path):
    start, end = place_of(run, study, "ingen kobling")
    run("code", study, "samtale", start, end, "kobling.brudt", "--coder", "Anne")
    run("code", study, "samtale", start, end, "ledelse", "--coder", "Bo")
    filters = [
        "--code",
        "kobling",
        "--level",
        "1",
        "--case",
        "Egelund 😀",
        "--coder",
        "Anne",
        "--wave",
        "2018",
    ]

    table = run("matrix", study, *filters, "--kind", "interview", "--csv").text
    exported = run("export-csv", study, tmp_path / "ud.csv", *filters)

    assert table.splitlines() == ["theme,Egelund 😀", "kobling,1.0"]
    assert "1 uddrag" in exported.err
    assert len((tmp_path / "ud.csv").read_text("utf-8-sig").splitlines()) == 2


def lines_of(run: Run, *arguments: object) -> list[dict[str, str]]:
    """Return what a command writes under its line of names."""
    names, *lines = run(*arguments).text.splitlines()
    return [dict(zip(names.split("\t"), line.split("\t"), strict=True)) for line in lines]


def test_what_the_pages_of_analysis_show_is_written_line_by_line(run, study):
    start, end = place_of(run, study, "ingen kobling")
    for code in ("kobling.brudt", "ledelse"):
        run("code", study, "samtale", start, end, code, "--coder", "Anne")

    for unit in ("turn", "quotation"):
        [pair] = lines_of(run, "cooccurrence", study, "--unit", unit)
        assert (pair["one"], pair["other"], pair["together"]) == ("kobling", "ledelse", "1")
    [place] = lines_of(run, "coverage", study)
    assert (place["case"], place["codings"], place["coders"]) == ("Egelund 😀", "2", "Anne")
    assert [one["new"] for one in lines_of(run, "saturation", study)] == ["2"]
    told = {one["code"]: one["top_share"] for one in lines_of(run, "footing", study)}
    assert told == {"kobling.brudt": "1", "ledelse": "1"}
    codings = {one["theme"]: one["codings"] for one in lines_of(run, "balance", study)}
    assert (codings["kobling"], codings["forankring"]) == ("1", "0")
    cells = {one["theme"]: one["codings"] for one in lines_of(run, "framework", study)}
    assert (cells["kobling"], cells["forankring"]) == ("1", "0")


def test_two_sides_are_held_against_each_other(run, study):
    other = study.with_name("anden.txt")
    other.write_text("Interviewer: Og?\n\nBo: Der er ingen kobling.\n", encoding="utf-8")
    run("import", study, other, "--case", "Birk", "--level", "3")
    place = run("text", study, "anden").text.index("ingen kobling")
    run("code", study, "anden", place, place + 13, "kobling")

    found = run("contrast", study, "operationelt", "strategisk", "--jsonl").lines

    [theme] = [one for one in found if one["theme"] == "kobling"]
    assert (theme["first"], theme["second"], theme["difference"]) == (0, 1, -1)
    assert "E150" in run("contrast", study, "operationelt", "ingen").err


def test_a_row_that_was_altered_is_named_by_check(run, study):
    start, end = place_of(run, study, "ingen kobling")
    coding = run("code", study, "samtale", start, end, "kobling").text.strip()
    with closing(sqlite3.connect(study)) as connection, connection:
        connection.execute("UPDATE coding SET start = start + 1")

    checked = run("check", study)

    assert checked.code == 1
    assert f"coding-quote  {coding}" in checked.text


def test_english_is_spoken_when_asked_for(run, study, monkeypatch):
    monkeypatch.setattr(talking, "SETTINGS", Settings(language="en"))

    assert run("text", study, "nobody").err.startswith("[E105] Source 'nobody' is not in the study. ")


def test_ctrl_c_stops_an_import_after_the_file_at_hand(run, study, monkeypatch):
    files = [study.with_name(f"{name}.txt") for name in ("et", "to", "tre")]
    for file in files:
        file.write_text(f"Bo: Nej, {file.stem}.\n", encoding="utf-8")
    usual = importing.import_preview

    def press_ctrl_c(*arguments, **rest):
        signal.raise_signal(signal.SIGINT)
        return usual(*arguments, **rest)

    monkeypatch.setattr(importing, "import_preview", press_ctrl_c)
    monkeypatch.setattr(talking, "t", Translator("da"))
    before = signal.getsignal(signal.SIGINT)

    ran = run("import", study, *files, "--case", "B")

    assert ran.code == 130
    assert [line.split()[-1] for line in ran.text.splitlines()] == ["et.txt"]
    assert "2 filer er ikke rørt" in ran.err
    assert signal.getsignal(signal.SIGINT) is before
    assert run("check", study).code == 0


def test_ctrl_c_leaves_the_suggestions_that_wait(run, study, monkeypatch):
    run("suggest", study)
    before = run("suggestions", study, "--jsonl").lines
    usual = suggesting.names_by_id

    def press_ctrl_c(session):
        signal.raise_signal(signal.SIGINT)
        return usual(session)

    monkeypatch.setattr(suggesting, "names_by_id", press_ctrl_c)

    ran = run("suggest", study)

    assert ran.code == 130
    assert run("suggestions", study, "--jsonl").lines == before


def test_a_kill_in_mid_import_leaves_whole_sources_or_none(study, run):
    files = [study.with_name(f"fil{number}.txt") for number in range(400)]
    for file in files:
        file.write_text(f"Bo: Nej, {file.stem}.\n\n" * 200, encoding="utf-8")
    importing_all = subprocess.Popen(
        [*COMMAND, "import", str(study), *map(str, files), "--case", "B"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    count = "SELECT count(*) FROM source"
    with closing(sqlite3.connect(study)) as connection:
        while connection.execute(count).fetchone()[0] < 5:
            assert importing_all.poll() is None

    importing_all.kill()
    importing_all.wait()

    assert run("check", study).code == 0
    sources = json.loads(run("sources", study, "--json").out)
    assert 5 <= len(sources) < len(files)
    assert {source["turns"] for source in sources if source["case"] == "B"} == {200}


def test_a_text_is_corrected_and_its_imported_words_are_kept(run, study):
    source = run("sources", study, "--json").lines[0][0]["id"]
    before = run("text", study, source).out

    seen = run("correct", study, source, "Hvordan gik det?", "--turn", 1, "--preview").lines[0]

    assert seen["edits"] == [{"start": 21, "old": "går", "new": "gik"}]
    assert run("text", study, source).out == before
    done = run("correct", study, source, "Hvordan gik det?", "--turn", 1)
    assert (done.code, done.lines[0]["source"]) == (0, source)
    assert run("text", study, source).out == before.replace("går".encode(), b"gik")
    assert run("text", study, source, "--as-imported").out == before
    assert run("check", study).code == 0


def test_a_correction_needs_a_place(run, study):
    assert run("correct", study, "kilde", "ord").code == 2
    assert run("correct", study, "kilde", "ord", "--turn", 1, "--start", 1, "--end", 2).code == 2


def test_what_text_recognition_misread_is_listed_and_corrected_when_accepted(run, study, tmp_path):
    file = tmp_path / "rapport.txt"
    text = (
        "Det var en afggrende forudsaetning, at beboerne var med.\n\nDer er saledes sket meget i omradet.\n"
    )
    file.write_text(text, encoding="utf-8")
    run("import", study, file, "--case", "Egelund", "--kind", "document")

    [found] = run("repair", study, "rapport", "--json").lines

    assert {(one["old"], one["new"], one["class"]) for one in found} == {
        ("afggrende", "afgørende", "safe"),
        ("forudsaetning", "forudsætning", "safe"),
        ("saledes", "således", "safe"),
        ("omradet", "området", "safe"),
    }
    assert run("text", study, "rapport").text == text.rstrip("\n")
    assert run("repair", study, "rapport", "--accept", found[0]["id"]).code == 0
    assert "afgørende forudsaetning" in run("text", study, "rapport").text
    assert run("repair", study, "rapport", "--accept", "safe").code == 0
    assert run("repair", study, "rapport", "--json").lines == [[]]
    assert run("check", study).code == 0


def test_an_entry_of_the_log_is_shown_with_its_changes_and_taken_back(run, study):
    source = source_id(run, study)
    run("code", study, source, 21, 24, "kobling", "--coder", "Anne")

    log = run("log", study, "--coder", "Anne", "--changes").text
    number = log.split()[0]

    assert "Satte kode" in log
    assert "– → kom til" in log
    assert run("revert", study, number, "--preview").text.split()[0] == number
    assert "Én post er taget tilbage" in run("revert", study, number).err
    assert json.loads(run("log", study, "--json", "--limit", "1").out)["takes_back"] == [int(number)]
    assert run("codings", study).text == ""
    assert " †" in run("log", study, "--coder", "Anne").text


def test_an_afternoon_is_taken_back_and_what_cannot_be_says_why(run, study):
    source = source_id(run, study)
    run("code", study, source, 21, 24, "kobling", "--coder", "Anne")

    done = run("revert", study, "--since", "2020-01-01", "--until", "2999-01-01", "--by", "Bo")

    assert done.code == 0
    assert "[E224]" in done.err
    assert run("codings", study).text == ""
    assert run("revert", study, 1).err.startswith("[E224]")
    assert run("revert", study).code == 2


def test_what_was_taken_out_is_listed_and_brought_back(run, study):
    run("merge", study, "kobling.brudt", "ledelse")
    code = run("trash", study, "code").text.split()[0]

    assert "hentet tilbage" in run("trash", study, "code", "--restore", code).err
    assert run("trash", study, "code").text == ""
    assert run("trash", study, "--restore", "intet").err.startswith("[E230]")


def test_what_was_done_is_undone_and_done_again(run, study):
    run("code", study, source_id(run, study), 21, 24, "kobling", "--coder", "Anne")
    before = run("codings", study).text

    assert "Satte kode" in run("undo", study, "--coder", "Anne").err
    assert run("codings", study).text == ""
    assert "Satte kode" in run("redo", study, "--coder", "Anne").err
    assert run("codings", study).text == before
    assert run("undo", study, "--coder", "Bo").err.startswith("[E109]")


def test_a_code_is_split_and_taken_out_when_asked(run, study):
    coding = run("code", study, source_id(run, study), 21, 24, "kobling", "--coder", "Anne").text.strip()

    assert run("split", study, "kobling", coding, "--new", "Ny kobling").text.strip() == "ny_kobling"
    assert run("codings", study, "--jsonl").out.count(b"ny_kobling") == 1
    assert run("split", study, "ny_kobling", coding).code == 2
    assert "1 kodninger" in run("remove-code", study, "ny_kobling").err
    assert run("trash", study, "code").text == ""
    run("remove-code", study, "ny_kobling", "--yes")
    assert run("trash", study, "code").text.startswith("ny_kobling")


def test_a_change_is_made_after_a_backup_and_by_whom_is_told(run, study, tmp_path):
    (tmp_path / "ny.txt").write_text("Mette: Noget helt andet.", encoding="utf-8")

    run("import", study, tmp_path / "ny.txt", "--coder", "Anne")
    run("undo", study, "--coder", "Anne")

    assert "Anne  Importerede kilde" in run("log", study).text
    assert len(run("backups", study).text.splitlines()) == 1


def test_a_study_is_packed_and_unpacked(run, study, tmp_path):
    assert run("archive", study, tmp_path / "hjem.zip").code == 0

    assert run("unpack", tmp_path / "hjem.zip", tmp_path / "igen.casecoding").code == 0
    assert run("sources", tmp_path / "igen.casecoding", "--json").out == run("sources", study, "--json").out
    assert run("unpack", study, tmp_path / "andet.casecoding").err.startswith("[E240]")


def test_a_study_that_was_altered_is_repaired_when_asked(run, study):
    source = source_id(run, study)
    run("code", study, source, 21, 24, "kobling")
    with closing(sqlite3.connect(study)) as connection, connection:
        connection.execute("UPDATE coding SET start = start + 1")

    looked = run("check", study)
    repaired = run("check", study, "--repair")

    assert (looked.code, repaired.code) == (1, 0)
    assert "→ henter rækken fra loggen" in looked.text
    assert run("check", study).code == 0


def test_a_study_in_a_synced_folder_is_warned_of(run, tmp_path):
    made = run("init", tmp_path / "Dropbox" / "studie.casecoding")

    assert made.code == 0
    assert "som Dropbox kopierer" in made.err
    assert "kopierer" not in run("init", tmp_path / "hjemme" / "studie.casecoding").err


def test_a_matrix_as_csv_holds_no_formula(run, study, tmp_path):
    other = tmp_path / "ond.txt"
    other.write_text(INTERVIEW + "\nInterviewer: Og?\n", encoding="utf-8")
    run("import", study, other, "--case", "=1+1")
    source = next(one["id"] for one in run("sources", study, "--json").lines[0] if one["case"] == "=1+1")
    run("code", study, source, 21, 24, "kobling")

    table = run("matrix", study, "--rows", "case", "--columns", "theme", "--measure", "codings", "--csv").text

    assert "'=1+1" in table
    assert "\n=1+1" not in table
