"""Flags: how the words of a hit are used. A missing coupling is still about coupling."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan

from casecoding.domain.suggestion import Flag

NEGATORS = frozenset(
    {"ikke", "ingen", "intet", "aldrig", "hverken", "næppe", "uden", "mangle", "mangel", "savne"}
)
NOT_ONLY = frozenset({"kun", "bare", "alene", "blot", "mindst"})
SCOPE_ENDS = frozenset({"men", "og", "fordi", "så", "selvom", "mens", ";", ":"})
REPORTING = frozenset({"sige", "fortælle", "mene", "påstå", "nævne", "forklare", "spørge"})
REACH = 6  # tokens between a negation and what it negates


def flags_of(segment: TokenSpan, tokens: Sequence[int]) -> tuple[Flag, ...]:
    """Return the flag of a hit on `tokens` (indices in the Doc) inside its segment.

    The first that holds is given: question, reported speech, hypothetical, negated.
    """
    return tuple(_found(segment, tokens))[:1]


def _found(segment: TokenSpan, tokens: Sequence[int]) -> Iterator[Flag]:
    lemmas = [token.lemma_.lower() for token in segment]
    words = [token.lower_ for token in segment]
    first, last = tokens[0] - segment.start, tokens[-1] - segment.start
    if segment.text.rstrip(" \"”»'").endswith("?"):
        yield Flag.QUESTION
    if _is_reported(lemmas[:first], words[:first]):
        yield Flag.REPORTED
    if "hvis" in words[:first] or "såfremt" in words[:first]:
        yield Flag.HYPOTHETICAL
    if _is_negated(lemmas, words, first, last):
        yield Flag.NEGATED


def _is_reported(lemmas: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        lemma in REPORTING and ("at" in words[at + 1 :] or ":" in words[at + 1 :])
        for at, lemma in enumerate(lemmas)
    )


def _is_negated(lemmas: Sequence[str], words: Sequence[str], first: int, last: int) -> bool:
    near = range(max(0, first - REACH), min(len(words), last + 3))
    return sum(_negates(lemmas, words, at, first) for at in near if not first <= at <= last) % 2 == 1


def _negates(lemmas: Sequence[str], words: Sequence[str], at: int, first: int) -> bool:
    if lemmas[at] not in NEGATORS and words[at] not in NEGATORS:
        return False
    if at + 1 < len(words) and words[at + 1] in NOT_ONLY:
        return False
    between = words[at + 1 : first] if at < first else words[first + 1 : at]
    return not SCOPE_ENDS.intersection(between)
