"""Joins what a file holds with what a person says about it: a Draft becomes a Source."""

from dataclasses import replace
from pathlib import PurePath

from casecoding.domain.source import Description, Draft, Participant, Source
from casecoding.importing.labels import is_interviewer, label_key


def as_source(draft: Draft, description: Description, *, source_id: str) -> Source:
    """Return the source that `draft` and `description` make together.

    A described participant takes the place of the detected one with the same label,
    spelled in whatever case; the labels of the turns stay as they are in the text.
    """
    return Source(
        id=source_id,
        name=description.name or PurePath(draft.file_name).stem,
        text=draft.text,
        kind=description.kind,
        case=description.case,
        level=description.level,
        wave=description.wave,
        held=description.held,
        turns=draft.turns,
        participants=participants_of(draft, description),
        file_name=draft.file_name,
        file_hash=draft.file_hash,
        level_for_all=description.level_for_all,
        passages=description.passages,
    )


def participants_of(draft: Draft, description: Description) -> tuple[Participant, ...]:
    """Return the detected speakers in their order, described where told, then the silent ones."""
    detected, described = draft.participants, description.participants
    told = {label_key(one.label): one for one in described}
    labels = {label_key(one.label) for one in detected}
    names_interviewer = any(_asks(one) for one in described)
    speaking = tuple(_described(one, told, names_interviewer=names_interviewer) for one in detected)
    return speaking + tuple(_marked(one) for one in described if label_key(one.label) not in labels)


def _described(
    detected: Participant, told: dict[str, Participant], *, names_interviewer: bool
) -> Participant:
    known = told.get(label_key(detected.label))
    if known:
        return replace(_marked(known), label=detected.label)
    guessed = detected.interviewer and not is_interviewer(detected.label)
    return replace(detected, interviewer=False) if guessed and names_interviewer else detected


def _marked(described: Participant) -> Participant:
    return replace(described, interviewer=_asks(described))


def _asks(described: Participant) -> bool:
    return described.interviewer or is_interviewer(described.role)
