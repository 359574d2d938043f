"""One source as a run reads it: its turns, their Docs, and what our own suggester says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from spacy.tokens import Doc

from casecoding.domain.codebook import Codebook
from casecoding.domain.source import Source, Turn
from casecoding.nlp.docs import annotate_turns, key_of_docs
from casecoding.nlp.pipeline import open_pipeline
from casecoding.suggesting.reading import Judgement
from casecoding.suggesting.registry import own_suggester
from casecoding.suggesting.weighing import ExampleSuggester


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all sources: the pipeline asked for, the codebook, the folder of kept Docs.

    `learns` tells whether a lesson needs to know what is thought of all segments.
    """

    choice: str | None
    codebook: Codebook
    cache: Path | None
    learns: bool = False


@dataclass(frozen=True)
class Part:
    """A source, and the turns of it that are read."""

    source: Source
    turns: Sequence[Turn]

    @property
    def texts(self) -> list[str]:
        return [turn.span.of(self.source.text) for turn in self.turns]

    @cached_property
    def key(self) -> str:
        """The key under which its Docs are kept."""
        return key_of_docs(self.texts)

    @property
    def size(self) -> int:
        """How many characters are read."""
        return sum(len(turn.span) for turn in self.turns)


class PartReader:
    """Reads parts in this process, by one job."""

    def __init__(self, job: Job) -> None:
        """Open the pipeline and compile the cues; raises ModelMissing, ModelUnfit or CodebookFault."""
        self._job = job
        self.pipeline = open_pipeline(job.choice)
        self.name, self._suggester = own_suggester(job.codebook, self.pipeline.nlp.vocab)

    def docs(self, part: Part) -> list[Doc]:
        """Return one Doc per turn, kept ones where they are."""
        return annotate_turns(
            self.pipeline,
            part.texts,
            cache=self._job.cache,
            key=part.key,
            lexicon=self._job.codebook.lexicon,
        )

    def judge(self, part: Part, docs: Sequence[Doc]) -> Judgement:
        """Return what our own suggester says of the part; `docs[i]` holds the words of its turn i."""
        suggester = self._suggester
        if self._job.learns and isinstance(suggester, ExampleSuggester):
            return suggester.judge(part.source, part.turns, docs)
        return Judgement(tuple(suggester.suggest(part.source, part.turns, docs)))
