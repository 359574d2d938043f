"""Running the suggesters over sources; every run is kept with all that repeats it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256

from casecoding.codebooks import codebook_files
from casecoding.domain.codebook import Codebook
from casecoding.domain.history import Action
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.domain.suggestion import Suggestion
from casecoding.nlp.docs import annotate_turns
from casecoding.nlp.pipeline import ModelCard, open_pipeline
from casecoding.nlp.preparing import Part, by_readiness
from casecoding.store.mapping import reason_to_json
from casecoding.store.runs import Run, add_run, keep_proposals, newest_run
from casecoding.store.sources import list_sources, load_source
from casecoding.store.study import load_codebook
from casecoding.store.suggestions import replace_pending
from casecoding.suggesting.reading import read_segments
from casecoding.suggesting.registry import all_suggesters
from casecoding.workbench.bench import MACHINE, Bench
from casecoding.workbench.jobs import Progress, silent
from casecoding.workbench.learning import Lesson, prepare_lesson, suggest_learned


def suggest(
    bench: Bench,
    *,
    source_ids: Sequence[str] = (),
    with_interviewer: bool = False,
    learned: bool = True,
    progress: Progress = silent,
) -> Run:
    """Suggest codings in these sources (all when empty) and return the run.

    Where enough was decided the cues' suggestions are weighed anew by what was learned of
    it, unless `learned` is False. What was decided before stays decided; what no longer
    holds is withdrawn. Where `progress` raises Stopped nothing is stored, and what waited
    goes on waiting.
    """
    proposed = propose(
        bench, source_ids=source_ids, with_interviewer=with_interviewer, learned=learned, progress=progress
    )
    run = _run(bench, proposed)
    _store_run(bench, run, proposed.suggestions, proposed.source_ids)
    progress(proposed.read, proposed.read, "")
    return run


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be suggested in these sources now, and by what; `read` counts the sources read for it."""

    suggestions: tuple[Suggestion, ...]
    source_ids: tuple[str, ...]
    codebook: Codebook
    card: ModelCard
    settings: Mapping[str, object]
    read: int


def propose(
    bench: Bench,
    *,
    source_ids: Sequence[str] = (),
    with_interviewer: bool = False,
    learned: bool = True,
    everywhere: bool = False,
    progress: Progress = silent,
) -> Proposed:
    """Return what `suggest` would store, and store nothing.

    `everywhere` suggests what was learned also where a person has decided, each place as if it
    had not been learned from.
    """
    pipeline = open_pipeline(bench.settings.model)
    with bench.store.reading() as session:
        codebook = load_codebook(session)
        known = list_sources(session)
        wanted = [load_source(session, one).id for one in source_ids] or [card.id for card in known]
    suggester = all_suggesters(codebook, pipeline.nlp.vocab)
    names = {card.id: card.name for card in known}
    lesson = prepare_lesson(bench, codebook) if learned else Lesson()
    to_read = list(dict.fromkeys([*wanted, *lesson.sources]))
    sources = [_source(bench, one) for one in to_read]
    turns = [turns_to_read(source, with_interviewer=with_interviewer) for source in sources]
    parts = [_part(source, read) for source, read in zip(sources, turns, strict=True)]
    by_place: dict[int, tuple[Suggestion, ...]] = {}
    with closing(by_readiness(bench.settings.model, parts, cache=bench.docs_folder)) as ready:
        for done, place in enumerate(ready):
            progress(done, len(to_read), names[to_read[place]])
            part = parts[place]
            docs = annotate_turns(
                pipeline, part.texts, cache=bench.docs_folder, key=part.key, lexicon=codebook.lexicon
            )
            by_place[place] = suggester.suggest(sources[place], turns[place], docs)
            if lesson.teachings:
                lesson.segments[to_read[place]] = read_segments(
                    sources[place], turns[place], docs, by_place[place]
                )
    outcome = suggest_learned(
        lesson,
        wanted,
        codebook=codebook,
        pipeline=pipeline,
        kept_in=bench.docs_folder,
        everywhere=everywhere,
    )
    by_cues = tuple(one for place in range(len(wanted)) for one in by_place[place])
    suggester_settings: dict[str, object] = (
        {"suggester": f"{suggester.names}+learned", "learned": outcome.settings}
        if outcome
        else {"suggester": suggester.names}
    )
    return Proposed(
        suggestions=outcome.suggestions if outcome else by_cues,
        source_ids=tuple(wanted),
        codebook=codebook,
        card=pipeline.card,
        settings=suggester_settings | {"with_interviewer": with_interviewer},
        read=len(to_read),
    )


def last_run(bench: Bench) -> Run | None:
    with bench.store.reading() as session:
        return newest_run(session)


def model_in_use(bench: Bench) -> ModelCard:
    """Return the card of the pipeline that a run would use now; raises ModelMissing or ModelUnfit."""
    return open_pipeline(bench.settings.model).card


def _source(bench: Bench, source_id: str) -> Source:
    with bench.store.reading() as session:
        return load_source(session, source_id)


def turns_to_read(source: Source, *, with_interviewer: bool) -> list[Turn]:
    """Return the turns that a run reads."""
    return [
        turn
        for turn in source.turns
        if with_interviewer or not ((who := source.participant(turn.label)) and who.interviewer)
    ]


def key_of_docs(words: Sequence[str]) -> str:
    """Return the key under which the Docs of these turns are kept."""
    return text_hash("\n".join(words))


def _part(source: Source, turns: Sequence[Turn]) -> Part:
    words = [turn.span.of(source.text) for turn in turns]
    return Part(key=key_of_docs(words), texts=words)


def _run(bench: Bench, proposed: Proposed) -> Run:
    card, found = proposed.card, proposed.suggestions
    return Run(
        id=bench.new_id(),
        started=bench.clock(),
        model_name=card.name,
        model_version=card.version,
        model_scores=dict(card.scores),
        codebook_version=proposed.codebook.version,
        codebook_hash=_hash(codebook_files(proposed.codebook)),
        settings=proposed.settings,
        sources=len(proposed.source_ids),
        suggestions=len(found),
        digest=_hash([[one.id, one.score, reason_to_json(one.reason)] for one in found]),
    )


def _store_run(bench: Bench, run: Run, found: Sequence[Suggestion], source_ids: Sequence[str]) -> None:
    subject = {"run": run.id, "sources": run.sources, "suggestions": run.suggestions}
    with bench.writing(Action.SUGGEST, coder_id=MACHINE, subject=subject) as session:
        add_run(session, run)
        keep_proposals(session, run.id, found)
        replace_pending(session, run.id, found, source_ids=source_ids, at=run.started)


def _hash(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
