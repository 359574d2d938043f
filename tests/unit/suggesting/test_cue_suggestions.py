"""What a cue finds, and what the suggestion says of it; Docs are made by hand."""

from dataclasses import replace

import pytest

from casecoding.domain.codebook import Code, Cue, CueKind
from casecoding.domain.suggestion import Flag
from casecoding.errors import CodebookFault
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.suggesting import CueSuggester
from tests.builders import BLANK, make_code, make_codebook, make_cue, make_doc, make_source


def suggestions(words: str, *codes: Code, lemmas: dict[str, str] | None = None, starts=(0,), label="Mette"):
    source = make_source((label, words))
    codebook = make_codebook(*codes)
    suggester = CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab))
    found = suggester.suggest(source, source.turns, [make_doc(words, lemmas=lemmas, starts=starts)])
    for one in found:
        for match in one.reason.matches:
            assert match.words == match.span.of(source.text)
            assert one.span.covers(match.span)
    return found


def rules(words: str, *cues: Cue, **rest: object) -> list[str]:
    return [one.reason.rule for one in suggestions(words, make_code("kobling", *cues), **rest)]


def test_a_word_is_met_as_written_whatever_its_case():
    cue = make_cue(CueKind.WORD, "Følgegruppen")

    assert rules("Så FØLGEGRUPPEN mødes", cue) == ["word: følgegruppen"]
    assert rules("Så følgegruppe mødes", cue, lemmas={"følgegruppe": "følgegruppen"}) == []


def test_a_lemma_is_met_in_every_inflection():
    cue = make_cue(CueKind.LEMMA, "ledelse", "chef")

    assert rules("Ledelsens ord", cue, lemmas={"ledelsens": "ledelse"}) == ["lemma: ledelse"]
    assert rules("Lederens ord", cue) == []


def test_a_part_is_met_alone_and_in_compounds():
    cue = make_cue(CueKind.PART, "Beboer")

    (found,) = suggestions(
        "Se beboerdemokratiet", make_code("kobling", cue), lemmas={"beboerdemokratiet": "beboerdemokrati"}
    )

    assert found.reason.rule == "part: beboer"
    assert found.reason.matches[0].parts == ("beboer", "demokrati")
    assert rules("Vores beboer", cue) == ["part: beboer"]


def test_a_short_part_is_met_at_the_start_of_a_compound_too():
    assert rules("en bystrategi", make_cue(CueKind.PART, "by")) == ["part: by"]


@pytest.mark.parametrize(
    ("words", "gap", "met"),
    [
        ("vi taler sammen", 0, True),
        ("vi taler aldrig sammen", 0, False),
        ("vi taler aldrig sammen", 1, True),
        ("vi taler næsten aldrig sammen", 1, False),
        ("sammen taler vi", 5, False),
    ],
)
def test_a_phrase_allows_so_many_words_between(words, gap, met):
    assert bool(rules(words, make_cue(CueKind.PHRASE, "taler sammen", gap=gap))) is met


def test_a_pattern_is_spacys():
    pattern = ({"LOWER": "ingen"}, {"OP": "?"}, {"LOWER": "kobling"})

    assert rules("Der er ingen reel kobling", Cue(CueKind.PATTERN, pattern=pattern)) == [
        "pattern: ingen reel kobling"
    ]


def test_a_pattern_that_spacy_refuses_is_a_fault_of_the_codebook():
    codebook = make_codebook(make_code("kobling.brudt", Cue(CueKind.PATTERN, pattern=({"LEMA": "x"},))))

    with pytest.raises(CodebookFault, match=r"kobling\.toml: 'kobling\.brudt': pattern"):
        CueMatcher(codebook, BLANK.vocab)


@pytest.mark.parametrize(
    ("words", "met"),
    [("styringen af området", True), ("styringen af bilen", False), ("styringen af området og bilen", False)],
)
def test_requires_and_unless_look_at_the_same_segment(words, met):
    cue = make_cue(CueKind.WORD, "styringen", requires=("Området",), unless=("Bilen",))

    assert bool(rules(words, cue)) is met


def test_a_hit_counts_in_its_own_segment_alone():
    cue = make_cue(CueKind.WORD, "styringen", requires=("området",))

    assert rules("styringen . området", cue, starts=(0, 2)) == []


def test_the_finest_code_of_a_theme_wins():
    codes = (
        make_code("kobling", make_cue(CueKind.WORD, "kobling")),
        make_code("kobling.brudt", make_cue(CueKind.WORD, "ingen")),
        make_code("ledelse", make_cue(CueKind.WORD, "kobling")),
    )

    both, theme_alone = suggestions("der er ingen kobling", *codes), suggestions("der er kobling", *codes)

    assert [one.code_id for one in both] == ["kobling.brudt", "ledelse"]
    assert [one.code_id for one in theme_alone] == ["kobling", "ledelse"]


def test_there_is_one_suggestion_per_segment_and_code():
    code = make_code("kobling", make_cue(CueKind.WORD, "bro", "led"))

    found = suggestions("bro led bro . bro", code, starts=(0, 4))

    assert [[match.words for match in one.reason.matches] for one in found] == [
        ["bro", "led", "bro"],
        ["bro"],
    ]
    assert len({one.id for one in found}) == 2


def test_the_span_is_the_segment_without_blanks():
    source = make_source(("Mette", "  Ja .  Se bro  "))
    codebook = make_codebook(make_code("kobling", make_cue(CueKind.WORD, "bro")))
    doc = make_doc("  Ja .  Se bro  ")
    for token in doc:
        token.is_sent_start = token.text in {"Se"} or token.i == 0

    (found,) = CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab)).suggest(source, source.turns, [doc])

    assert found.span.of(source.text) == "Se bro"


def test_the_score_rises_with_each_rule_and_stays_below_one():
    weak, strong = make_cue(CueKind.WORD, "bro", weight=0.5), make_cue(CueKind.WORD, "led", weight=0.6)
    sure = replace(strong, weight=1.0)

    scores = [suggestions(words, make_code("kobling", *cues))[0].score for words, cues in (
        ("bro", [weak]), ("bro bro", [weak]), ("bro led", [weak, strong]), ("bro led", [weak, sure])
    )]  # fmt: skip

    assert scores == [0.5, 0.5, 0.8, 0.99]


def test_the_rule_is_that_of_the_strongest_cue():
    cues = make_cue(CueKind.WORD, "bro", weight=0.5), make_cue(CueKind.WORD, "led", weight=0.6)

    assert rules("bro led", *cues) == ["word: led"]


def test_the_interviewers_words_are_flagged():
    (found,) = suggestions("se bro", make_code("kobling", make_cue(CueKind.WORD, "bro")), label="I")

    assert found.reason.flags == (Flag.INTERVIEWER,)


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("der er kobling", ()),
        ("der er ikke kobling", (Flag.NEGATED,)),
        ("der er ikke kun kobling", ()),
        ("vi er ikke uden kobling", ()),
        ("vi har ikke hørt noget om den og der er kobling", ()),
        ("det er ikke sandt men der er kobling", ()),
        ("har i kobling ?", (Flag.QUESTION,)),
        ("hvis der er kobling går det", (Flag.HYPOTHETICAL,)),
        ("de sagde at der er kobling", (Flag.REPORTED,)),
    ],
)
def test_flags_say_how_the_words_are_used(words, flags):
    lemmas = {"sagde": "sige"}

    (found,) = suggestions(words, make_code("kobling", make_cue(CueKind.WORD, "kobling")), lemmas=lemmas)

    assert found.reason.flags == flags


def test_a_codebook_without_cues_suggests_nothing(recwarn):
    assert suggestions("hvad som helst", make_code("kobling")) == ()
    assert not recwarn.list
