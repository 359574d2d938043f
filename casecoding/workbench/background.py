"""What is done in the background of the workbench: reading, importing, suggesting, looking for faults."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from casecoding.domain.source import BODY_ALONE, Draft, ReadingChoices
from casecoding.errors import CaseCodingError
from casecoding.importing.reading import read_file
from casecoding.store.runs import Run
from casecoding.workbench.bench import Bench
from casecoding.workbench.importing import ImportOutcome, Preview, store_preview
from casecoding.workbench.jobs import Job, JobKind, Stage, in_background
from casecoding.workbench.learning import is_learning_due
from casecoding.workbench.repairing import Repair, Scope, read_repair
from casecoding.workbench.suggesting import suggest


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sent it and how it is to be read; `key` tells it from another of the same name."""

    key: str
    name: str
    content: bytes = field(repr=False)
    choices: ReadingChoices = BODY_ALONE


@dataclass(frozen=True, slots=True)
class Reading:
    """An upload that was read: its draft, or why there is none."""

    upload: Upload
    draft: Draft | None = None
    refusal: CaseCodingError | None = None


def start_reading(uploads: Sequence[Upload]) -> Job[Reading]:
    """Read uploads one by one in the background; nothing is stored, so no other job is waited for."""

    def read_all(job: Job[Reading]) -> None:
        tell = job.telling(Stage.READING)
        for done, upload in enumerate(uploads):
            tell(done, len(uploads), upload.name)
            job.add(_read(upload))

    return in_background(Job(JobKind.READ, read_all, names=[upload.name for upload in uploads]))


def start_import(bench: Bench, previews: Sequence[Preview], *, coder_id: str) -> Job[ImportOutcome]:
    """Store previewed files one by one, then suggest codings in them, after the study's other jobs."""

    def import_all(job: Job[ImportOutcome]) -> None:
        tell = job.telling(Stage.STORING)
        for done, preview in enumerate(previews):
            tell(done, len(previews), preview.file_name)
            job.add(store_preview(bench, preview, coder_id=coder_id))
        stored = [outcome.source_id for outcome in job.results if outcome.source_id]
        if stored:
            suggest(bench, source_ids=stored, progress=job.telling(Stage.SUGGESTING))

    names = [preview.file_name for preview in previews]
    return bench.jobs.start(Job(JobKind.IMPORT, import_all, names=names))


def start_suggesting(bench: Bench) -> Job[Run]:
    """Suggest codings in every source, after the study's other jobs."""

    def suggest_all(job: Job[Run]) -> None:
        job.add(suggest(bench, progress=job.telling(Stage.SUGGESTING)))

    return bench.jobs.start(Job(JobKind.SUGGEST, suggest_all))


def start_repair(bench: Bench, source_id: str, scope: Scope) -> Job[Repair]:
    """Look for misread words in a source; nothing is stored, so no other job is waited for."""

    def look(job: Job[Repair]) -> None:
        job.add(read_repair(bench, source_id, scope, progress=job.telling(Stage.WEIGHING)))

    return in_background(Job(JobKind.REPAIR, look))


def _read(upload: Upload) -> Reading:
    try:
        return Reading(upload, read_file(upload.name, upload.content, choices=upload.choices))
    except CaseCodingError as refusal:
        return Reading(upload, refusal=refusal)


def learn_when_due(bench: Bench) -> Job[Run] | None:
    """Suggest anew in the background once enough was decided since the latest run, if nothing else works."""
    if all(job.phase.is_over for job in bench.jobs.jobs) and is_learning_due(bench):
        return start_suggesting(bench)
    return None
