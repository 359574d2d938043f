"""Searching a source by dictionary form: which words are forms of which lemma."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.nlp.docs import lemmas_in
from casecoding.nlp.pipeline import open_pipeline
from casecoding.store.sources import load_source
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import Bench
from casecoding.workbench.kept import kept_of

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def read_lemmas(bench: Bench, source_id: str) -> Mapping[str, tuple[Span, ...]] | None:
    """Return lemma (lower case) -> where its forms stand, by place; raises UnknownSource.

    The words are those of the Docs that the latest run kept; None where none are kept. In turns
    that the run did not read, a word has the lemmas that the same form has in the others.
    """
    with bench.store.reading() as session:
        source = load_source(session, source_id)
        lexicon = load_codebook(session).lexicon
    read, words = _read_words(bench, source, lexicon)
    if not words:
        return None
    found: defaultdict[str, set[Span]] = defaultdict(set)
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for lemma, span in words:
        found[lemma].add(span)
        lemmas[span.of(source.text).lower()].add(lemma)
    for form, span in _other_words(source, read):
        for lemma in lemmas.get(form, {form}):
            found[lemma].add(span)
    return {lemma: tuple(sorted(spans)) for lemma, spans in found.items()}


def _read_words(
    bench: Bench, source: Source, lexicon: Mapping[str, str]
) -> tuple[list[Turn], list[tuple[str, Span]]]:
    """Return the turns that a run read, and lemma and place of each word; empty where nothing is kept."""
    kept = kept_of(bench, open_pipeline(bench.settings.model), source, lexicon=lexicon)
    return list(kept.turns), [
        (lemma, Span(turn.span.start + start, turn.span.start + end))
        for turn, doc in zip(kept.turns, kept.docs, strict=True)
        for lemma, start, end in lemmas_in(doc)
    ]


def _other_words(source: Source, read: Sequence[Turn]) -> Iterator[tuple[str, Span]]:
    """Give (form in lower case, place) of every word in the turns that were not read."""
    known = {turn.number for turn in read}
    for turn in source.turns:
        if turn.number not in known:
            for word in WORD.finditer(turn.span.of(source.text)):
                start = turn.span.start + word.start()
                yield word[0].lower(), Span(start, start + len(word[0]))
