"""Who says a quotation is told from what is said."""

from dataclasses import replace

import pytest

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import CueKind
from casecoding.domain.suggestion import Flag, Suggester
from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.settings import shipped_folder
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.source_words import WordReader
from casecoding.suggesting.suggesting import CueSuggester
from casecoding.workbench.explaining import Explainer
from tests.builders import make_code, make_codebook, make_cue, make_source


def attributed(text: str) -> str:
    """Return the words of a text that name who says a quotation."""
    pipeline = open_pipeline(SHIPPED_NAME)
    (doc,) = pipeline.annotate([text])
    (words,) = WordReader(pipeline.nlp.vocab).read([doc]).docs
    return " ".join(doc[at].text for at in sorted(words.attributions) if doc[at].is_alpha)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("»Vi hører aldrig noget,« siger en projektleder i Odense.", "siger en projektleder i Odense"),
        ('"Vi hører aldrig noget", fortæller hun.', "fortæller hun"),
        ("“Vi hører aldrig noget,” lyder det fra en direktør.", "lyder det fra en direktør"),
        ("»Vi hører intet.« (driftschef, 2023)", "driftschef"),
        ("Det er jo tomt, når vi kommer« (beboer, Ellekrogen).", "beboer Ellekrogen"),
        ("»Det er ikke nemt,« som en leder sammenfattede det.", "som en leder sammenfattede det"),
        ("»Vi spørger dem jo,« siger direktøren om de etniske foreninger.", "siger direktøren"),
        ("»De flyttede os,« sagde en lærer, der har været der i ti år.", "sagde en lærer"),
        ("»Her er stille. Her er jo tomt.« siger en nabo.", "siger en nabo"),
        ("Direktøren udtrykker det således: »Vi venter på kommunen.«", "Direktøren udtrykker det således"),
    ],
)
def test_who_speaks_is_found_around_a_quotation(text, named):
    assert attributed(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "Projektlederen er den, der »bygger bro« mellem gaden og bestyrelsen.",
        "De boligsociale medarbejdere »er helhedsplanen« for de fleste.",
        "Begrebet »løs kobling« bruges af direktøren om det hele.",
        "»Helhedsplan« siger ikke projektlederen noget.",
        "Projektlederen fortæller, at ingen ringer tilbage.",
        "Følgegruppen har følgende medlemmer: »Boligforum«, skolen og politiet.",
        "Projektlederen sidder alene med det hele.",
    ],
)
def test_words_of_the_text_itself_name_no_speaker(text):
    assert attributed(text) == ""


def test_a_hit_that_only_names_who_speaks_is_flagged():
    text = "»Bestyrelsen svarer ikke,« siger direktøren. »Direktøren svarer ikke,« siger direktøren."
    pipeline = open_pipeline(SHIPPED_NAME)
    code = make_code("ledelse", make_cue(CueKind.LEMMA, "direktør"))
    codebook = make_codebook(code)
    source = make_source(("", text))

    found = CueSuggester(codebook, CueMatcher(codebook, pipeline.nlp.vocab)).suggest(
        source, source.turns, list(pipeline.annotate([text]))
    )

    assert [Flag.ATTRIBUTION in one.reason.flags for one in found] == [True, False]
    assert [[match.words for match in one.reason.matches] for one in found] == [
        ["direktøren"],
        ["Direktøren"],
    ]


def test_the_shipped_codebooks_cues_are_not_met_in_who_speaks():
    explainer = Explainer(load_codebook(shipped_folder("codebook")), model=None)

    told, said, noted = (
        {one.code_id for one in explained.suggestions if one.reason.suggester is Suggester.CUES}
        for explained in explainer.explain(
            [
                "»Som projektleder sidder jeg alene med det hele,« siger en projektleder.",
                "»Her er der stille om søndagen,« siger en projektleder.",
                "»Her er der stille om søndagen.« (driftschef, 2023)",
            ]
        )
    )

    assert told == {"projektleder"}
    assert said == noted == set()


def test_a_code_leaves_out_what_its_theme_does():
    text = "»Her er stille,« siger driftschefen."
    pipeline = open_pipeline(SHIPPED_NAME)
    theme = make_code("kernedrift")
    below = make_code("kernedrift.boligorganisation", make_cue(CueKind.LEMMA, "driftschef"))
    source = make_source(("", text))

    found = [
        CueSuggester(codebook, CueMatcher(codebook, pipeline.nlp.vocab)).suggest(
            source, source.turns, list(pipeline.annotate([text]))
        )
        for codebook in (
            make_codebook(theme, below),
            make_codebook(replace(theme, ignored_flags=(Flag.ATTRIBUTION,)), below),
        )
    ]

    assert [len(one) for one in found] == [1, 0]
