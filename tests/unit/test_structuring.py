"""A guide's questions are found where they were asked, in other words and in another order, with doubts."""

from hypothesis import given
from hypothesis import strategies as st

from casecoding.domain.span import Span
from casecoding.structuring import Asked, Doubt, answers, find_questions
from tests.builders import make_source

GUIDE = [
    ("rolle", "helhedsplan"),
    ("beslutning", "bestyrelse", "boligområde"),
    ("samarbejde", "kommune"),
    ("bevilling", "udløbe"),
]


def asked(*sentences):
    return [Asked(turn, tuple(words.split())) for turn, words in sentences]


def turns_of(matches):
    return [match.turn for match in matches]


def test_questions_are_found_in_order_whatever_stands_between():
    said = asked(
        (1, "begynde fortælle rolle helhedsplan"),
        (3, "eksempel"),
        (5, "bestyrelse beslutning komme boligområde"),
        (7, "gå kommune samarbejde"),
        (9, "bevilling udløbe"),
    )

    matches = find_questions(GUIDE, said)

    assert turns_of(matches) == [1, 5, 7, 9]
    assert all(match.doubts == () for match in matches)


def test_words_of_one_stem_or_one_compound_are_akin():
    said = asked((1, "samarbejdspartner kommunal"), (3, "noget andet"))

    (match,) = find_questions([("samarbejde", "kommune")], said)

    assert match.turn == 1


def test_a_question_that_was_not_asked_is_said_to_be_missing():
    matches = find_questions(GUIDE, asked((1, "rolle helhedsplan"), (3, "vejr")))

    assert turns_of(matches) == [1, None, None, None]
    assert matches[1].doubts == (Doubt.MISSING,)


def test_a_question_put_in_other_words_is_found_by_its_meaning_with_a_doubt():
    said = asked((1, "lave daglig"), (3, "penge bestemme"), (5, "beboer"))
    nearness = [[0.93, 0.88, 0.87], [0.87, 0.93, 0.88], [0.88, 0.87, 0.88], [0.87, 0.88, 0.88]]

    matches = find_questions(GUIDE, said, nearness=nearness)

    assert turns_of(matches) == [1, 3, None, None]
    assert all(match.doubts == (Doubt.UNSURE,) for match in matches[:2])


def test_a_question_asked_out_of_order_is_found_with_a_doubt():
    said = asked(
        (1, "bevilling udløbe"),
        (3, "rolle helhedsplan"),
        (5, "beslutning bestyrelse"),
        (7, "samarbejde kommune"),
    )

    matches = find_questions(GUIDE, said)

    assert turns_of(matches) == [3, 5, 7, 1]
    assert Doubt.OUT_OF_ORDER in matches[3].doubts


def test_two_places_that_are_as_good_are_a_doubt():
    said = asked((1, "samarbejde kommune"), (3, "samarbejde kommune"))

    (match,) = find_questions([("samarbejde", "kommune")], said)

    assert Doubt.RIVAL in match.doubts


def test_two_questions_in_one_breath_are_both_found():
    said = asked((1, "rolle helhedsplan"), (1, "samarbejde kommune"), (3, "vejr"))

    assert turns_of(find_questions([GUIDE[0], GUIDE[2]], said)) == [1, 1]


words = st.lists(
    st.sampled_from(["rolle", "plan", "kommune", "bestyrelse", "drift", "beboer"]), max_size=4
).map(tuple)


@given(st.lists(words, max_size=5), st.lists(st.tuples(st.integers(1, 4), words), max_size=6))
def test_any_guide_and_any_interview_give_one_answer_per_question(guide, said):
    sentences = [Asked(turn, told) for turn, told in sorted(said)]

    matches = find_questions(guide, sentences)

    assert len(matches) == len(guide)
    assert all(match.turn is None or match.turn in {one.turn for one in sentences} for match in matches)
    assert all(0.0 <= match.score <= 1.0 + 1e-9 for match in matches)


@given(st.lists(st.sampled_from(GUIDE), unique=True))
def test_a_guide_read_aloud_is_found_whole(guide):
    said = [Asked(2 * at + 1, question) for at, question in enumerate(guide)]

    assert turns_of(find_questions(guide, said)) == [one.turn for one in said]


def test_an_answer_runs_to_the_next_question_and_holds_the_interviewers_small_words():
    source = make_source(
        ("I", "Hvad laver du?"),
        ("Mette", "Alt muligt."),
        ("I", "Ja?"),
        ("Mette", "Mest drift."),
        ("I", "Og nu?"),
        ("Mette", "Kaffe."),
    )

    found = answers(source, {1: ["a"], 5: ["b"]})

    assert [(key, span.of(source.text)) for key, span in found] == [
        ("a", "Alt muligt.\nI: Ja?\nMette: Mest drift."),
        ("b", "Kaffe."),
    ]


def test_what_two_people_answer_is_two_answers():
    source = make_source(("I", "Hvad nu?"), ("Mette", "Drift."), ("Bo", "Kaffe."), ("Mette", "Nej."))

    found = answers(source, {1: ["a"]})

    assert [span.of(source.text) for _, span in found] == ["Drift.", "Kaffe.", "Nej."]


def test_an_item_without_a_word_under_it_has_no_answer():
    source = make_source((None, "1. Økonomi"), (None, "2. Eventuelt"), (None, "Intet."))

    found = answers(source, {1: ["a"], 2: ["b"]})

    assert found == [("b", Span(source.text.index("Intet."), source.text.index("Intet.") + 6))]
