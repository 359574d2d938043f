"""Kodebog: the tree at the left, one code at the right; edited here or carried as TOML."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from casecoding.domain.codebook import Code, Codebook, CodeKind, Name
from casecoding.domain.suggestion import Flag
from casecoding.i18n.translating import Translator
from casecoding.ui.cue_form import edit_cues
from casecoding.ui.lexicon_form import edit_lexicon
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import overview_of
from casecoding.ui.places import render_comparison
from casecoding.ui.reshaping_form import render_reshaping
from casecoding.ui.roles_form import render_roles
from casecoding.ui.state import Session, remember_result, result_of
from casecoding.ui.trying_form import render_trying
from casecoding.workbench.codebook import (
    add_code,
    codebook_archive,
    replace_with_archive,
    save_changes,
    save_lexicon,
)
from casecoding.workbench.comparing import Comparison, compare_codebooks


def render(session: Session) -> None:
    """Show the codebook and let the person change it."""
    t, overview = session.t, overview_of(session)
    codebook = overview.codebook
    st.title(t("pages.codebook"))
    st.caption(escaped(t("codebook.version", title=codebook.title, version=codebook.version)))
    tree, form = st.columns([3, 5], gap="large")
    with tree:
        code_id = _tree(codebook, overview.codings, t)
        _new_code(session, codebook)
        render_roles(session, codebook)
        _lexicon(session, codebook)
        _carry(session, codebook)
    with form:
        if code_id:
            _form(session, codebook, codebook.code(code_id))
            render_reshaping(session, codebook, codebook.code(code_id))
        render_trying(session, codebook)


def _tree(codebook: Codebook, codings: Mapping[str, int], t: Translator) -> str | None:
    chosen: str | None = st.radio(
        t("codebook.codes"),
        [code.id for code in codebook],
        format_func=lambda one: _tree_line(codebook.code(one), codings, t),
        key="code",
    )
    return chosen


def _tree_line(code: Code, codings: Mapping[str, int], t: Translator) -> str:
    indent = "\u2003" * (2 * code.depth)
    kind = f" :gray[· {t('codebook.structure')}]" if code.kind is CodeKind.STRUCTURE else ""
    return f"{indent}{escaped(code.name.in_language(t.language))} :gray[{codings.get(code.id, 0)}]{kind}"


def _form(session: Session, codebook: Codebook, code: Code) -> None:
    t = session.t
    above = codebook.ignored_flags[code.parent_id] if code.parent_id else frozenset()
    with st.form(f"code_{code.id}", border=False):
        left, right = st.columns(2)
        name_da = left.text_input(t("codebook.name_da"), code.name.da)
        name_en = right.text_input(t("codebook.name_en"), code.name.en)
        definition = st.text_area(t("codebook.definition"), code.definition)
        include = st.text_area(t("codebook.include"), code.include)
        exclude = st.text_area(t("codebook.exclude"), code.exclude)
        example = st.text_area(t("codebook.example"), code.example)
        light, dark = st.columns(2)
        color = light.color_picker(t("codebook.color"), code.color)
        color_dark = dark.color_picker(t("codebook.color_dark"), code.color_dark)
        cues = edit_cues(code, t, version=codebook.version)
        ignored = st.multiselect(
            t("cues.ignored_flags"),
            list(Flag),
            list(code.ignored_flags),
            format_func=lambda flag: t(f"review.flag_{flag.value}"),
            placeholder=t("cues.others_count" if above else "cues.all_count"),
            help=t("cues.ignored_help"),
        )
        if above:
            flags = ", ".join(t(f"review.flag_{flag.value}") for flag in Flag if flag in above)
            st.caption(t("cues.ignored_above", flags=flags))
        left, right = st.columns(2)
        saved = left.form_submit_button(t("codebook.save"), type="primary", width="stretch")
        asked = right.form_submit_button(t("comparing.what_changes"), width="stretch")
    if saved or asked:
        changed = replace(
            code,
            name=Name(da=name_da.strip() or code.name.da, en=name_en.strip() or code.name.en),
            definition=definition,
            include=include,
            exclude=exclude,
            example=example,
            color=color,
            color_dark=color_dark,
            cues=cues,
            ignored_flags=tuple(ignored),
        )
        with shown_errors():
            if asked:
                remember_result("change", (code.id, _what_changes(session, changed)))
            else:
                save_changes(session.bench, changed, coder_id=session.coder_id)
                remember_result("change", None)
                st.rerun()
    _show_change(session, code)


def _what_changes(session: Session, changed: Code) -> Comparison:
    codebook = overview_of(session).codebook
    codes = tuple(changed if code.id == changed.id else code for code in codebook)
    return compare_codebooks(session.bench, replace(codebook, codes=codes))


def _show_change(session: Session, code: Code) -> None:
    match result_of("change"):
        case (code.id, Comparison() as change):
            codebook = overview_of(session).codebook
            render_comparison(change, codebook, session.t, key="change")


def _new_code(session: Session, codebook: Codebook) -> None:
    t = session.t
    with (
        st.popover(t("codebook.new"), width="stretch"),
        st.form("new_code", border=False, clear_on_submit=True),
    ):
        under = st.selectbox(
            t("codebook.under"),
            ["", *(theme.id for theme in codebook.themes)],
            format_func=lambda one: (
                codebook.code(one).name.in_language(t.language) if one else t("codebook.top")
            ),
        )
        name_da = st.text_input(t("codebook.name_da"))
        name_en = st.text_input(t("codebook.name_en"))
        if st.form_submit_button(t("codebook.create")) and name_da.strip():
            name = Name(da=name_da.strip(), en=name_en.strip() or name_da.strip())
            with shown_errors():
                add_code(session.bench, name, under=under, coder_id=session.coder_id)
                st.rerun()


def _lexicon(session: Session, codebook: Codebook) -> None:
    t = session.t
    with (
        st.popover(t("codebook.lexicon", n=len(codebook.lexicon)), width="stretch"),
        st.form("lexicon", border=False),
    ):
        lexicon = edit_lexicon(codebook.lexicon, t, version=codebook.version)
        if st.form_submit_button(t("codebook.save_lexicon"), type="primary"):
            with shown_errors():
                save_lexicon(session.bench, lexicon, coder_id=session.coder_id)
                st.rerun()


def _carry(session: Session, codebook: Codebook) -> None:
    t = session.t
    with st.popover(t("codebook.carry"), width="stretch"):
        st.download_button(
            t("codebook.export"), lambda: codebook_archive(codebook), "codebook.zip", "application/zip"
        )
        upload = st.file_uploader(t("codebook.import"), type=["zip"], key="codebook_upload")
        if upload and st.button(t("codebook.replace")):
            with shown_errors():
                replace_with_archive(session.bench, upload.getvalue(), coder_id=session.coder_id)
                st.rerun()
