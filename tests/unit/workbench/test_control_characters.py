"""Control characters never reach a store: memos lose them, anything else that holds NUL is refused."""

import pytest

from casecoding.domain.coding import clean_memo
from casecoding.workbench.coding import change_coding
from casecoding.workbench.operations import perform
from casecoding.workbench.records import coding_records
from tests.builders import mark, store_source, usual_source


def test_a_memo_keeps_lines_tabs_and_emoji_and_loses_what_cannot_be_stored():
    assert clean_memo("a\0b\x1bc\ud800\r\nd\re\x85f\tg 👩‍👩‍👧") == "abc\nd\ne\nf\tg 👩‍👩‍👧"


def test_a_memo_is_cleaned_before_it_is_stored(bench, anne):
    source = store_source(bench, usual_source())
    made = mark(bench, source, "kobling", "kobling", anne.id)

    change_coding(bench, made.id, coder_id=anne.id, memo="før\0efter")

    assert [record["memo"] for record in coding_records(bench)] == ["førefter"]


@pytest.mark.parametrize("field", ["coding", "op", "quote"])
def test_a_nul_in_another_field_is_refused_with_a_sentence(bench, anne, field):
    source = store_source(bench, usual_source())
    made = mark(bench, source, "kobling", "kobling", anne.id)
    operation = {"key": "1", "op": "change", "coding": made.id, "memo": ""}

    (answer,) = perform(bench, source.id, [operation | {field: "a\0b"}], coder_id=anne.id)

    assert answer.refusal is not None
    assert "[E112]" in answer.refusal
