"""HTML that is put together of pieces; words become a piece only by being escaped."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import NewType

from casecoding.exporting.word_body import NOT_IN_XML

Markup = NewType("Markup", str)


def said(words: str) -> Markup:
    """Return words as text: nothing in them is ever markup."""
    return Markup(escape(NOT_IN_XML.sub("", words)))


def element(tag: str, *children: Markup, **attributes: str) -> Markup:
    """Return an element; `class_` and the like stand for attributes that are words of Python."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(NOT_IN_XML.sub("", value))}"'
        for name, value in attributes.items()
        if value
    )
    return Markup(f"<{tag}{told}>{''.join(children)}</{tag}>")


def picture(content: bytes, kind: str, *, description: str) -> Markup:
    """Return a picture that is part of the file."""
    address = f"data:{kind};base64,{b64encode(content).decode()}"
    return Markup(f'<img src="{address}" alt="{escape(description)}">')


def document(*, language: str, title: str, style: str, body: Markup) -> str:
    """Return a whole page that may load nothing, run nothing and send nothing."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = [
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="referrer" content="no-referrer">'),
        element("title", said(title)),
        Markup(f"<style>{style}</style>"),
    ]
    page = element("html", element("head", *head), element("body", body), lang=language)
    return f"<!DOCTYPE html>\n{page}\n"
