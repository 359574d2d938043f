"""Import in plain sight: files, a preview of each, what it is, and only then into the study."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from casecoding.domain.source import SourceKind
from casecoding.errors import EncryptedFile
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.preview_form import correct_previews
from casecoding.ui.reading_files import read_uploads
from casecoding.ui.state import Session, import_is_done, imports_so_far
from casecoding.workbench.background import Reading, start_import
from casecoding.workbench.importing import (
    FILE_TYPES,
    Preview,
    Said,
    is_manifest,
    manifest_from,
    pattern_from,
    preview_draft,
)
from casecoding.workbench.reading import Overview

UNSTATED = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the editable columns, in the language of the page."""

    t: Translator

    def __getitem__(self, key: str) -> str:
        return self.t(f"import.column_{key}")


def render_import(session: Session, overview: Overview) -> None:
    """Let the person drop files, see what they hold, say what they are, and import them."""
    t = session.t
    uploads = st.file_uploader(
        t("import.drop"),
        type=[*FILE_TYPES, "toml"],
        accept_multiple_files=True,
        key=f"uploads_{imports_so_far()}",
        help=t("import.help"),
    )
    if not uploads:
        return
    manifests = [upload for upload in uploads if is_manifest(upload.name)]
    readings = read_uploads([upload for upload in uploads if not is_manifest(upload.name)], t)
    written = st.text_input(
        t("metadata.pattern"),
        key="pattern",
        help=t("metadata.pattern_help"),
        placeholder="{case}_{wave}_{level}",
    )
    previews = _previews(session, readings, manifests, written)
    if not previews:
        return
    described = _describe(previews, overview, t, written)
    described = correct_previews(described, overview.codebook, t)
    unready = [preview.file_name for preview in described if not preview.description.case]
    if unready:
        st.warning(t("import.case_missing", files=escaped(", ".join(unready))))
    if st.button(t("import.go", n=len(described)), type="primary", disabled=bool(unready)):
        start_import(session.bench, described, coder_id=session.coder_id)
        import_is_done()
        st.rerun()


def _previews(
    session: Session, readings: Sequence[Reading], manifests: Sequence[UploadedFile], written: str
) -> list[Preview]:
    """Say of every file that was read what it seems to be, and of the others why they cannot be used."""
    manifest, pattern, previews = None, None, []
    with shown_errors():
        pattern = pattern_from(written)
    said = Said(pattern=pattern)
    if pattern:
        unfit = [one.upload.name for one in readings if pattern.read(one.upload.name) is None]
        st.caption(session.t("metadata.pattern_fits", fits=len(readings) - len(unfit), n=len(readings)))
        if unfit:
            st.warning(escaped(session.t("metadata.pattern_unfit", files=", ".join(unfit))))
    for upload in manifests:
        with shown_errors():
            manifest = manifest_from(upload.name, upload.getvalue())
    for reading in readings:
        with shown_errors():
            if reading.refusal and not isinstance(reading.refusal, EncryptedFile):  # its field says it
                raise reading.refusal
            if reading.draft:
                name, content = reading.upload.name, reading.upload.content
                previews.append(
                    preview_draft(session.bench, name, content, reading.draft, manifest=manifest, said=said)
                )
    return previews


def _describe(previews: Sequence[Preview], overview: Overview, t: Translator, written: str) -> list[Preview]:
    """Let the person correct what each file is taken for, in one table."""
    columns = Columns(t)
    levels = {level.id: level.name.in_language(t.language) for level in overview.codebook.levels}
    kinds = {kind.value: t(f"aggregating.kind_{kind.value.replace('-', '_')}") for kind in SourceKind}
    table = pd.DataFrame(
        {
            columns["file"]: [preview.file_name for preview in previews],
            columns["name"]: [preview.description.name for preview in previews],
            columns["case"]: [preview.description.case for preview in previews],
            columns["kind"]: [kinds[preview.description.kind.value] for preview in previews],
            columns["level"]: [levels.get(preview.description.level or "", UNSTATED) for preview in previews],
            columns["wave"]: [preview.description.wave for preview in previews],
            columns["date"]: [preview.description.held for preview in previews],
        }
    )
    st.caption(t("import.correct"))
    edited = st.data_editor(
        table,
        hide_index=True,
        placeholder="",
        width="stretch",
        disabled=[columns["file"]],
        column_config={
            columns["kind"]: st.column_config.SelectboxColumn(options=list(kinds.values()), required=True),
            columns["level"]: st.column_config.SelectboxColumn(options=[UNSTATED, *levels.values()]),
            columns["date"]: st.column_config.DateColumn(format="YYYY-MM-DD"),
        },
        key=f"described_{imports_so_far()}_{len(previews)}_{written}",
    )
    by_name = {name: level for level, name in levels.items()}
    kind_of = {name: SourceKind(kind) for kind, name in kinds.items()}
    return [
        replace(
            preview,
            description=replace(
                preview.description,
                name=_said(row[columns["name"]]),
                case=_said(row[columns["case"]]),
                kind=kind_of[row[columns["kind"]]],
                level=by_name.get(row[columns["level"]]),
                wave=_said(row[columns["wave"]]),
                held=None if pd.isna(row[columns["date"]]) else row[columns["date"]],
            ),
        )
        for preview, row in zip(previews, edited.to_dict("records"), strict=True)
    ]


def _said(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
