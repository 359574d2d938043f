"""Turns and their Docs -> Segments. A turn is a hard boundary; inside it the pipeline's sentences rule."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from casecoding.domain.segment import Segment
from casecoding.domain.source import Turn
from casecoding.domain.span import Span


def segments_of(turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Segment, ...]:
    """Return the source's segments in order; `docs[i]` is the Doc of the words of `turns[i]`.

    They are disjoint, never blank, and cover all non-blank text of the turns.
    """
    return tuple(
        Segment(span.shifted(turn.span.start), turn.number)
        for turn, doc in zip(turns, docs, strict=True)
        for span in sentence_spans(doc)
    )


def sentence_spans(doc: Doc) -> Iterator[Span]:
    """Give the Doc's sentences without blanks at their ends; sentences of blanks alone fall out."""
    for sentence in doc.sents:
        words = sentence.text
        start = sentence.start_char + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            yield Span(start, end)
