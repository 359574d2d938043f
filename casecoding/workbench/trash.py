"""Taking out and bringing back: codes, sources, cases, codings, memos and summaries."""

from casecoding.domain.history import Action, LogFilter
from casecoding.domain.trash import Hanging, Trashed, TrashKind
from casecoding.i18n.translating import Translator
from casecoding.store import trash
from casecoding.store.cases import known_case_id
from casecoding.store.naming import Names
from casecoding.store.study import bump_codebook_version, is_blind, load_codebook
from casecoding.workbench.bench import Bench
from casecoding.workbench.taking_back import revert

LISTED = 200


def list_trash(bench: Bench, kind: TrashKind, t: Translator, *, coder_id: str = "") -> tuple[Trashed, ...]:
    """Return what was taken out, the latest first; who codes blind sees what she took out herself."""
    with bench.store.reading() as session:
        names = Names(session, danish=t.language == "da")
        hers = kind in {TrashKind.CODING, TrashKind.MEMO} and is_blind(session, coder_id)
        return trash.list_trash(session, kind, names, limit=LISTED, coder_id=coder_id if hers else None)


def bring_back(bench: Bench, taken: Trashed, *, coder_id: str) -> None:
    """Put what was taken out in again, as a step of its own.

    Raises NotInTrash, StillTakenOut, or what hinders a case from being taken back.
    """
    if taken.kind is TrashKind.CASE:
        revert(bench, LogFilter(numbers=(taken.seq,)), coder_id=coder_id)
        return
    subject = {"kind": taken.kind.value, "row": taken.id}
    with bench.writing(Action.BRING_BACK, coder_id=coder_id, subject=subject) as session:
        match taken.kind:
            case TrashKind.MEMO:
                trash.bring_back_memo(session, taken.id, taken.text)
            case TrashKind.SUMMARY:
                trash.bring_back_summary(session, taken.id, taken.seq)
            case kind:
                trash.bring_back_row(session, kind, taken.id)
        if taken.kind is TrashKind.CODE:
            bump_codebook_version(session)


def take_out_case(bench: Bench, name: str, *, coder_id: str) -> int:
    """Take out a case with its sources, figures and attributes; return how many sources.

    Raises UnknownCase.
    """
    subject = {"case": name}
    with bench.writing(Action.REMOVE_CASE, coder_id=coder_id, subject=subject) as session:
        subject["case"] = known_case_id(session, name)
        return trash.take_out_case(session, subject["case"], at=bench.clock())


def what_hangs_on(bench: Bench, code_id: str) -> Hanging:
    """Return what hangs on a code and those below it; raises UnknownCode."""
    with bench.store.reading() as session:
        codebook = load_codebook(session)
        codes = codebook.with_children(codebook.code(code_id).id)
        return trash.what_hangs(session, [code.id for code in codes])
