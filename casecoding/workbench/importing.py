"""Importing: files are read and shown, then stored one by one, each whole or not at all."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlmodel import Session

from casecoding.domain.codebook import Codebook
from casecoding.domain.history import Action
from casecoding.domain.source import BODY_ALONE, Description, Draft, ReadingChoices, SourceKind
from casecoding.errors import CaseCodingError, DuplicateFile, MissingFile
from casecoding.importing.describing import as_source, participants_of
from casecoding.importing.file_names import describe_by_pattern, describe_file_name
from casecoding.importing.manifest import Manifest, read_manifest
from casecoding.importing.name_patterns import NamePattern, read_pattern
from casecoding.importing.reading import KNOWN_FORMATS, read_file
from casecoding.store.cases import list_cases
from casecoding.store.source_lists import list_waves
from casecoding.store.sources import (
    add_source,
    describe_source,
    is_known_id,
    load_source,
    remove_source,
    source_with_file,
)
from casecoding.store.speakers import renew_levels
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import MACHINE, Bench
from casecoding.workbench.jobs import Progress, Stopped, silent
from casecoding.workbench.metadata import store_said

FILE_TYPES = KNOWN_FORMATS
SOURCE_ID_LENGTH = 12  # hexadecimal digits of the file's hash


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of all files at once; what is empty is taken from manifest or file name.

    `pattern` says how to read the file names.
    """

    case: str = ""
    kind: SourceKind | None = None
    level: str | None = None
    wave: str = ""
    held: date | None = None
    pattern: NamePattern | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """One file as it would be imported; nothing is stored yet."""

    file_name: str
    content: bytes = field(repr=False)
    draft: Draft
    description: Description


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one file: the new source's id, or why there is none."""

    name: str
    source_id: str | None = None
    refusal: CaseCodingError | None = None


def import_files(
    bench: Bench,
    files: Sequence[Path],
    *,
    manifest: Path | None = None,
    said: Said | None = None,
    choices: ReadingChoices = BODY_ALONE,
    coder_id: str = MACHINE,
    progress: Progress = silent,
) -> tuple[ImportOutcome, ...]:
    """Import files from disk; a bad one is told of and the others go in.

    Where `progress` raises Stopped the files before it are in and told of, the others untouched.
    Raises ManifestFault or MissingFile when the manifest itself cannot be used.
    """
    listed = read_manifest(manifest) if manifest else None
    preview = partial(preview_file, bench, manifest=listed, said=said, choices=choices)
    outcomes = []
    with suppress(Stopped):
        for done, file in enumerate(files):
            progress(done, len(files), file.name)
            outcomes.append(_import_path(bench, file, preview, coder_id))
        progress(len(files), len(files), "")
    return tuple(outcomes)


def preview_file(
    bench: Bench,
    name: str,
    content: bytes,
    *,
    manifest: Manifest | None = None,
    said: Said | None = None,
    choices: ReadingChoices = BODY_ALONE,
) -> Preview:
    """Read one file and say what it seems to be, storing nothing.

    Raises the errors of reading a file, and DuplicateFile when the study has it already.
    """
    draft = read_file(name, content, choices=choices)
    return preview_draft(bench, name, content, draft, manifest=manifest, said=said)


def preview_draft(
    bench: Bench,
    name: str,
    content: bytes,
    draft: Draft,
    *,
    manifest: Manifest | None = None,
    said: Said | None = None,
) -> Preview:
    """Say what a file that was read seems to be; raises DuplicateFile when the study has it already."""
    with bench.store.reading() as session:
        existing = source_with_file(session, draft.file_hash)
        if existing:
            raise DuplicateFile(file=draft.file_name, existing=existing)
        description = _described(session, name, manifest, said or Said())
    speakers = participants_of(draft, description)
    return Preview(name, content, draft, replace(description, participants=speakers))


def store_preview(bench: Bench, preview: Preview, *, coder_id: str) -> ImportOutcome:
    """Store what was previewed and tell what became of it; it is whole in the study or not there."""
    try:
        return ImportOutcome(preview.file_name, import_preview(bench, preview, coder_id=coder_id))
    except CaseCodingError as fault:
        return ImportOutcome(preview.file_name, refusal=fault)


def import_preview(bench: Bench, preview: Preview, *, coder_id: str) -> str:
    """Store what was previewed and return the new source's id; raises DuplicateFile or UnknownLevel."""
    subject = {"file": preview.draft.file_name}
    with bench.writing(Action.IMPORT_SOURCE, coder_id=coder_id, subject=subject) as session:
        existing = source_with_file(session, preview.draft.file_hash)
        if existing:
            raise DuplicateFile(file=preview.draft.file_name, existing=existing)
        codebook = load_codebook(session)
        description = _with_known_levels(preview.description, codebook)
        usual = preview.draft.file_hash[:SOURCE_ID_LENGTH]
        source_id = bench.new_id() if is_known_id(session, usual) else usual
        source = as_source(preview.draft, description, source_id=source_id)
        add_source(session, source, preview.content, at=bench.clock())
        renew_levels(session, codebook.levels, source_id=source_id)
        store_said(bench, session, description.attributes, source_id=source_id, case=description.case)
        return source_id


def redescribe_source(bench: Bench, source_id: str, description: Description, *, coder_id: str) -> None:
    """Change what is said of a source and its speakers; offsets and codings stay as they are."""
    subject = {"source": source_id}
    with bench.writing(Action.DESCRIBE_SOURCE, coder_id=coder_id, subject=subject) as session:
        codebook = load_codebook(session)
        describe_source(session, source_id, _with_known_levels(description, codebook))
        renew_levels(session, codebook.levels, source_id=source_id)


def description_of(bench: Bench, source_id: str) -> Description:
    """Return what is said of a source now, for a form to start from."""
    with bench.store.reading() as session:
        source = load_source(session, source_id)
    return Description(
        case=source.case,
        kind=source.kind,
        name=source.name,
        level=source.level,
        wave=source.wave,
        held=source.held,
        participants=source.participants,
        level_for_all=source.level_for_all,
    )


def take_out_source(bench: Bench, source_id: str, *, coder_id: str) -> None:
    """Take a source out of the study; it and its codings stay in the file."""
    with bench.writing(Action.REMOVE_SOURCE, coder_id=coder_id, subject={"source": source_id}) as session:
        remove_source(session, source_id, at=bench.clock())


def manifest_from(name: str, content: bytes) -> Manifest:
    """Return an uploaded manifest; raises ManifestFault."""
    return read_manifest(content, name=name)


def pattern_from(text: str) -> NamePattern | None:
    """Return the pattern that a person wrote, None for an empty one; raises PatternFault."""
    return read_pattern(text.strip()) if text.strip() else None


def is_manifest(name: str) -> bool:
    """Tell whether an uploaded file is a manifest rather than a source."""
    return name.lower().startswith("manifest.") and name.lower().endswith((".toml", ".csv", ".xlsx"))


def _import_path(
    bench: Bench, file: Path, preview: Callable[[str, bytes], Preview], coder_id: str
) -> ImportOutcome:
    try:
        previewed = preview(str(file), _content(file))
        return ImportOutcome(file.name, import_preview(bench, previewed, coder_id=coder_id))
    except CaseCodingError as fault:
        return ImportOutcome(file.name, refusal=fault)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise MissingFile(file=file) from error


def _described(session: Session, name: str, manifest: Manifest | None, said: Said) -> Description:
    codebook = load_codebook(session)
    listed = manifest.describes(name) if manifest else None
    guessed = listed or describe_file_name(
        Path(name).name,
        cases=list_cases(session),
        levels=codebook.levels,
        waves=list_waves(session),
    )
    if listed is None and said.pattern:
        guessed = describe_by_pattern(name, said.pattern, guessed=guessed, levels=codebook.levels)
    return _with_known_levels(
        replace(
            guessed,
            case=said.case or guessed.case,
            kind=said.kind or guessed.kind,
            level=said.level or guessed.level,
            wave=said.wave or guessed.wave,
            held=said.held or guessed.held,
        ),
        codebook,
    )


def _with_known_levels(description: Description, codebook: Codebook) -> Description:
    """Return the description with levels by their ids; raises UnknownLevel."""
    return replace(
        description,
        level=_level_id(description.level, codebook),
        participants=tuple(
            replace(who, level=_level_id(who.level, codebook)) for who in description.participants
        ),
    )


def _level_id(level: str | None, codebook: Codebook) -> str | None:
    return codebook.level(level).id if level else None
