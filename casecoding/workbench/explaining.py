"""Explaining: how the machine reads a line, and which codes it would suggest for it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import Codebook
from casecoding.domain.source import Source, SourceKind, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggestion
from casecoding.nlp.docs import annotate_turns
from casecoding.nlp.pipeline import open_pipeline
from casecoding.settings import shipped_folder
from casecoding.store import study
from casecoding.suggesting.explaining import WordRead, words_read
from casecoding.suggesting.registry import all_suggesters
from casecoding.workbench.bench import Bench


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the machine makes of one line; spans are code points of the line."""

    words: tuple[WordRead, ...]
    suggestions: tuple[Suggestion, ...]


def codebook_of(bench: Bench | None) -> Codebook:
    """Return the study's codebook, the shipped one without a study."""
    if bench is None:
        return load_codebook(shipped_folder("codebook"))
    with bench.store.reading() as session:
        return study.load_codebook(session)


class Explainer:
    """Explains lines by one codebook, however many times it is asked."""

    def __init__(self, codebook: Codebook, *, model: str | None) -> None:
        """Open the pipeline and compile the cues; raises ModelMissing, ModelUnfit or CodebookFault."""
        self._pipeline = open_pipeline(model)
        self._lexicon = codebook.lexicon
        self._suggester = all_suggesters(codebook, self._pipeline.nlp.vocab)

    def explain(self, lines: Sequence[str]) -> list[Explanation]:
        """Return one explanation per line, in order; lines that are read together cost least."""
        docs = annotate_turns(self._pipeline, lines, cache=None, key="", lexicon=self._lexicon)
        source, starts = _as_source(lines)
        said = [doc for line, doc in zip(lines, docs, strict=True) if line]
        suggested: dict[int, list[Suggestion]] = defaultdict(list)
        for one in self._suggester.suggest(source, source.turns, said):
            number = bisect_right(starts, one.span.start) - 1
            suggested[number].append(_shifted(one, -starts[number]))
        return [
            Explanation(words_read(doc), tuple(suggested.get(number, ()))) for number, doc in enumerate(docs)
        ]


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as `casecoding explain --json` prints it: one hit per place that matched."""
    return {
        "tokens": [
            {"text": word.text, "lemma": word.lemma, "pos": word.pos, "parts": list(word.parts)}
            for word in explanation.words
        ],
        "hits": [hit for one in explanation.suggestions for hit in _hits(one)],
    }


def _hits(suggestion: Suggestion) -> Iterator[dict[str, Any]]:
    for match in suggestion.reason.matches:
        yield {
            "code": suggestion.code_id,
            "start": match.span.start,
            "end": match.span.end,
            "matched": match.words,
            "lemmas": list(match.lemmas),
            "parts": list(match.parts),
            "rule": suggestion.reason.rule,
            "flags": [flag.value for flag in suggestion.reason.flags],
            "score": suggestion.score,
        }


def _as_source(lines: Sequence[str]) -> tuple[Source, Sequence[int]]:
    """Return the lines as turns of one source, an empty one as none, and where each begins in it."""
    *starts, _ = accumulate((len(line) + 1 for line in lines), initial=0)
    turns = tuple(
        Turn(number=number, span=Span(start, start + len(line)))
        for number, (line, start) in enumerate(zip(lines, starts, strict=True), start=1)
        if line
    )
    text = "\n".join(lines)
    return Source(id="", name="", text=text, kind=SourceKind.DOCUMENT, case="", turns=turns), starts


def _shifted(one: Suggestion, distance: int) -> Suggestion:
    matches = tuple(replace(match, span=match.span.shifted(distance)) for match in one.reason.matches)
    return replace(one, span=one.span.shifted(distance), reason=replace(one.reason, matches=matches))
