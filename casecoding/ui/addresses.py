"""A page's address in the language of whoever opens it.

Streamlit writes what was chosen into the address, in the words that it was shown in. To a colleague who works
in the other language these say nothing, so her browser is sent on to the same view in her own words.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.codebook import Codebook
from casecoding.errors import CaseCodingError, Language
from casecoding.i18n.translating import Translator, texts_of
from casecoding.settings import Settings
from casecoding.ui.benches import bench_at, place_at_start
from casecoding.ui.browser_memory import with_memory
from casecoding.workbench.explaining import codebook_of

AREAS = ("aggregating", "matrix", "compare", "cooccurrence", "saturation", "coverage", "triangulate")
AS_WRITTEN = frozenset({"q", "source", "at"})  # what is searched for, and places in the text
OTHER: dict[Language, Language] = {"da": "en", "en": "da"}


def in_own_words(request: Request) -> str | None:
    """Return the query that shows the same in the visitor's language, None where this one does.

    A query alone leads to the same page of the same host, whatever the path was written like.
    """
    given = parse_qsl(request.url.query, keep_blank_values=True)
    if AS_WRITTEN.issuperset(name for name, _ in given):
        return None
    language = with_memory(Settings.from_environment(), request.cookies).language
    words = _without_own({**_words(language), **dict(_names(language))})
    said = [(name, value if name in AS_WRITTEN else words.get(value, value)) for name, value in given]
    return None if said == given else f"?{urlencode(said)}"


@cache
def _words(language: Language) -> dict[str, str]:
    """Return the other language's words for choices -> this one's."""
    words: dict[str, str] = {}
    for area in AREAS:
        own, others = texts_of(area, language), texts_of(area, OTHER[language])
        words = {others[key]: own[key] for key in own} | words
    return words


def _without_own(words: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is a word of this language too: what was put into it must not be put into it again."""
    own = frozenset(words.values())
    return {other: word for other, word in words.items() if other not in own}


def _names(language: Language) -> Iterator[tuple[str, str]]:
    """Give the other language's names of levels and codes, each with this one's."""
    try:
        codebook = codebook_of(bench_at(place_at_start()))
    except CaseCodingError:
        return
    own, others = (_named(codebook, Translator(one)) for one in (language, OTHER[language]))
    yield from zip(others, own, strict=True)


def _named(codebook: Codebook, t: Translator) -> list[str]:
    levels = [level_label(level.id, codebook=codebook, t=t) for level in codebook.levels]
    return levels + [code_label(code.id, codebook=codebook, t=t) for code in codebook]
