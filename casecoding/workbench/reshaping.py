"""Merging codes and splitting one: codings move with their memos and stances, as one step."""

from collections.abc import Collection
from dataclasses import replace

from sqlmodel import Session

from casecoding.domain.codebook import Code, Codebook, Name
from casecoding.domain.history import CODEBOOK_ACTIONS, Action
from casecoding.errors import HasCodesBelow, MergedWithItself, NothingToSplit
from casecoding.store import study
from casecoding.store.codings import recode
from casecoding.store.suggestions import withdraw_for_codes
from casecoding.store.summaries import hand_over_summaries
from casecoding.workbench.bench import Bench
from casecoding.workbench.codebook import new_code, put_code
from casecoding.workbench.taking_back import Reverted, undo


def merge_codes(bench: Bench, code_id: str, *, into: str, coder_id: str) -> int:
    """Give every coding of a code another code and take the code out; return how many codings.

    Memos and stances stay with the codings; where a coder has both codes at a place they become one.
    The other code takes over examples, what to include and exclude, and cues; its theme a theme's
    summaries. Raises UnknownCode, MergedWithItself or HasCodesBelow.
    """
    subject = {"code": code_id, "into": into}
    with bench.writing(Action.MERGE_CODES, coder_id=coder_id, subject=subject) as session:
        codebook = study.load_codebook(session)
        gone, kept = codebook.code(code_id), codebook.code(into)
        _check_merge(codebook, gone, kept)
        study.save_code(session, _joined(kept, gone))
        moved = recode(session, None, code_id=gone.id, into=kept.id, at=bench.clock())
        hand_over_summaries(session, gone.id, to=kept.theme_id, at=bench.clock())
        study.remove_codes(session, [gone], at=bench.clock())
        withdraw_for_codes(session, [gone.id], at=bench.clock())
        study.bump_codebook_version(session)
        return moved


def split_code(
    bench: Bench,
    code_id: str,
    coding_ids: Collection[str],
    *,
    into: Name | str,
    example: str = "",
    coder_id: str,
) -> Code:
    """Give chosen codings of a code another code: one with this id, or a new one of this name beside it.

    `example` is the new code's. Memos and stances stay with the codings.
    Raises UnknownCode, RetiredCode, InvalidCodeId or NothingToSplit.
    """
    subject = {"code": code_id, "into": ""}
    with bench.writing(Action.SPLIT_CODE, coder_id=coder_id, subject=subject) as session:
        codebook = study.load_codebook(session)
        divided = codebook.code(code_id)
        if isinstance(into, str):
            target = codebook.code(into)
        else:
            target = _code_beside(bench, session, divided, into, example=example)
        subject["into"] = target.id
        if not recode(session, coding_ids, code_id=divided.id, into=target.id, at=bench.clock()):
            raise NothingToSplit(id=code_id)
        study.bump_codebook_version(session)
        return target


def undo_codebook(bench: Bench, *, coder_id: str) -> Reverted:
    """Take back the person's newest change to the codebook; raises NothingToUndo or MovedOn."""
    return undo(bench, coder_id=coder_id, actions=CODEBOOK_ACTIONS)


def _check_merge(codebook: Codebook, gone: Code, kept: Code) -> None:
    below = [code.id for code in codebook.with_children(gone.id)[1:]]
    if kept.id in {gone.id, *below}:
        raise MergedWithItself(id=gone.id)
    if below:
        raise HasCodesBelow(id=gone.id, below=", ".join(below))


def _joined(kept: Code, gone: Code) -> Code:
    """Return the kept code with what the other says that it does not."""
    return replace(
        kept,
        include=_both(kept.include, gone.include),
        exclude=_both(kept.exclude, gone.exclude),
        example=_both(kept.example, gone.example),
        cues=kept.cues + tuple(cue for cue in gone.cues if cue not in kept.cues),
    )


def _both(one: str, other: str) -> str:
    if other.strip() and other.strip() not in one:
        return f"{one.rstrip()}\n{other.strip()}".strip()
    return one


def _code_beside(bench: Bench, session: Session, divided: Code, name: Name, *, example: str) -> Code:
    """Add a code beside the divided one, coloured like it."""
    under = divided.parent_id or ""
    code = replace(
        new_code(name, under=under), example=example, color=divided.color, color_dark=divided.color_dark
    )
    put_code(session, code, under=under, at=bench.clock())
    session.flush()
    return code
