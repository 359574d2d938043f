"""A browser keeps who codes and in which language, and nothing that it keeps is trusted blindly."""

import pytest

from casecoding.settings import Settings
from casecoding.ui.browser_memory import CODER, LANGUAGE, script_to_remember, with_memory

SETTINGS = Settings(coder="Anne", language="da")


def test_what_is_kept_goes_before_the_settings():
    kept = with_memory(SETTINGS, {CODER: "Bo%20%C3%98", LANGUAGE: "en"})

    assert (kept.coder, kept.language) == ("Bo Ø", "en")


@pytest.mark.parametrize("cookies", [{}, {CODER: "%20", LANGUAGE: "fr"}, {CODER: "a%0Ab", LANGUAGE: ""}])
def test_what_cannot_be_a_name_or_a_language_is_passed_over(cookies):
    assert with_memory(SETTINGS, cookies) == SETTINGS


def test_a_long_name_is_cut():
    assert with_memory(SETTINGS, {CODER: "a" * 90}).coder == "a" * 60


def test_a_name_ends_neither_the_attribute_nor_the_script():
    script = script_to_remember("O'Neill\"</script>; path=/x", "da")

    assert 'data-coder="O%27Neill%22%3C/script%3E%3B%20path%3D/x"' in script
    assert script.count("</script>") == 1
