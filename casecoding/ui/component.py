"""The reader as a Streamlit component: a loader that imports our plain ES modules from our own route."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from casecoding.errors import Language
from casecoding.i18n.translating import texts_of

ASSETS = Path(__file__).parent / "components"

LOADER = """
export default function (component) {
  const { data, parentElement } = component;
  let leave = () => {};
  let left = false;
  import(new URL(`casecoding/assets/${data.version}/reader/reader.js`, document.baseURI).href)
    .then((reader) => { if (!left) leave = reader.mount(parentElement, data); });
  return () => { left = true; leave(); };
}
"""


@cache
def assets_version() -> str:
    """Return a hash of all files of the components: browsers keep assets for as long as it is the same."""
    digest = sha256()
    for file in sorted(ASSETS.rglob("*")):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


_mount = st.components.v2.component("casecoding_reader", js=LOADER, isolate_styles=False)


def reader(source_id: str, *, token: str, language: Language) -> None:
    """Show the reader on one source; everything else goes over the endpoint."""
    data = reader_data(source_id, token=token, language=language)
    _mount(data=data, key="reader", height="content")


def reader_data(source_id: str, *, token: str, language: Language) -> dict[str, Any]:
    """Return what the reader's modules are given to begin with."""
    return {
        "source": source_id,
        "token": token,
        "version": assets_version(),
        "language": language,
        "texts": texts_of("reader", language),
    }
