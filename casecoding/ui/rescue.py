"""What is shown instead of a page when the study cannot be used: why, and the ways on."""

import streamlit as st

from casecoding.domain.backup import Backup
from casecoding.errors import BackupOnServer, StudyDamaged, StudyError, StudyMissing
from casecoding.i18n.translating import Translator
from casecoding.settings import demo_study_path
from casecoding.ui.benches import let_go
from casecoding.ui.messages import shown_errors
from casecoding.ui.study_choice import choose_study, create_study
from casecoding.workbench.backing_up import backups_at, restore
from casecoding.workbench.launching import ensure_demo_study


def show_rescue(fault: StudyError, place: str, t: Translator) -> None:
    """Say what is wrong, and offer what helps: a new study, the newest backups, the other studies."""
    if isinstance(fault, StudyMissing):
        _begin(fault, place, t)
    else:
        st.error(fault.sentence(t.language))
    backups = _backups(place) if isinstance(fault, StudyDamaged) else ()
    if backups:
        st.write(t("backups.rescue"))
        chosen = st.selectbox(
            t("backups.choose"), backups, format_func=lambda one: backup_shown(one, t), key="rescue"
        )
        with shown_errors():
            if st.button(t("backups.restore"), type="primary"):
                let_go(place)
                restore(place, chosen.name)
                st.rerun()
    with st.sidebar:
        choose_study(t, key="rescue")


def _begin(fault: StudyMissing, place: str, t: Translator) -> None:
    """Offer to make a study where there is none: the demo study where it would stand, or one of her own."""
    demo = demo_study_path()
    if place == str(demo):
        st.title(t("launching.begin"))
        st.write(t("launching.about_demo"))
        with shown_errors():
            if st.button(t("launching.make_demo"), type="primary"):
                with st.spinner(t("launching.making_demo")):
                    ensure_demo_study(demo)
                st.rerun()
        st.write(t("launching.own"))
    else:
        st.error(fault.sentence(t.language))
    create_study(t, key="rescue")


def backup_shown(backup: Backup, t: Translator) -> str:
    shown = t(
        "backups.shown", at=t.moment(backup.at.astimezone()), size=t.number(backup.size / 1e6, decimals=1)
    )
    return t("backups.before_upgrade", shown=shown) if backup.upgraded_from else shown


def _backups(place: str) -> tuple[Backup, ...]:
    try:
        return backups_at(place)
    except BackupOnServer:
        return ()
