"""What a report cites is found again, whatever happens to the study in between."""

import pytest

from casecoding.domain.selection import EVIDENCE
from casecoding.domain.source import Description, SourceKind
from casecoding.errors import ReferenceToNothing
from casecoding.exporting.excerpt_rows import reference_shown
from casecoding.i18n.translating import Translator
from casecoding.workbench.analysis import read_excerpts
from casecoding.workbench.importing import redescribe_source, take_out_source
from casecoding.workbench.reading import read_overview
from casecoding.workbench.references import find_reference
from tests.builders import mark, store_source, usual_source

DA = Translator("da")


def cited(bench):
    (excerpt,) = read_excerpts(bench, EVIDENCE)
    return reference_shown(excerpt, codebook=read_overview(bench).codebook, t=DA)


def test_a_reference_leads_to_the_turn_it_cites(bench, anne):
    store_source(bench, usual_source("foerst"))
    source = store_source(bench, usual_source("sidst"))
    mark(bench, source, "Ledelsen bakker op", "ledelse", anne.id)

    reference = cited(bench)

    place = find_reference(bench, reference)
    assert reference == "Egelund, operationelt, I2 §3"
    assert (place.source_id, place.start) == ("sidst", source.turns[2].span.start)
    assert place.words.startswith("Ledelsen bakker op")


def test_a_reference_outlives_what_is_taken_out_added_and_described_anew(bench, anne):
    gone = store_source(bench, usual_source("a"))
    source = store_source(bench, usual_source("b"))
    mark(bench, source, "Ledelsen bakker op", "ledelse", anne.id)
    reference = cited(bench)

    take_out_source(bench, gone.id, coder_id=anne.id)
    store_source(bench, usual_source("c"))
    told = Description(case="Andetsteds", kind=SourceKind.MEETING_NOTES, participants=source.participants)
    redescribe_source(bench, "b", told, coder_id=anne.id)

    assert find_reference(bench, reference).source_id == "b"
    assert find_reference(bench, reference).reference == "M2 §3"


@pytest.mark.parametrize("reference", ["I9 §1", "I1 §99", "I0 §1"])
def test_a_reference_to_nothing_says_so(bench, reference):
    store_source(bench, usual_source())

    with pytest.raises(ReferenceToNothing):
        find_reference(bench, reference)


def test_a_source_that_was_taken_out_is_not_found(bench, anne):
    source = store_source(bench, usual_source())
    take_out_source(bench, source.id, coder_id=anne.id)

    with pytest.raises(ReferenceToNothing):
        find_reference(bench, "I1 §1")
