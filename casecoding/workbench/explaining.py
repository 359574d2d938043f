"""Explaining: how the machine reads a line, and which codes it would suggest for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def explain(lines: Iterable[str], codebook: Codebook, *, model: str | None) -> Iterator[Explanation]:
    """Give one explanation per line, in order; raises ModelMissing, ModelUnfit or CodebookFault."""
    pipeline = open_pipeline(model)
    suggester = all_suggesters(codebook, pipeline.nlp.vocab)
    for line in lines:
        docs = annotate_turns(pipeline, [line], cache=None, key="", lexicon=codebook.lexicon)
        source = _as_source(line)
        found = suggester.suggest(source, source.turns, docs[: len(source.turns)])
        yield Explanation(words_read(docs[0]), found)


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


def _as_source(line: str) -> Source:
    turns = (Turn(number=1, span=Span(0, len(line))),) if line else ()
    return Source(id="", name="", text=line, kind=SourceKind.DOCUMENT, case="", turns=turns)
