"""In-vivo coding: a code and its coding are one step, made once, and taken back together."""

import pytest

from casecoding.errors import MovedOn
from casecoding.workbench.operations import perform
from casecoding.workbench.reader import read_news, read_source
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records
from casecoding.workbench.taking_back import redo, undo
from tests.builders import mark, span_of


def in_vivo(source, *, key="1", coding="c1", code="bestyrelsen_ab12", name="Bestyrelsen"):
    span = span_of(source, "bestyrelsen")
    place = {"start": span.start, "end": span.end, "quote": "bestyrelsen", "name": name}
    return {"key": key, "op": "apply", "codings": [{"id": coding, "code": code}]} | place


def test_the_code_and_its_coding_are_made_once_however_often_they_are_sent(bench, source, anne):
    version = read_overview(bench).codebook.version

    for _ in range(2):
        (answer,) = perform(bench, source.id, [in_vivo(source)], coder_id=anne.id)
        assert answer.refusal is None

    codebook = read_overview(bench).codebook
    assert codebook.code("bestyrelsen_ab12").name.da == "Bestyrelsen"
    assert codebook.code("bestyrelsen_ab12").color in {code.color for code in codebook.codes[:-1]}
    assert codebook.version != version
    assert [record["code"] for record in coding_records(bench)] == ["bestyrelsen_ab12"]


def test_others_hear_of_the_new_code(bench, source, anne, bo):
    before = read_source(bench, source.id).revision

    perform(bench, source.id, [in_vivo(source)], coder_id=anne.id)

    news = read_news(bench, source.id, before, coder_id=bo.id)
    assert news.codes is not None
    assert news.codes[-1].id == "bestyrelsen_ab12"
    assert read_news(bench, source.id, news.revision, coder_id=bo.id).codes is None


def test_a_name_that_exists_already_is_used(bench, source, anne, bo):
    perform(bench, source.id, [in_vivo(source)], coder_id=anne.id)

    other = in_vivo(source, key="2", coding="c2", code="bestyrelsen_ff00", name="bestyrelsen")
    perform(bench, source.id, [other], coder_id=bo.id)

    assert {record["code"] for record in coding_records(bench)} == {"bestyrelsen_ab12"}
    assert "bestyrelsen_ff00" not in read_overview(bench).codebook


def test_undo_and_redo_take_both_away_and_bring_both_back(bench, source, anne):
    perform(bench, source.id, [in_vivo(source)], coder_id=anne.id)

    undo(bench, coder_id=anne.id)
    assert "bestyrelsen_ab12" not in read_overview(bench).codebook
    assert list(coding_records(bench)) == []
    redo(bench, coder_id=anne.id)

    assert "bestyrelsen_ab12" in read_overview(bench).codebook
    assert len(list(coding_records(bench))) == 1
    assert check(bench) == ()


def test_a_code_that_another_coder_uses_by_now_stays(bench, source, anne, bo):
    perform(bench, source.id, [in_vivo(source)], coder_id=anne.id)
    mark(bench, source, "kobling", "bestyrelsen_ab12", bo.id)

    with pytest.raises(MovedOn):
        undo(bench, coder_id=anne.id)

    assert "bestyrelsen_ab12" in read_overview(bench).codebook
