"""Listed names are added where the recogniser found nothing or less."""

import spacy
from spacy.tokens import Doc

from casecoding.nlp.names import Gazetteer

VOCAB = spacy.blank("da").vocab
GAZETTEER = Gazetteer(
    given=frozenset({"Mette", "Bo", "Søren"}),
    unsure=frozenset({"Bo"}),
    surnames=frozenset({"Hansen"}),
    phrases={"Gellerup": "LOC", "Boligkontoret Danmark": "ORG", "Danmark": "LOC"},
)


def found(
    words: str,
    ents: list[str] | None = None,
    classes: list[str] | None = None,
    features: list[str] | None = None,
) -> list[tuple[str, str]]:
    forms = words.split()
    doc = Doc(VOCAB, words=forms, ents=ents, pos=classes, morphs=features)
    return [(entity.text, entity.label_) for entity in GAZETTEER.entities(doc)]


def test_a_given_name_and_its_surname_are_one_person():
    assert found("så kom Mette Hansen forbi") == [("Mette Hansen", "PER")]


def test_a_genitive_is_a_name_too():
    assert found("det er Mettes idé") == [("Mettes", "PER")]


def test_a_name_that_is_a_word_counts_only_beside_another_name():
    assert found("vi skal Bo her") == []
    assert found("vi spurgte Bo Hansen") == [("Bo Hansen", "PER")]


def test_words_in_lower_case_are_no_names():
    assert found("mette bor i gellerup") == []


def test_the_longest_listed_name_wins():
    assert found("hos Boligkontoret Danmark i Gellerup") == [
        ("Boligkontoret Danmark", "ORG"),
        ("Gellerup", "LOC"),
    ]


def test_a_longer_person_replaces_a_shorter_one():
    assert found("med Søren Hansen", ["O", "B-PER", "O"]) == [("Søren Hansen", "PER")]


def test_a_name_inside_an_organisation_stays_there():
    tags = ["O", "B-ORG", "I-ORG"]

    assert found("hos Mette Fonden", tags) == [("Mette Fonden", "ORG")]


def test_a_listed_place_is_no_person_but_may_be_an_organisation():
    assert found("i Gellerup", ["O", "B-PER"]) == [("Gellerup", "LOC")]
    assert found("mod Gellerup", ["O", "B-ORG"]) == [("Gellerup", "ORG")]


def test_a_surname_alone_is_a_person_where_it_is_a_name():
    assert found("ifølge Hansen", classes=["ADP", "PROPN"]) == [("Hansen", "PER")]
    assert found("ifølge Bertelsens", classes=["ADP", "PROPN"]) == [("Bertelsens", "PER")]
    assert found("ifølge Processen", classes=["ADP", "NOUN"]) == []


def test_initials_belong_to_the_name_after_them():
    assert found("hos K. J. Hansen", classes=["ADP", "PROPN", "PROPN", "PROPN"]) == [("K. J. Hansen", "PER")]


def test_a_listed_surname_taken_for_a_place_is_a_person():
    assert found("med Hansen", ["O", "B-LOC"], ["ADP", "PROPN"]) == [("Hansen", "PER")]


def test_a_listed_given_name_taken_for_an_organisation_is_a_person():
    assert found("spurgte Mette Warsan", ["O", "B-ORG", "I-ORG"], ["VERB", "PROPN", "PROPN"]) == [
        ("Mette Warsan", "PER")
    ]


def test_a_title_before_a_name_is_no_part_of_it():
    tags = ["B-PER", "I-PER", "I-PER"]

    assert found("Projektleder Uffe Rudbek", tags) == [("Uffe Rudbek", "PER")]
    assert found("Snedker Uffe Rudbek", tags, ["NOUN", "PROPN", "PROPN"]) == [("Uffe Rudbek", "PER")]


def test_what_a_person_owns_is_no_part_of_the_name():
    features = ["", "Case=Gen", "Case=Gen", ""]

    assert found("Uffe Rudbeks Plads ligger", ["B-PER", "I-PER", "I-PER", "O"], features=features) == [
        ("Uffe Rudbeks", "PER")
    ]


def test_a_name_in_the_genitive_ends_there():
    classes = ["ADP", "PROPN", "PROPN", "PROPN"]

    assert found("på Mette Rudbeks Plads", classes=classes) == [("Mette Rudbeks", "PER")]


def test_who_was_named_in_full_is_known_by_the_surname_alone():
    tags = ["B-PER", "I-PER", "O", "O", "O"]

    assert found("Fadumo Warsan kom da Warsans", tags) == [("Fadumo Warsan", "PER"), ("Warsans", "PER")]


def test_an_unknown_capital_joined_to_a_person_is_a_person():
    assert found("vi talte med Mette og Hekla i går") == [("Mette", "PER"), ("Hekla", "PER")]
    assert found("vi talte med Mette og beboerne") == [("Mette", "PER")]
    assert found("vi talte med Mette og Gellerup") == [("Mette", "PER"), ("Gellerup", "LOC")]


def test_a_word_made_of_a_known_name_and_a_hyphen_names_the_person():
    assert found("så kom Hansen-rapporten") == [("Hansen-rapporten", "PER")]
    assert found("så kom Bo-sagen") == []
    assert found("så kom Hansen-Bo") == []


def test_words_without_a_capital_are_no_names_where_others_have_one():
    assert found("så drak Mette danskvand", ["O", "O", "O", "B-PER"]) == [("Mette", "PER")]
    assert found("så drak hun danskvand", ["O", "O", "O", "B-PER"]) == [("danskvand", "PER")]


def test_lists_survive_the_disk(tmp_path):
    GAZETTEER.write(tmp_path / "names.json")

    assert Gazetteer.read(tmp_path / "names.json") == GAZETTEER
