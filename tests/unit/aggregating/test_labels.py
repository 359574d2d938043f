"""What a person reads for the keys that are stored."""

import pytest

from casecoding.aggregating.labels import rule_label
from casecoding.domain.codebook import CueKind
from casecoding.i18n.translating import Translator


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("lemma: kobling", "grundform: kobling"),
        ("dependency: knytte an", "sætningsmønster: knytte an"),
        ("lokal model: tæt på kobling", "lokal model: tæt på kobling"),
        ("word", "word"),
        ("examples: fond, løn", "Kodebogens eksempler: fond, løn"),
        ("learned: fond, løn", "Det lærte: fond, løn"),
    ],
)
def test_a_cue_is_named_and_a_rule_of_others_stands_as_it_is(rule, shown):
    assert rule_label(rule, t=Translator("da")) == shown


@pytest.mark.parametrize("kind", CueKind)
def test_every_kind_of_cue_has_a_name(kind):
    assert rule_label(f"{kind}: ord", t=Translator("da")) != f"{kind}: ord"
