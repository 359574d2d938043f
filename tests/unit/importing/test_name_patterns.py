"""File names are read by a pattern that a person writes."""

from datetime import date

import pytest

from casecoding.codebooks import load_codebook
from casecoding.domain.source import Description, SourceKind
from casecoding.errors import PatternFault
from casecoding.importing.file_names import describe_by_pattern
from casecoding.importing.name_patterns import read_pattern
from casecoding.settings import shipped_folder

LEVELS = load_codebook(shipped_folder("codebook")).levels


def described(pattern, file):
    return describe_by_pattern(file, read_pattern(pattern), guessed=Description("?"), levels=LEVELS)


@pytest.mark.parametrize(
    ("pattern", "file", "expected"),
    [
        ("{case}_{wave}_{level}", "Svendborg_2018_projektleder.docx", ("Svendborg", "2018", "operationelt")),
        ("{case}_{runde}_{niveau}", "mappe/Ny_By_2018_bestyrelse.docx", ("Ny", "By", "strategisk")),
        ("{_} - {case} ({wave})", "007 - Ny By (efterår 2020).txt", ("Ny By", "efterår 2020", None)),
        ("{case}_{wave}_{role}", "Egelund_2020_styregruppeformand.pdf", ("Egelund", "2020", "taktisk")),
        ("{case}_{wave}", "noget andet.txt", ("?", "", None)),
        ("{case}_{wave}_{level}", "A_2020_ukendt.txt", ("A", "2020", None)),
    ],
)
def test_a_name_is_read_by_its_pattern(pattern, file, expected):
    told = described(pattern, file)

    assert (told.case, told.wave, told.level) == expected


def test_kind_name_and_date_are_read_too():
    told = described("{date}_{kind}_{name}", "2018-05-17_referat_Møde i følgegruppen.docx")

    assert (told.held, told.kind, told.name) == (
        date(2018, 5, 17),
        SourceKind.MEETING_NOTES,
        "Møde i følgegruppen",
    )


@pytest.mark.parametrize("pattern", ["{sted}_{wave}", "{case}_{case}", "ingen felter", "{_}", "{}"])
def test_a_pattern_that_cannot_be_used_is_refused(pattern):
    with pytest.raises(PatternFault):
        read_pattern(pattern)


def test_signs_of_the_pattern_mean_themselves():
    assert read_pattern("{case}.[{wave}]+").read("Egelund.[2018]+.txt") == {"case": "Egelund", "wave": "2018"}
    assert read_pattern("{case}.{wave}").read("Egelund-2018.txt") is None
