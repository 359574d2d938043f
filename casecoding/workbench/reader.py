"""What the reader needs: the source with everything on it, and the news since."""

from collections.abc import Mapping
from dataclasses import dataclass

from casecoding.domain.codebook import Code, Codebook
from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.source import Source, text_hash
from casecoding.domain.suggestion import Suggestion
from casecoding.store import codings, history, suggestions
from casecoding.store.source_lists import SourceCard, list_sources, names_by_id
from casecoding.store.sources import load_source, load_text_hash
from casecoding.store.study import (
    Study,
    is_blind,
    list_coders,
    load_codebook,
    load_study,
    save_blind,
    structure_ids,
)
from casecoding.workbench.bench import Bench


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """Everything the reader paints; `revision` is the log entry it stands at.

    `sources` are all of the study's, to go on to; `pending` counts their open suggestions.
    `blind` means that other coders' codings are left out. `text_hash` names the text that all
    offsets are counted in.
    """

    study: Study
    source: Source
    text_hash: str
    sources: tuple[SourceCard, ...]
    pending: Mapping[str, int]
    codebook: Codebook
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    coders: Mapping[str, str]
    blind: bool
    revision: int


@dataclass(frozen=True, slots=True)
class News:
    """What changed in one source since a revision; `gone` are ids to take off the page.

    `renewed` means that a run was made: `suggestions` are then all that wait in the source.
    `codes` are all of the codebook's when one of them changed. With another `text_hash` than
    the page has, the text was corrected and no offset on the page holds.
    """

    revision: int
    text_hash: str
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    gone: tuple[str, ...]
    renewed: bool
    blind: bool
    codes: tuple[Code, ...] | None = None


def read_source(bench: Bench, source_id: str, *, coder_id: str = "") -> ReaderPage:
    """Return a source with its codings and open suggestions, as this coder may see it.

    Raises UnknownSource.
    """
    with bench.store.reading() as session:
        source = load_source(session, source_id)
        revision = history.newest_entry(session)
        blind = is_blind(session, coder_id)
        codebook = load_codebook(session)
        marked = codings.codings_in(session, source.id, coder_id=coder_id if blind else None)
        return ReaderPage(
            study=load_study(session),
            source=source,
            text_hash=text_hash(source.text),
            sources=list_sources(session),
            pending=suggestions.count_pending(session),
            codebook=codebook.without_structure(),
            codings=tuple(one for one in marked if one.code_id not in codebook.structure),
            suggestions=suggestions.pending_in(session, source.id),
            coders={coder.id: coder.name for coder in list_coders(session)},
            blind=blind,
            revision=revision,
        )


def source_ids(bench: Bench) -> tuple[str, ...]:
    """Return the ids of the study's sources by case, wave and name."""
    with bench.store.reading() as session:
        return tuple(names_by_id(session))


def source_to_open(bench: Bench, asked: str) -> str | None:
    """Return the source that was asked for, else the first one; None in a study without sources."""
    known = source_ids(bench)
    return asked if asked in known else next(iter(known), None)


def read_news(bench: Bench, source_id: str, since: int, *, coder_id: str = "") -> News:
    """Return what anyone changed in the source after revision `since`, as this coder may see it."""
    with bench.store.reading() as session:
        revision = history.newest_entry(session)
        blind = is_blind(session, coder_id)
        marked, unmarked = codings.codings_among(
            session,
            history.rows_changed("coding", after=since, upto=revision),
            source_id=source_id,
            coder_id=coder_id if blind else None,
        )
        decided = history.rows_changed("suggestion", after=since, upto=revision)
        waiting, closed = suggestions.suggestions_among(session, decided, source_id=source_id)
        renewed = history.has_happened(session, Action.SUGGEST, after=since, upto=revision)
        if renewed:
            waiting = suggestions.pending_in(session, source_id)
        recoded = session.scalar(history.rows_changed("code", after=since, upto=revision).limit(1))
        codes = load_codebook(session).without_structure().codes if recoded else None
        structure = structure_ids(session) if marked else frozenset()
        marked = tuple(one for one in marked if one.code_id not in structure)
        hashed = load_text_hash(session, source_id)
    gone = (*unmarked, *closed)
    return News(revision, hashed, marked, waiting, gone=gone, renewed=renewed, blind=blind, codes=codes)


def is_working_blind(bench: Bench, coder_id: str) -> bool:
    with bench.store.reading() as session:
        return is_blind(session, coder_id)


def work_blind(bench: Bench, *, coder_id: str, blind: bool) -> None:
    """Keep other coders' codings from this coder, or show them again."""
    with bench.writing(Action.WORK_BLIND, coder_id=coder_id) as session:
        save_blind(session, coder_id, blind=blind)
