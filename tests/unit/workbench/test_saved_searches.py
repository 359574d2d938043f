"""Searches are kept by name; keeping and taking away can be undone."""

import pytest

from casecoding.errors import UnknownSearch, UnnamedSearch, UnreadableQuery
from casecoding.workbench.reading import check
from casecoding.workbench.saved_searches import list_searches, remove_search, save_search, undo_search


def test_a_search_is_kept_by_name_and_replaced(bench, anne):
    save_search(bench, " Vores  søgning ", "kode:kobling", coder_id=anne.id)
    save_search(bench, "Vores søgning", "kode:ledelse", coder_id=anne.id)

    assert list_searches(bench) == {"Vores søgning": "kode:ledelse"}
    assert check(bench) == ()


def test_every_step_can_be_undone(bench, anne):
    save_search(bench, "a", "kode:kobling", coder_id=anne.id)
    save_search(bench, "a", "kode:ledelse", coder_id=anne.id)
    remove_search(bench, "a", coder_id=anne.id)

    seen = []
    for _ in range(3):
        undo_search(bench, coder_id=anne.id)
        seen.append(list_searches(bench))

    assert seen == [{"a": "kode:ledelse"}, {"a": "kode:kobling"}, {}]
    assert check(bench) == ()


def test_what_cannot_be_kept_is_refused(bench, anne):
    with pytest.raises(UnnamedSearch):
        save_search(bench, "  ", "a", coder_id=anne.id)
    with pytest.raises(UnreadableQuery):
        save_search(bench, "a", "(", coder_id=anne.id)
    with pytest.raises(UnknownSearch):
        remove_search(bench, "a", coder_id=anne.id)

    assert list_searches(bench) == {}
