"""A reference is read whatever stands around it."""

import pytest

from casecoding.domain.reference import Reference, read_reference, turns_shown
from casecoding.errors import UnreadableReference


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Svendborg, operationelt, I3 §41", Reference(3, 41, 41)),
        ("Svendborg, operationelt, I3 §41–43 · Samtale 1 · 2018 · kode: Kobling", Reference(3, 41, 43)),
        (" i3 § 41-43", Reference(3, 41, 43)),
        ("M12§7", Reference(12, 7, 7)),
        ("Vej 4 §2, taktisk, O10 §5", Reference(10, 5, 5)),
    ],
)
def test_a_reference_is_found_among_other_words(given, expected):
    assert read_reference(given) == expected


@pytest.mark.parametrize("given", ["", "Svendborg", "§41", "I3", "X3 §4", "I §4"])
def test_what_is_no_reference_is_refused(given):
    with pytest.raises(UnreadableReference):
        read_reference(given)


def test_turns_as_they_are_cited():
    assert (turns_shown(4, 4), turns_shown(4, 6)) == ("4", "4–6")
