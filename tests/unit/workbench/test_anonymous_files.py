"""No name of a participant stands anywhere in a file that was asked for with ids in their place."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.codebook import Name
from casecoding.domain.selection import EVIDENCE, Having, Selection
from casecoding.domain.source import Participant
from casecoding.exporting.plan import ReportPlan
from casecoding.i18n.translating import Translator
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.codebook import add_code, save_changes
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.framework import write_summary
from casecoding.workbench.metadata import list_attributes, read_sheet, save_attributes, set_values
from casecoding.workbench.reporting import (
    export_csv,
    export_excel,
    export_html,
    export_transcript,
    export_word,
)
from casecoding.workbench.retrieving import search_for
from tests.builders import make_source, span_of, store_source

DA = Translator("da")
NAMES = re.compile("rosalinde|quistgaard|valdemarsen|åsbjørn|aasbjoern", re.IGNORECASE)
CASE = "Quistgaard-sagen"
ORDERS = (
    (Dimension.THEME, Dimension.CASE, Dimension.LEVEL),
    (Dimension.CODE, Dimension.SOURCE, Dimension.PARTICIPANT),
    (Dimension.ROLE, Dimension.WAVE, Dimension.CODER),
)


def text_of(content: bytes) -> str:
    """Return all that can be read in a file: its parts' names, and their words with tags taken out and in."""
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8-sig")
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    words = [unescape(re.sub("<[^>]*>", "", part)) for part in parts.values()]
    return "\n".join((*parts, *parts.values(), *words))


def named_source():
    source = make_source(
        ("Rosalinde", "Jeg hedder Rosalinde Quistgaard. Rosalindes leder er Åsbjørn. ROSALINDE Q!"),
        ("Åsbjørn", "Det sagde Rosalinde_Quistgaard også, og Quistgaards gruppe. Ingen hører os."),
        ("I", "Tak til jer."),
        source_id="kilde1",
        case=CASE,
        wave="Rosalinde 2020",
        name="Interview Rosalinde Quistgaard 2020",
    )
    people = (
        Participant("Rosalinde", "Rosalinde Quistgaard", role="projektleder", level="operationelt"),
        Participant("Åsbjørn", "Åsbjørn Valdemarsen", role="Rosalindes leder", level="strategisk"),
        Participant("I", "Interviewer", interviewer=True),
    )
    return replace(source, participants=people, file_name="Rosalinde_Quistgaard.docx")


@pytest.fixture
def study(bench: Bench) -> Bench:
    """Give a study in which a participant is named wherever a person can write."""
    anne = ensure_coder(bench, "Anne").id
    source = store_source(bench, named_source())
    code = add_code(bench, Name("Åsbjørn siger nej", "Åsbjørn says no"), under="", coder_id=anne)
    save_changes(bench, replace(code, definition="Når Rosalinde.", example="Quistgaard: nej"), coder_id=anne)
    for words, code_id in (
        ("hedder Rosa", "kobling"),
        ("linde Quistgaard. Rosalindes leder", "kobling.brudt"),
        ("Quistgaards gruppe. Ingen", code.id),
        ("Det sagde Rosalinde_Quist", "ledelse"),
    ):
        span = span_of(source, words)
        memo = "Spørg Rosalinde, se Rosalinde_Quistgaard.docx"
        apply_code(bench, Marking(source.id, span.start, span.end, code_id, memo=memo), coder_id=anne)
    write_summary(bench, CASE, "kobling", "Rosalinde hører intet.", coder_id=anne)
    save_attributes(
        bench, [Attribute("", "Rosalindes område", Holder.CASE, AttributeKind.TEXT)], coder_id=anne
    )
    sheet = read_sheet(bench, Holder.CASE)
    [attribute], [case] = sheet.attributes, sheet.holders
    set_values(bench, {(attribute.id, case.id): "Quistgaard øst"}, coder_id=anne)
    return bench


def selections(bench: Bench) -> list[Selection]:
    [attribute] = list_attributes(bench)
    having = Having(attribute.id, Holder.CASE, ("Quistgaard øst",))
    return [EVIDENCE, Selection(cases=(CASE,), sources=("kilde1",), attributes=(having,))]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("export", [export_word, export_html, export_excel, export_csv])
def test_no_name_slips_out_of_a_report(study, export, order):
    attribute = list_attributes(study)[0].id
    for selection in selections(study):
        named = ReportPlan(order=order, framework_by=attribute)

        open_file = text_of(export(study, selection, t=DA, plan=named))
        closed = text_of(export(study, selection, t=DA, plan=replace(named, anonymous=True)))

        assert NAMES.search(open_file)
        assert "I1-1" in closed
        assert NAMES.findall(closed) == []


def test_no_name_slips_out_of_what_a_search_found(study):
    found = search_for(study, "rosalinde og case:quistgaard-sagen")

    closed = text_of(export_word(study, EVIDENCE, t=DA, plan=ReportPlan(anonymous=True), found=found))

    assert "[I1-1]" in closed
    assert NAMES.findall(closed) == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_name_slips_out_of_a_coded_transcript(study, language):
    t = Translator(language)

    assert NAMES.search(text_of(export_transcript(study, "kilde1", t=t)))
    closed = text_of(export_transcript(study, "kilde1", t=t, anonymous=True))

    assert "I1-1: " in closed
    assert NAMES.findall(closed) == []


def test_coders_keep_their_names_in_an_anonymous_report(study):
    closed = text_of(export_word(study, EVIDENCE, t=DA, plan=ReportPlan(anonymous=True)))

    assert "kodet af Anne" in closed
