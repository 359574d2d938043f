"""Correcting who speaks, from which level, after import: words and offsets are never touched."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from casecoding.domain.history import MATERIAL_ACTIONS, Action
from casecoding.domain.passages import put_passage
from casecoding.domain.source import Passage, Source
from casecoding.errors import UnknownPassage, UnknownSpeaker
from casecoding.store import study
from casecoding.store.sources import load_source
from casecoding.store.speakers import renew_levels, save_passages
from casecoding.workbench.bench import Bench
from casecoding.workbench.taking_back import Reverted, redo, undo


def set_passage(bench: Bench, source_id: str, passage: Passage, *, coder_id: str) -> None:
    """Let another participant speak in a passage, or its speakers speak from another level.

    What it covers of earlier passages gives way. Raises UnknownSource, UnknownPassage
    (no such turns), UnknownSpeaker or UnknownLevel.
    """
    subject = {"source": source_id, "turns": f"§{passage.first}–{passage.last}"}
    with bench.writing(Action.SET_PASSAGE, coder_id=coder_id, subject=subject) as session:
        source = load_source(session, source_id)
        known = _checked(session, source, passage)
        _save(bench, session, source, put_passage(source.passages, known))


def remove_passage(bench: Bench, source_id: str, first: int, *, coder_id: str) -> None:
    """Take away the passage that begins at this turn; raises UnknownSource or UnknownPassage."""
    subject = {"source": source_id, "turns": f"§{first}"}
    with bench.writing(Action.REMOVE_PASSAGE, coder_id=coder_id, subject=subject) as session:
        source = load_source(session, source_id)
        kept = tuple(one for one in source.passages if one.first != first)
        if kept == source.passages:
            raise UnknownPassage(first=first, last=first, turns=len(source.turns))
        _save(bench, session, source, kept)


def save_roles(bench: Bench, roles: Mapping[str, Sequence[str]], *, coder_id: str) -> None:
    """Store the words of the roles of each level, and give every speaker the level that follows.

    A level that a person chose stays. Raises UnknownLevel.
    """
    tidy = {
        level: list(dict.fromkeys(word.strip().lower() for word in words if word.strip()))
        for level, words in roles.items()
    }
    with bench.writing(Action.SAVE_ROLES, coder_id=coder_id) as session:
        codebook = study.load_codebook(session)
        study.save_roles(session, {codebook.level(level).id: words for level, words in tidy.items()})
        study.bump_codebook_version(session)
        session.flush()
        renew_levels(session, study.load_codebook(session).levels)


def undo_material(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back the person's newest change to the material; raises NothingToUndo or MovedOn."""
    return undo(bench, coder_id=coder_id, actions=MATERIAL_ACTIONS)


def redo_material(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back the person's newest undo of a change to the material; raises NothingToRedo or MovedOn."""
    return redo(bench, coder_id=coder_id, actions=MATERIAL_ACTIONS)


def _checked(session: Session, source: Source, passage: Passage) -> Passage:
    if not 1 <= passage.first <= passage.last <= len(source.turns):
        raise UnknownPassage(first=passage.first, last=passage.last, turns=len(source.turns))
    if passage.label and source.participant(passage.label) is None:
        known = ", ".join(who.label for who in source.participants)
        raise UnknownSpeaker(label=passage.label, known=known)
    level = study.load_codebook(session).level(passage.level).id if passage.level else None
    return replace(passage, level=level)


def _save(bench: Bench, session: Session, source: Source, passages: Sequence[Passage]) -> None:
    save_passages(session, source.id, passages, make_id=bench.new_id, at=bench.clock())
