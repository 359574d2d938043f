"""The Docs that earlier runs kept: what can be asked of the corpus without running the pipeline."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casecoding.domain.source import Source, Turn
from casecoding.nlp.docs import Docs, kept_docs, key_of_docs
from casecoding.nlp.lexicon import apply_lexicon
from casecoding.nlp.pipeline import Pipeline, open_pipeline
from casecoding.store.source_lists import names_by_id
from casecoding.store.sources import load_source
from casecoding.workbench.bench import Bench
from casecoding.workbench.jobs import Progress, silent
from casecoding.workbench.suggesting import turns_to_read


@dataclass(frozen=True, slots=True)
class Kept:
    """A source with the turns that a run read and their Docs; both are empty where none are kept."""

    source: Source
    turns: Sequence[Turn]
    docs: Docs


def kept_sources(bench: Bench, *, lexicon: Mapping[str, str], progress: Progress = silent) -> Iterator[Kept]:
    """Give every source, by case, wave and name, with what is kept of it."""
    pipeline = open_pipeline(bench.settings.model)
    with bench.store.reading() as session:
        names = names_by_id(session)
    for done, (source_id, name) in enumerate(names.items()):
        progress(done, len(names), name)
        with bench.store.reading() as session:
            source = load_source(session, source_id)
        yield kept_of(bench, pipeline, source, lexicon=lexicon)


def kept_of(bench: Bench, pipeline: Pipeline, source: Source, *, lexicon: Mapping[str, str]) -> Kept:
    """Return what is kept of a source: all its turns where a run read them, else without the interviewer."""
    if bench.docs_folder is None or not bench.docs_folder.exists():
        return Kept(source, (), ())
    for with_interviewer in (True, False):
        turns = turns_to_read(source, with_interviewer=with_interviewer)
        words = [turn.span.of(source.text) for turn in turns]
        docs = kept_docs(pipeline, words, cache=bench.docs_folder, key=key_of_docs(words))
        if docs:
            apply_lexicon(docs, lexicon)
            return Kept(source, turns, docs)
    return Kept(source, (), ())
