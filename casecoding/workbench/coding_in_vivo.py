"""In-vivo coding: a code named with the words of a quotation, made together with its coding."""

from collections import Counter
from dataclasses import replace

from sqlmodel import Session

from casecoding.domain.codebook import Code, Codebook, Name
from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.store.study import bump_codebook_version, load_codebook, save_code
from casecoding.workbench.bench import Bench
from casecoding.workbench.coding import Marking, MarkingDesk

LONGEST_NAME = 60  # characters
GREY = ("#666666", "#A0A0A0")


def apply_new_code(bench: Bench, marking: Marking, name: str, *, coder_id: str) -> Coding:
    """Make a code with the id that the marking asks for, and code with it, as one step that undo takes back.

    A code that has the name already is used instead. Raises InvalidCodeId, RetiredCode,
    and what apply_code raises.
    """
    subject = {"code": marking.code, "source": marking.source}
    with bench.writing(Action.APPLY_CODE, coder_id=coder_id, subject=subject) as session:
        code = _code_named(session, " ".join(name.split())[:LONGEST_NAME], marking.code)
        subject["code"] = code.id
        return MarkingDesk(bench, session).place(replace(marking, code=code.id), coder_id=coder_id)


def _code_named(session: Session, name: str, code_id: str) -> Code:
    codebook = load_codebook(session)
    for code in codebook:
        if name.casefold() in {code.name.da.casefold(), code.name.en.casefold()}:
            return code
    color, color_dark = _rarest_colors(codebook)
    made = Code(id=code_id, name=Name(name, name), color=color, color_dark=color_dark)
    save_code(session, made)
    bump_codebook_version(session)
    session.flush()
    return made


def _rarest_colors(codebook: Codebook) -> tuple[str, str]:
    """Return the pair of colours that the fewest codes have: it stands out as the others do."""
    used = Counter((code.color, code.color_dark) for code in codebook)
    return min(used, key=lambda pair: used[pair], default=GREY)
