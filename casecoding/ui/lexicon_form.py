"""The study's lexicon as a table of two columns: a word as it is written, and its dictionary form."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from casecoding.i18n.translating import Translator


def edit_lexicon(lexicon: Mapping[str, str], t: Translator, *, version: str) -> dict[str, str]:
    """Let the person edit the lexicon; rows with an empty cell are left out.

    `version` is the codebook's: a saved table begins anew, as its edits are in the data then.
    """
    form, lemma = t("codebook.lexicon_form"), t("codebook.lexicon_lemma")
    st.caption(t("codebook.lexicon_note"))
    table = pd.DataFrame({form: list(lexicon), lemma: list(lexicon.values())}, dtype="string")
    edited = st.data_editor(
        table, num_rows="dynamic", hide_index=True, width="stretch", key=f"lexicon_{version}"
    )
    whole = edited.dropna()
    return dict(zip(whole[form].astype(str), whole[lemma].astype(str), strict=True))
