"""A word holds a part when all its other pieces are words too."""

import pytest

from casecoding.suggesting.compounds import parts_around


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("beboerdemokratirepræsentant", "beboer"),
        ("beboerdemokratirepræsentant", "demokrati"),
        ("kernedrift", "drift"),
        ("driftsudgift", "drift"),
        ("boligorganisation", "organisation"),
        ("styregruppemøde", "styregruppe"),
        ("drift", "drift"),
    ],
)
def test_a_compound_holds_its_parts(word, part):
    assert part in parts_around(word, part)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("bedrift", "drift"),
        ("tilskyndelse", "drift"),
        ("opdrift", "drift"),
        ("afledelse", "ledelse"),
        ("drift", "kerne"),
    ],
)
def test_a_derivation_or_another_word_does_not(word, part):
    assert parts_around(word, part) == ()
