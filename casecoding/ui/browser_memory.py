"""What a browser keeps from visit to visit: who codes, and in which language.

A page that is loaded anew is a new session to Streamlit. Without this it would go back to the coder that the
workbench was started with, and the next codings would have the wrong name on them.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, unquote

from casecoding.errors import Language
from casecoding.settings import Settings
from casecoding.ui.component import assets_version

CODER, LANGUAGE = "casecoding-coder", "casecoding-language"
LONGEST_NAME = 60


def with_memory(settings: Settings, cookies: Mapping[str, str]) -> Settings:
    """Return the settings with what this browser keeps in their place."""
    coder = unquote(cookies.get(CODER, "")).strip()[:LONGEST_NAME]
    languages: dict[str, Language] = {"da": "da", "en": "en"}
    return replace(
        settings,
        coder=coder if coder.isprintable() and coder else settings.coder,
        language=languages.get(cookies.get(LANGUAGE, ""), settings.language),
    )


def script_to_remember(coder: str, language: str) -> str:
    """Return the element that lets the browser keep them; a name is percent-encoded, so it ends no attribute.

    The script is a file of ours: the content policy lets none run that stands in the page.
    """
    source = f"./casecoding/assets/{assets_version()}/page/remember.js"
    return f'<script src="{source}" data-language="{quote(language)}" data-coder="{quote(coder)}"></script>'
