"""Word classes follow the tree where it leaves them no choice."""

import spacy
from spacy.tokens import Doc

from casecoding.nlp.components import agree_with_tree

VOCAB = spacy.blank("da").vocab


def agreed(*words: tuple[str, str, str, str]) -> list[tuple[str, str]]:
    """Return class and features of words given as (form, class, relation, features)."""
    forms, classes, relations, features = zip(*words, strict=True)
    doc = Doc(VOCAB, words=forms, pos=classes, deps=relations, morphs=features, heads=[0] * len(forms))
    return [(token.pos_, str(token.morph)) for token in agree_with_tree(doc)]


def test_a_verb_is_auxiliary_by_its_relation():
    found = agreed(
        ("er", "AUX", "ROOT", "Tense=Pres"), ("har", "VERB", "aux", ""), ("bliver", "VERB", "cop", "")
    )

    assert found == [("VERB", "Tense=Pres"), ("AUX", ""), ("AUX", "")]


def test_an_adjective_that_modifies_a_verb_is_an_adverb_with_its_degree():
    found = agreed(
        ("lydløst", "ADJ", "advmod", "Definite=Ind|Degree=Pos|Number=Sing"),
        ("stort", "ADJ", "amod", "Degree=Pos"),
    )

    assert found == [("ADV", "Degree=Pos"), ("ADJ", "Degree=Pos")]
