"""The study itself: its title, its codebook, its coders."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from casecoding.domain.codebook import Code, Codebook, CodeKind, Level
from casecoding.domain.coding import Coder
from casecoding.errors import RetiredCode
from casecoding.store.mapping import as_code, as_level, code_row
from casecoding.store.tables import CodeRow, CoderRow, LevelRow, StudyRow


@dataclass(frozen=True, slots=True)
class Study:
    """What a study says of itself."""

    title: str
    created: datetime


def add_study(session: Session, title: str, codebook: Codebook, *, at: datetime) -> None:
    row = StudyRow(
        title=title,
        codebook_title=codebook.title,
        codebook_version=codebook.version,
        language=codebook.language,
        lexicon=dict(codebook.lexicon),
        created_at=at,
    )
    session.add(row)
    session.add_all(_level_row(level) for level in codebook.levels)
    session.add_all(code_row(code, position) for position, code in enumerate(codebook.codes))


def is_finished(session: Session) -> bool:
    """Tell whether the study was written: a kill while it was made leaves tables with nothing in them."""
    return session.get(StudyRow, 1) is not None


def load_study(session: Session) -> Study:
    row = session.get_one(StudyRow, 1)
    return Study(title=row.title, created=row.created_at)


def load_codebook(session: Session) -> Codebook:
    """Return the study's codebook as it stands, without removed codes."""
    study = session.get_one(StudyRow, 1)
    levels = session.scalars(
        select(LevelRow).where(col(LevelRow.deleted_at).is_(None)).order_by(col(LevelRow.position))
    )
    living = select(CodeRow).where(col(CodeRow.deleted_at).is_(None)).order_by(col(CodeRow.position))
    return Codebook(
        title=study.codebook_title,
        version=study.codebook_version,
        language="da" if study.language == "da" else "en",
        levels=tuple(as_level(level) for level in levels),
        codes=tuple(as_code(code) for code in session.scalars(living)),
        lexicon=study.lexicon,
    )


def check_code(session: Session, code_id: str) -> None:
    """Raise UnknownCode unless the codebook as it stands has the code; all of it is read only to say so."""
    row = session.get(CodeRow, code_id)
    if row is None or row.deleted_at is not None:
        load_codebook(session).code(code_id)


def structure_ids(session: Session) -> frozenset[str]:
    """Return the ids of the codes that stand for parts of the material."""
    is_structure = col(CodeRow.kind) == CodeKind.STRUCTURE.value
    living = select(col(CodeRow.id)).where(is_structure, col(CodeRow.deleted_at).is_(None))
    return frozenset(session.scalars(living))


def code_ids(session: Session) -> tuple[str, ...]:
    """Return the ids of all codes, those taken out too."""
    return tuple(session.scalars(select(col(CodeRow.id)).order_by(col(CodeRow.id))))


def replace_codebook(session: Session, codebook: Codebook, *, at: datetime) -> None:
    """Make the study's codebook `codebook`; codes and levels it lacks are removed, their codings stay.

    Raises RetiredCode when an id of a removed code would be used again.
    """
    study = session.get_one(StudyRow, 1)
    study.codebook_title, study.codebook_version = codebook.title, codebook.version
    study.lexicon = dict(codebook.lexicon)
    _replace_levels(session, codebook.levels, at=at)
    kept = {code.id for code in codebook.codes}
    for position, code in enumerate(codebook.codes):
        save_code(session, code, position=position)
    for row in session.scalars(select(CodeRow).where(col(CodeRow.deleted_at).is_(None))):
        if row.id not in kept:
            row.deleted_at = at


def save_code(session: Session, code: Code, *, position: int | None = None) -> None:
    """Add the code, or change it where it is; raises RetiredCode for a removed id."""
    row = session.get(CodeRow, code.id)
    if row is None:
        session.add(code_row(code, _next_position(session) if position is None else position))
        return
    if row.deleted_at is not None:
        raise RetiredCode(id=code.id)
    row.content, row.kind = code_row(code, 0).content, code.kind.value
    if position is not None:
        row.position = position


def is_known_code(session: Session, code_id: str) -> bool:
    """Tell whether a code had this id, taken out or not."""
    return session.get(CodeRow, code_id) is not None


def is_branch_used(session: Session, code_id: str, *, besides: Collection[str]) -> bool:
    """Tell whether the codebook has codes below this one, other than those with the ids `besides`."""
    query = select(col(CodeRow.id)).where(
        col(CodeRow.id).startswith(f"{code_id}.", autoescape=True),
        col(CodeRow.deleted_at).is_(None),
        col(CodeRow.id).not_in(besides),
    )
    return session.scalar(query.limit(1)) is not None


def save_roles(session: Session, roles: Mapping[str, Sequence[str]]) -> None:
    """Store the words of the roles that speak from each of these levels."""
    for level_id, words in roles.items():
        session.get_one(LevelRow, level_id).roles = list(words)


def save_lexicon(session: Session, lexicon: Mapping[str, str]) -> None:
    session.get_one(StudyRow, 1).lexicon = dict(lexicon)


def remove_codes(session: Session, codes: Sequence[Code], *, at: datetime) -> None:
    for code in codes:
        session.get_one(CodeRow, code.id).deleted_at = at


def bump_codebook_version(session: Session) -> None:
    """Raise the last number of the codebook's version: 1.0 -> 1.1."""
    study = session.get_one(StudyRow, 1)
    head, _, last = study.codebook_version.rpartition(".")
    number = int(last) + 1 if last.isdecimal() else 1
    study.codebook_version = f"{head or last}.{number}"


def coder_named(session: Session, name: str) -> Coder | None:
    row = session.scalars(select(CoderRow).where(col(CoderRow.name) == name)).first()
    return Coder(id=row.id, name=row.name) if row else None


def coder_with_id(session: Session, coder_id: str) -> Coder:
    row = session.get_one(CoderRow, coder_id)
    return Coder(id=row.id, name=row.name)


def is_blind(session: Session, coder_id: str) -> bool:
    """Tell whether the reader keeps others' codings from this coder."""
    row = session.get(CoderRow, coder_id)
    return row is not None and row.blind


def save_blind(session: Session, coder_id: str, *, blind: bool) -> None:
    session.get_one(CoderRow, coder_id).blind = blind


def add_coder(session: Session, coder: Coder) -> None:
    session.add(CoderRow(id=coder.id, name=coder.name))


def list_coders(session: Session) -> tuple[Coder, ...]:
    rows = session.scalars(select(CoderRow).order_by(col(CoderRow.name)))
    return tuple(Coder(id=row.id, name=row.name) for row in rows)


def _replace_levels(session: Session, levels: Sequence[Level], *, at: datetime) -> None:
    kept = {level.id for level in levels}
    for row in session.scalars(select(LevelRow).where(col(LevelRow.deleted_at).is_(None))):
        if row.id not in kept:
            row.deleted_at = at
    for level in levels:
        session.merge(_level_row(level))


def _level_row(level: Level) -> LevelRow:
    return LevelRow(
        id=level.id,
        position=level.order,
        name_da=level.name.da,
        name_en=level.name.en,
        roles=list(level.roles),
    )


def _next_position(session: Session) -> int:
    return (session.scalar(select(func.max(col(CodeRow.position)))) or 0) + 1
