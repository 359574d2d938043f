"""Cues that need the pipeline's reading: particles that stand apart, dependencies, contexts."""

import pytest

from casecoding.domain.codebook import Cue, CueKind, Scope
from casecoding.domain.suggestion import Flag
from casecoding.errors import CodebookFault
from casecoding.suggesting.cues import check_cues
from casecoding.workbench.explaining import Explainer
from tests.builders import make_code, make_codebook

PARTICLES = Cue(CueKind.PARTICLE, terms=("bygge bro", "slå bro", "knytte an", "koble på", "rive ned"))


def found(words, cue, **code):
    (explanation,) = Explainer(make_codebook(make_code("bro", cue, **code)), model=None).explain([words])
    return [match.words for one in explanation.suggestions for match in one.reason.matches]


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("Vi bygger bro mellem kommunen og beboerne.", ["bygger bro"]),
        ("De slår hele tiden bro mellem de to verdener.", ["slår hele tiden bro"]),
        ("Hun knytter ikke altid projektet an til strategien.", ["knytter ikke altid projektet an"]),
        ("Bestyrelsen knytter an til erfaringerne.", ["knytter an"]),
        ("De river tre blokke ned.", ["river tre blokke ned"]),
        ("Han kobler sit arbejde på mandag.", []),
        ("Han knyttede båndet om en and.", []),
        ("Vi bygger, og børnene leger på en bro.", []),
    ],
)
def test_a_verb_is_met_with_its_particle_however_far_apart(words, matched):
    assert found(words, PARTICLES) == matched


def test_a_dependency_is_met_whatever_stands_between():
    pattern = (
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "inddrage"}},
        {
            "LEFT_ID": "verb",
            "REL_OP": ">",
            "RIGHT_ID": "whom",
            "RIGHT_ATTRS": {"DEP": "obj", "LEMMA": "beboer"},
        },
    )
    cue = Cue(CueKind.DEPENDENCY, pattern=pattern)

    assert found("De inddrager sjældent de ældre beboere i planerne.", cue)
    assert not found("Beboerne inddrager sjældent kommunen i planerne.", cue)


def test_a_dependency_that_spacy_refuses_names_its_code():
    cue = Cue(CueKind.DEPENDENCY, pattern=({"RIGHT_ID": "verb"},))

    with pytest.raises(CodebookFault, match="'kobling': pattern"):
        check_cues(make_codebook(make_code("kobling", cue)))


@pytest.mark.parametrize(("within", "met"), [(Scope.SEGMENT, False), (Scope.TURN, True)])
def test_a_context_may_be_looked_for_in_the_whole_turn(within, met):
    cue = Cue(CueKind.LEMMA, terms=("samarbejde",), requires=("kommune",), within=within)

    assert bool(found("Kommunen har sine egne planer. Vi har et godt samarbejde.", cue)) is met


def test_words_in_a_row_may_forbid_a_hit():
    cue = Cue(CueKind.LEMMA, terms=("skole",), unless=("koble af",))

    assert not found("Her kan de koble af fra skolen.", cue)
    assert found("Her kan de koble skolen på.", cue)


def test_a_code_says_which_flags_do_not_count():
    cue = Cue(CueKind.LEMMA, terms=("kobling",))

    assert found("Der er ingen kobling til driften.", cue)
    assert not found("Der er ingen kobling til driften.", cue, ignored_flags=(Flag.NEGATED,))
    assert found("Der er en kobling til driften.", cue, ignored_flags=(Flag.NEGATED,))
