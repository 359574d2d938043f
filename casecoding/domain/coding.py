"""Coding: one coder applied one code to one quotation. The unit of counting."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from unicodedata import category

from casecoding.domain.span import Span


class Stance(StrEnum):
    """Whether a quotation speaks for or against what the code says."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person whose codings are kept apart from others'."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's application of one code to one quotation.

    `quote_hash` is `text_hash` of the quotation when it was marked, so that drift
    is detected. `suggestion_id` names the suggestion it was accepted from.
    """

    id: str
    source_id: str
    span: Span
    code_id: str
    coder_id: str
    created: datetime
    quote_hash: str
    stance: Stance | None = None
    memo: str = ""
    suggestion_id: str | None = None


def folded(kept: Coding, other: Coding) -> Coding:
    """Return two codings that say the same as one: both memos, and MIXED where the stances differ."""
    memos = dict.fromkeys(memo for memo in (kept.memo, other.memo) if memo)
    stances = {stance for stance in (kept.stance, other.stance) if stance}
    stance = Stance.MIXED if len(stances) > 1 else next(iter(stances), None)
    return replace(kept, memo="\n\n".join(memos), stance=stance)


def clean_memo(memo: str) -> str:
    """Return a memo as every store and report can hold it: "\\n" line ends, no control or half characters."""
    lines = re.sub("\r\n|[\r\x85]", "\n", memo)
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in {"Cc", "Cs"})
