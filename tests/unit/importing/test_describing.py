"""Manifests, file names and forms say what a file is."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import Level, Name
from casecoding.domain.source import Description, Participant, SourceKind
from casecoding.errors import ManifestFault, MissingFile
from casecoding.importing.describing import as_source
from casecoding.importing.file_names import describe_file_name
from casecoding.importing.manifest import read_manifest
from casecoding.importing.reading import read_file
from casecoding.settings import shipped_folder

SHIPPED = load_codebook(shipped_folder("codebook"))
TOML = """
[[sources]]
file = "solbakken/2018_projektleder.docx"
name = "Projektleder, Solbakken 2018"
case = "Solbakken"
kind = "interview"
level = "operationelt"
wave = "2018"
date = 2018-05-17
[[sources.participants]]
label = "Mette"
name = "Mette Fjeldgaard"
role = "projektleder"
level = "operationelt"
[[sources]]
file = "lindehøj/2018_projektleder.docx"
case = "Lindehøj"
kind = "referat"
"""


def test_a_manifest_describes_each_file_by_path_or_bare_name():
    manifest = read_manifest(TOML.encode(), name="m.toml")

    told = manifest.describes("C:\\data\\Solbakken\\2018_projektleder.docx")

    assert told == Description(
        "Solbakken",
        SourceKind.INTERVIEW,
        "Projektleder, Solbakken 2018",
        "operationelt",
        "2018",
        date(2018, 5, 17),
        (Participant("Mette", "Mette Fjeldgaard", "projektleder", "operationelt"),),
    )
    assert manifest.describes("lindehøj/2018_projektleder.docx").kind is SourceKind.MEETING_NOTES
    assert manifest.describes("2018_projektleder.docx") is None
    assert manifest.describes("andet.docx") is None


def test_listed_files_that_are_not_there_are_told():
    manifest = read_manifest(TOML.encode(), name="m.toml")

    assert manifest.missing_from(["x/solbakken/2018_projektleder.docx"]) == (
        "lindehøj/2018_projektleder.docx",
    )


def test_csv_and_xlsx_manifests_say_the_same_as_toml():
    rows = [
        ["fil", "navn", "case", "type", "niveau", "runde", "dato"],
        ["a.docx", "A", "Solbakken", "fokusgruppe", "taktisk", 2020, date(2020, 1, 2)],
    ]
    book, held = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    table = "\n".join(";".join(map(str, row)) for row in rows)

    from_xlsx = read_manifest(held.getvalue(), name="m.xlsx")
    from_csv = read_manifest(table.encode("cp1252"), name="m.csv")

    assert from_xlsx.entries == from_csv.entries
    assert from_csv.describes("a.docx") == Description(
        "Solbakken", SourceKind.FOCUS_GROUP, "A", "taktisk", "2020", date(2020, 1, 2)
    )


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("[[sources]]\ncase = 'A'", "[[sources]] 1"),
        ("[[sources]]\nfile = 'a.txt'", "a.txt"),
        ("[[sources]]\nfile = 'a.txt'\ncase = 'A'\nkind = 'sludder'", "sludder"),
        ("[[sources]]\nfile = 'a.txt'\ncase = 'A'\ndate = '17/5'", "17/5"),
        ("[[sources]]\nfile = 'a.txt'\ncase = 'A'\nlevl = 'x'", "levl"),
        ("[[sources]]\nfile = 'a.txt'\ncase = 'A'\n[[sources.participants]]\nname = 'x'", "label"),
        ("[[sources]]\nfile = 'a.txt'\ncase = 'A'\n[[sources]]\nfile = 'A.txt'\ncase = 'B'", "A.txt"),
        ("sources = 3", "sources"),
        ("[[sources", "m.toml"),
    ],
)
def test_a_fault_in_a_manifest_names_its_entry(toml, named):
    with pytest.raises(ManifestFault) as fault:
        read_manifest(toml.encode(), name="m.toml")

    assert named in fault.value.sentence("da")


def test_a_manifest_that_is_not_there_is_missing(tmp_path):
    with pytest.raises(MissingFile):
        read_manifest(tmp_path / "m.toml")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("Svendborg_2018_projektleder.docx", ("Svendborg", "2018", "operationelt", SourceKind.INTERVIEW)),
        (
            "lindehoej/2020_styregruppe_referat.docx",
            ("Lindehøj", "2020", "taktisk", SourceKind.MEETING_NOTES),
        ),
        ("Fokusgruppe_beboere_Lindehøj.vtt", ("Lindehøj", "", "operationelt", SourceKind.FOCUS_GROUP)),
        ("Solbakken_2018_boligdirektoer.txt", ("Solbakken", "2018", "strategisk", SourceKind.INTERVIEW)),
        (
            "solbakken_afdelingsbestyrelse_observation.md",
            ("Solbakken", "", "operationelt", SourceKind.OBSERVATION),
        ),
        ("interview 3.docx", ("", "", None, SourceKind.INTERVIEW)),
    ],
)
def test_a_file_name_gives_the_first_guess(file, expected):
    told = describe_file_name(file, cases=["Solbakken", "Lindehøj"], levels=SHIPPED.levels)

    assert (told.case, told.wave, told.level, told.kind) == expected


def test_a_level_is_guessed_by_the_codebooks_names_and_roles_alone():
    local = Level("lokalt", 1, Name("Lokalt", "Local"), roles=("gårdmand",))

    assert describe_file_name("a_projektleder.txt", levels=[local]).level is None
    assert describe_file_name("a_gaardmanden.txt", levels=[local]).level == "lokalt"
    assert describe_file_name("a_lokalt_niveau.txt", levels=[local]).level == "lokalt"


def test_described_participants_take_the_place_of_detected_ones():
    draft = read_file("a.txt", "\n".join(["DAN: Hvad nu?", "Mette: Vi går i gang med det."] * 4).encode())
    told = (
        Participant("mette", "Mette Berg", "projektleder", "operationelt"),
        Participant("Dan", "Dan", "interviewer"),
    )

    source = as_source(draft, Description("Solbakken", participants=told), source_id="s1")

    assert source.participants == (
        Participant("DAN", "Dan", "interviewer", interviewer=True),
        Participant("Mette", "Mette Berg", "projektleder", "operationelt"),
    )
    assert source.level_of(source.turns[1]) == "operationelt"
    assert (source.id, source.name, source.text, source.file_hash) == ("s1", "a", draft.text, draft.file_hash)


def test_a_guessed_interviewer_gives_way_to_a_described_one():
    draft = read_file("a.txt", "\n".join(["Dan: Hvad nu?", "Mette: Vi går i gang med det."] * 4).encode())
    told = (Participant("Mette", "Mette", interviewer=True),)

    source = as_source(draft, Description("Solbakken", participants=told), source_id="s1")

    assert [(who.label, who.interviewer) for who in source.participants] == [("Dan", False), ("Mette", True)]
