"""What text recognition misread is proposed corrected, sure or unsure; the rest is left alone."""

import pytest

from casecoding.repairing.candidates import Candidates
from casecoding.repairing.confusions import ALL, variants
from casecoding.repairing.lexicon import danish_lexicon
from casecoding.repairing.proposing import Sureness, propose
from casecoding.repairing.tokens import clauses
from tests.builders import make_source

DAMAGED = (
    "Det var en afggrende forudsaetning for projektet, at beboerne var med.",
    "Der er saledes sket en zendrede situation i omradet, og vi har faet nye vilkar.",
    "Formalet var medatintroducere nye metoder i de ud- satte boligomrader.",
    "Projektlederen skal ogsa sgrge for, at mal og midler hznger sammen.",
    "Man ma ikke glemme, at der bar vzere en plan. Jeg far et nyt job til naeste ar.",
    "Der blev holdt mader i fglgegruppen hver maned.",
)
WHOLE = (
    "Det var en afgørende forudsætning for projektet, at beboerne var med, og baren bar præg af det.",
    "Min far går med mad til måden, og han bor i et mål af en bolig, før de andre må gå for i år.",
    "Ind- og udland, undervisnings- og forskningsministeren, bolig- eller erhvervslejemål.",
    "Der var en mal og en kat, og hun gøs ved det; et lån er et lam for en sag.",
)


def proposed(*turns: str, **scope: bool) -> dict[str, str]:
    return {one.old: one.new for one in propose(make_source(*((None, words) for words in turns)), **scope)}


def safe(*turns: str) -> dict[str, str]:
    found = propose(make_source(*((None, words) for words in turns)))
    return {one.old: one.new for one in found if one.sureness is Sureness.SAFE}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("afggrende", "afgørende"),
        ("saledes", "således"),
        ("zendrede", "ændrede"),
        ("medatintroducere", "med at introducere"),
        ("ud- satte", "udsatte"),
        ("boligomrader", "boligområder"),
        ("hznger", "hænger"),
        ("mal", "mål"),
        ("ma", "må"),
        ("bar", "bør"),
        ("mader", "møder"),
        ("ar", "år"),
    ],
)
def test_what_the_text_and_its_neighbours_make_sure_is_safe(old, new):
    assert safe(*DAMAGED)[old] == new


def test_a_proposal_stands_where_its_old_words_do():
    source = make_source(*(("Mette", words) for words in DAMAGED))

    found = propose(source)

    assert len({one.id for one in found}) == len(found) > 20
    assert all(one.span.of(source.text) == one.old != one.new for one in found)
    assert list(found) == sorted(found, key=lambda one: one.span)


def test_an_undamaged_text_gets_no_proposals():
    assert safe(*WHOLE) == {}
    assert proposed(*WHOLE[:3]) == {}


def test_a_compound_is_what_its_usual_last_part_makes_it():
    assert safe(*DAMAGED, "Hun satte tre indsatsmal for den stotte, han fik.")["indsatsmal"] == "indsatsmål"


def test_words_between_two_quotations_are_repaired_whatever_marks_they_have():
    found = proposed(*DAMAGED, 'Her var det "anden ma” saledes ogsa “den ma” i alt.')

    assert {"saledes", "ogsa"} <= set(found)


def test_a_word_that_is_right_where_it_stands_is_left_in_a_damaged_text():
    found = safe(*DAMAGED, "Hun var til mode for penge. Den bar, vi sad i, var lukket.", "Han bor her.")

    assert not {"mode", "bor"} & found.keys()
    assert proposed(*DAMAGED, "Vi gik ind i den bar, der var lukket.").get("bar") in {"bør", None}


def test_names_and_quotations_are_left_alone_unless_asked_for():
    turn = "Vi var i Kgbenhavn hos Sgren, og »alle læser bgger« stod der."

    assert not {"Kgbenhavn", "Sgren", "bgger"} & proposed(*DAMAGED, turn).keys()
    assert proposed(*DAMAGED, turn, quotations=True)["bgger"] == "bøger"
    assert proposed(*DAMAGED, turn, names=True)["Kgbenhavn"] == "København"


def test_numbers_addresses_and_acronyms_are_left_alone():
    assert proposed(*DAMAGED, "Se www.kab-bolig.dk, § 4a, 2018, BL, kr. 4.600 og a@b.dk.").keys() == (
        proposed(*DAMAGED).keys()
    )


def test_capitals_are_kept():
    assert safe(*DAMAGED, "Saledes gik det.")["Saledes"] == "Således"


def test_words_that_share_an_ending_are_not_joined():
    found = proposed(*DAMAGED, "Det gjaldt ind- og udland, bolig- eller erhvervslejemal.")

    assert not any(old.startswith(("ind-", "bolig-")) for old in found)


def test_a_text_without_words_gets_no_proposals():
    assert proposed("…", "1.234", "– –") == {}


def test_variants_hold_the_word_itself_and_what_it_may_have_been():
    found = [word for word, _ in variants("gar", ALL, most=1)]

    assert found[0] == "gar"
    assert {"går", "øar"} <= set(found)


def test_a_compound_of_known_words_is_known():
    lexicon = danish_lexicon()

    assert lexicon.is_known("boligområdekoordinator")
    assert not lexicon.is_known("xqzwv")
    assert lexicon.count("på") > lexicon.count("mellem") > lexicon.count("boligområde")


def test_glued_words_are_parted_only_where_the_whole_is_unknown():
    candidates = Candidates(danish_lexicon())

    assert ("med", "at", "introducere") in [one.words for one in candidates.of("medatintroducere")]
    assert all(len(one.words) == 1 for one in candidates.of("medarbejder"))


def test_clauses_end_at_full_stops_and_tell_what_begins_them():
    source = make_source((None, "Jeg er her. Mette, siger hun »nej tak«, gik."))

    first, second = clauses(source.text, source.turns[0].span)

    assert [token.word for token in first] == ["Jeg", "er", "her"]
    assert [token.word for token in second if token.is_kept] == ["nej", "tak"]
    assert (second[0].begins, second[0].is_kept, second[0].ends_in_comma) == (True, False, True)


@pytest.mark.parametrize(("old", "new"), [("ogs", "også"), ("villekunne", "ville kunne")])
def test_lost_letters_and_lost_blanks_are_found(old, new):
    assert safe(*DAMAGED, f"Det er {old} godt.")[old] == new


def test_the_word_after_a_number_and_a_hyphen_is_a_word():
    assert safe(*DAMAGED, "Den 34-arige leder kom, og den 50-arige gik.")["arige"] == "årige"


def test_it_tells_how_far_it_is_and_can_be_stopped():
    source = make_source(*((None, words) for words in DAMAGED * 20))
    told = []

    propose(source, tell=lambda *step: told.append(step))

    done, totals = zip(*told, strict=True)
    assert list(done) == sorted(set(done))
    assert set(totals) == {max(totals)}
    assert 0 < done[-1] < totals[0]

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        propose(source, tell=stop)
