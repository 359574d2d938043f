"""Streamlit's own scripts and styles, as they lie in its package."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit

FOLDER = Path(streamlit.__file__).parent / "static"
FILES = FOLDER / "static"
PARTS_OF_READER_PAGE = ("Html", "BidiComponent", "TextInput", "ButtonGroup")
"""What the reader's page is made of, by the names of Streamlit's scripts up to their first dot."""
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@cache
def index_page() -> str:
    """Return the document that every page of Streamlit begins as."""
    return (FOLDER / "index.html").read_text(encoding="utf-8")


@cache
def inline_script_hashes() -> str:
    """Return the scripts that stand in that document, as a content policy names them."""
    digests = (sha256(words.encode()).digest() for words in INLINE.findall(index_page()))
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def scripts_of_reader_page() -> tuple[str, ...]:
    """Return the names of the scripts that the reader's page will ask for, with all that they import."""
    known = {file.name: file for file in (FILES / "js").glob("*.js")}
    found: set[str] = set()
    fresh = {name for name in known if name.split(".")[0] in PARTS_OF_READER_PAGE}
    while fresh:
        found |= fresh
        texts = (known[name].read_text(encoding="utf-8") for name in fresh if name in known)
        fresh = {name for text in texts for name in IMPORTED.findall(text)} - found
    return tuple(sorted(found))
