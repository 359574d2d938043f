"""Taking back: a coder's latest step, or any entries of the log, as one new step that undo takes back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from casecoding.domain.edit import Edit
from casecoding.domain.history import CODING_ACTIONS, Action, LogEntry, LogFilter
from casecoding.errors import (
    BlankTurn,
    CannotTakeBack,
    ChangedSince,
    CodeInUse,
    CorrectedSince,
    CorrectionOutsideTurn,
    MovedOn,
    NothingToRedo,
    NothingToTakeBack,
    NothingToUndo,
    SourceCodedSince,
    StandsForGood,
    TextMovedOn,
    UnknownCoder,
    UnknownSource,
)
from casecoding.store import codings, history
from casecoding.store.corrections import add_correction, corrections_in, plan_correction, store_correction
from casecoding.store.log import count_entries, list_entries
from casecoding.store.recording import add_to_subject, attempting, say_taken_back
from casecoding.store.runs import withdraw_run
from casecoding.store.speakers import renew_after
from casecoding.store.study import bump_codebook_version, is_branch_used, list_coders
from casecoding.workbench.bench import MACHINE, Bench

PLACE = {"start", "end", "quote_hash", "turn", "participant_id"}  # what a correction of the text moves
FOR_GOOD = frozenset({Action.CREATE_STUDY, Action.ADD_CODER, Action.RESTORE})


@dataclass(frozen=True, slots=True)
class Reverted:
    """The step that was taken back; `skipped` counts newer ones that someone has changed since."""

    entry: LogEntry
    skipped: int


@dataclass(frozen=True, slots=True)
class Left:
    """An entry that was left as it is, and why."""

    entry: LogEntry
    reason: CannotTakeBack


@dataclass(frozen=True, slots=True)
class Reversal:
    """What a reversal took back, newest first, and what it had to leave."""

    taken: tuple[LogEntry, ...]
    left: tuple[Left, ...]


def undo(bench: Bench, *, coder_id: str, actions: Collection[Action] = CODING_ACTIONS) -> Reverted:
    """Take back the coder's newest step of these actions that can be; raises NothingToUndo or MovedOn."""
    with bench.writing(Action.UNDO, coder_id=coder_id) as session:
        entries = history.entries_to_undo(session, coder_id, actions)
        reverted = _take_back_first(session, entries, at=bench.clock())
        if reverted is None:
            raise NothingToUndo
    return reverted


def redo(bench: Bench, *, coder_id: str, actions: Collection[Action] = CODING_ACTIONS) -> Reverted:
    """Take back the coder's newest undo of these actions that can be; raises NothingToRedo or MovedOn."""
    with bench.writing(Action.REDO, coder_id=coder_id) as session:
        undone = history.entries_to_redo(session, coder_id, actions)
        entries = (entry for entry in undone if entry.subject.get("action") in actions)
        reverted = _take_back_first(session, entries, at=bench.clock())
        if reverted is None:
            raise NothingToRedo
    return reverted


def revert(bench: Bench, wanted: LogFilter, *, coder_id: str) -> Reversal:
    """Take back the wanted entries that stand, newest first, as one step.

    An entry on which something later depends is left, with the reason. Raises that reason when it is
    the only one, NothingToTakeBack when no wanted entry could be taken back; then nothing is stored.
    """
    taken, left = [], []
    with bench.writing(Action.REVERT, coder_id=coder_id) as session:
        for number in [entry.seq for entry in list_entries(session, wanted, limit=None)]:
            (entry,) = list_entries(session, LogFilter(numbers=(number,)))
            if not entry.stands:
                continue
            try:
                _take_back(session, entry, at=bench.clock())
                taken.append(entry)
            except CannotTakeBack as reason:
                left.append(Left(entry, reason))
        _check_taken(taken, left)
        add_to_subject(session, entries=len(taken), actions=sorted({one.action.value for one in taken}))
    return Reversal(tuple(taken), tuple(left))


def filter_of(
    bench: Bench,
    *,
    coders: Collection[str] = (),
    actions: Collection[Action] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    about: str = "",
    numbers: Collection[int] = (),
) -> LogFilter:
    """Return the filter for coders by name and for times that, without a zone, are this machine's.

    Raises UnknownCoder.
    """
    with bench.store.reading() as session:
        known = {coder.name: coder.id for coder in list_coders(session)} | {MACHINE: MACHINE}
    for name in coders:
        if name not in known:
            raise UnknownCoder(name=name, known=", ".join(known))
    return LogFilter(
        coders=tuple(known[name] for name in coders),
        actions=tuple(actions),
        since=since.astimezone() if since else None,
        until=until.astimezone() if until else None,
        about=about,
        numbers=tuple(numbers),
    )


def count_standing(bench: Bench, wanted: LogFilter) -> int:
    """Return how many of the wanted entries stand: as many as `revert` would try."""
    with bench.store.reading() as session:
        return count_entries(session, replace(wanted, only_standing=True))


def _check_taken(taken: Sequence[LogEntry], left: Sequence[Left]) -> None:
    if taken:
        return
    if len(left) == 1:
        raise left[0].reason
    raise NothingToTakeBack(n=len(left))


def _take_back_first(session: Session, entries: Iterable[LogEntry], *, at: datetime) -> Reverted | None:
    """Take back the first entry that can be, None when there are no entries; raises MovedOn if none can."""
    skipped = 0
    for entry in entries:
        try:
            _take_back(session, entry, at=at)
        except CannotTakeBack:
            skipped += 1
        else:
            add_to_subject(session, action=entry.action.value)
            return Reverted(entry, skipped)
    if skipped:
        raise MovedOn
    return None


def _take_back(session: Session, entry: LogEntry, *, at: datetime) -> None:
    """Take an entry back within the session's entry; raises CannotTakeBack, and then leaves no trace."""
    changes = history.changes_of(session, entry.seq)
    corrections = corrections_in(entry.subject)
    moves = [one for one in changes if corrections and _is_move(one)]
    _check(session, entry, changes, besides=moves)
    with attempting(session):
        say_taken_back(session, entry.seq)
        untouched = [one for one in changes if one not in moves or history.can_take_back(session, one)]
        _correct_back(session, entry, corrections, untouched)
        for change in reversed(untouched):
            history.take_back(session, change, at=at.isoformat())
        if entry.action is Action.SUGGEST:
            withdraw_run(session, str(entry.subject["run"]), at=at)
        if any(change.table in {"code", "level"} for change in changes):
            bump_codebook_version(session)
        renew_after(session, changes)


def _check(
    session: Session, entry: LogEntry, changes: Sequence[history.Change], *, besides: Sequence[history.Change]
) -> None:
    """Raise CannotTakeBack unless every row stands, and nothing made later hangs on one that was made."""
    if entry.action in FOR_GOOD:
        raise StandsForGood(seq=entry.seq)
    if not all(history.can_take_back(session, one) for one in changes if one not in besides):
        raise ChangedSince(seq=entry.seq)
    own = [change.row_id for change in changes if change.table == "coding"]
    for change in changes:
        if change.before is not None:
            continue
        if change.table == "code" and (
            codings.is_code_used(session, change.row_id, besides=own)
            or is_branch_used(session, change.row_id, besides=_made(changes, "code"))
        ):
            raise CodeInUse(seq=entry.seq, id=change.row_id)
        if change.table == "source" and codings.is_source_coded(session, change.row_id, besides=own):
            raise SourceCodedSince(seq=entry.seq)


def _made(changes: Sequence[history.Change], table: str) -> list[str]:
    return [change.row_id for change in changes if change.table == table and change.before is None]


def _is_move(change: history.Change) -> bool:
    """Tell whether the change only tells where a coding or a suggestion stands in a corrected text."""
    return (
        change.table in {"coding", "suggestion"}
        and change.before is not None
        and change.after.keys() <= PLACE
    )


def _correct_back(
    session: Session,
    entry: LogEntry,
    corrections: Sequence[tuple[str, Edit]],
    untouched: Sequence[history.Change],
) -> None:
    """Give the texts back the words that an entry corrected; what came since is carried along."""
    unasked = {change.row_id for change in untouched}
    for source_id, edit in reversed(corrections):
        try:
            correction = plan_correction(session, source_id, edit.inverse, unasked=unasked)
        except (UnknownSource, TextMovedOn, CorrectionOutsideTurn, BlankTurn) as error:
            raise CorrectedSince(seq=entry.seq) from error
        if correction.cuts:
            raise CorrectedSince(seq=entry.seq)
        store_correction(session, correction)
        add_correction(session, source_id, edit.inverse)
