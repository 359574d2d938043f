"""Each expected error has one code, and one sentence in each language."""

import re
import string
from pathlib import Path

import pytest

from casecoding import errors
from casecoding.errors import CaseCodingError, InputError, InvalidSpan, ModelError, StudyError


def leaves(of: type[CaseCodingError] = CaseCodingError) -> list[type[CaseCodingError]]:
    below = of.__subclasses__()
    return [leaf for one in below for leaf in leaves(one)] if below else [of]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_no_two_errors_share_a_code():
    codes = [leaf.code for leaf in leaves()]

    assert len(codes) == len(set(codes)) > 40


def test_every_error_has_one_name_under_one_roof():
    modules = Path(errors.__file__).parent.glob("*.py")
    named = [
        name for module in modules for name in re.findall(r"^class (\w+)", module.read_text("utf-8"), re.M)
    ]

    assert len(named) == len(set(named))
    assert all(hasattr(errors, name) for name in named)


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
def test_both_languages_say_the_same_of_the_same_values(leaf):
    assert fields(leaf.da) == fields(leaf.en)
    assert leaf.da.endswith((".", "}", "?"))
    assert leaf.en.endswith((".", "}", "?"))
    values = dict.fromkeys(fields(leaf.da), "værdi")
    for language in ("da", "en"):
        assert leaf(**values).sentence(language).startswith(f"[{leaf.code}] ")


@pytest.mark.parametrize(("branch", "lead"), [(InputError, "E1"), (StudyError, "E2"), (ModelError, "E3")])
def test_the_docstring_draws_the_tree(branch, lead):
    assert {leaf.code[:2] for leaf in leaves(branch)} == {lead}
    assert f"── {branch.__name__}" in errors.__doc__
    assert f"{lead}xx" in errors.__doc__


def test_an_error_prints_its_english_sentence():
    assert str(InvalidSpan(start=1, end=9, length=4)).startswith("[E101] The place 1-9 is not in a text of 4")


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.__name__)
def test_the_docs_list_every_error_as_it_is_worded(leaf):
    listed = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")

    assert f"| {leaf.code} | {leaf.da} | {leaf.en} |" in listed
