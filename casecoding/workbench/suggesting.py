"""Running the suggesters over sources; every run is kept with all that repeats it."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

import srsly

from casecoding.codebooks import codebook_tables
from casecoding.domain.codebook import Codebook
from casecoding.domain.history import Action
from casecoding.domain.source import Source, Turn
from casecoding.domain.suggestion import Suggestion
from casecoding.memory import seldom_collected
from casecoding.nlp.pipeline import ModelCard, open_pipeline
from casecoding.store.mapping import ReasonJson, reason_to_json
from casecoding.store.runs import Run, add_run, keep_proposals, newest_run
from casecoding.store.source_lists import names_by_id
from casecoding.store.sources import load_source
from casecoding.store.study import load_codebook
from casecoding.store.suggestions import replace_pending
from casecoding.suggesting.over_cores import over_cores
from casecoding.suggesting.part import Job, Part, PartReader
from casecoding.suggesting.reading import Judgement, read_segments
from casecoding.suggesting.registry import Suggester, registered_suggesters, strongest
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
    with seldom_collected():
        proposed = propose(
            bench,
            source_ids=source_ids,
            with_interviewer=with_interviewer,
            learned=learned,
            progress=progress,
        )
        reasons = [reason_to_json(one.reason) for one in proposed.suggestions]
        run = _run(bench, proposed, reasons)
        _store_run(bench, run, proposed, reasons)
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
    with bench.store.reading() as session:
        codebook = load_codebook(session)
        names = names_by_id(session)
        asked = [one if one in names else load_source(session, one).id for one in source_ids]
    lesson = prepare_lesson(bench, codebook) if learned else Lesson()
    job = Job(bench.settings.model, codebook, bench.docs_folder, learns=bool(lesson.teachings))
    reader = PartReader(job)
    others = registered_suggesters(codebook, reader.pipeline.nlp.vocab)
    wanted = asked or list(names)
    to_read = list(dict.fromkeys([*wanted, *lesson.sources]))
    parts = [_part(bench, one, with_interviewer=with_interviewer) for one in to_read]
    by_place: dict[int, Sequence[Suggestion]] = {}
    with closing(over_cores(job, parts)) as answers:
        for done, (place, own) in enumerate(answers):
            progress(done, len(to_read), names[to_read[place]])
            by_place[place] = _read(parts[place], own, reader=reader, others=others.values(), lesson=lesson)
    outcome = suggest_learned(
        lesson,
        wanted,
        codebook=codebook,
        kept_in=bench.docs_folder,
        everywhere=everywhere,
    )
    by_cues = tuple(one for place in range(len(wanted)) for one in by_place[place])
    made_by = "+".join([reader.name, *others])
    suggester_settings: dict[str, object] = (
        {"suggester": f"{made_by}+learned", "learned": outcome.settings}
        if outcome
        else {"suggester": made_by}
    )
    return Proposed(
        suggestions=outcome.suggestions if outcome else by_cues,
        source_ids=tuple(wanted),
        codebook=codebook,
        card=reader.pipeline.card,
        settings=suggester_settings | {"with_interviewer": with_interviewer},
        read=len(to_read),
    )


def last_run(bench: Bench) -> Run | None:
    with bench.store.reading() as session:
        return newest_run(session)


def model_in_use(bench: Bench) -> ModelCard:
    """Return the card of the pipeline that a run would use now; raises ModelMissing or ModelUnfit."""
    return open_pipeline(bench.settings.model).card


def _part(bench: Bench, source_id: str, *, with_interviewer: bool) -> Part:
    with bench.store.reading() as session:
        source = load_source(session, source_id)
    return Part(source, turns_to_read(source, with_interviewer=with_interviewer))


def turns_to_read(source: Source, *, with_interviewer: bool) -> list[Turn]:
    """Return the turns that a run reads."""
    return [
        turn
        for turn in source.turns
        if with_interviewer or not ((who := source.participant(turn.label)) and who.interviewer)
    ]


def _read(
    part: Part,
    own: Judgement | None,
    *,
    reader: PartReader,
    others: Collection[Suggester],
    lesson: Lesson,
) -> tuple[Suggestion, ...]:
    """Return what all suggesters say of a part (`own` is ours, if it is there), and tell the lesson."""
    docs = reader.docs(part) if own is None or others or lesson.teachings else []
    ours = reader.judge(part, docs) if own is None else own
    said = [ours.suggestions, *(one.suggest(part.source, part.turns, docs) for one in others)]
    suggested = strongest(chain.from_iterable(said))
    if lesson.teachings:
        judgement = Judgement(suggested, ours.chances)
        lesson.segments[part.source.id] = read_segments(part.source, part.turns, docs, judgement)
    return suggested


def _run(bench: Bench, proposed: Proposed, reasons: Sequence[ReasonJson]) -> Run:
    card, found = proposed.card, proposed.suggestions
    return Run(
        id=bench.new_id(),
        started=bench.clock(),
        model_name=card.name,
        model_version=card.version,
        model_scores=dict(card.scores),
        codebook_version=proposed.codebook.version,
        codebook_hash=_hash_of(proposed.codebook),
        settings=proposed.settings,
        sources=len(proposed.source_ids),
        suggestions=len(found),
        digest=_digest([(one.id, one.score, reason) for one, reason in zip(found, reasons, strict=True)]),
    )


def _store_run(bench: Bench, run: Run, proposed: Proposed, reasons: Sequence[ReasonJson]) -> None:
    subject = {"run": run.id, "sources": run.sources, "suggestions": run.suggestions}
    with bench.writing(Action.SUGGEST, coder_id=MACHINE, subject=subject) as session:
        add_run(session, run)
        keep_proposals(session, run.id, proposed.suggestions)
        replace_pending(
            session,
            run.id,
            list(zip(proposed.suggestions, reasons, strict=True)),
            source_ids=proposed.source_ids,
            at=run.started,
        )


def _digest(suggested: Sequence[tuple[str, float, ReasonJson]]) -> str:
    return sha256(srsly.msgpack_dumps(suggested)).hexdigest()


def _hash_of(codebook: Codebook) -> str:
    return sha256(json.dumps(codebook_tables(codebook), sort_keys=True).encode()).hexdigest()
