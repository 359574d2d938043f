"""The Danish dictionary that simplemma brings: which forms there are, and the lemma of each.

The packed dictionary takes half a second to unpack; as a trie in the user's cache folder,
written the first time, it opens at once.
"""

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries import TrieDictionaryFactory


@cache
def lemmas_by_form() -> Mapping[str, str]:
    """Return form -> lemma; names begin with a capital, other words do not."""
    return TrieDictionaryFactory().get_dictionary("da")


def is_form(word: str) -> bool:
    """Tell whether a word in lower case is a form of a Danish word or name."""
    forms = lemmas_by_form()
    return word in forms or word.capitalize() in forms
