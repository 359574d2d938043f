"""Blind coding: what others coded is not given to a coder who works blind."""

from casecoding.workbench.coding import remove_coding
from casecoding.workbench.operations import perform
from casecoding.workbench.reader import read_news, read_source, work_blind
from casecoding.workbench.reading import check
from tests.builders import mark


def test_a_blind_coder_reads_only_their_own_codings_and_others_read_all(bench, source, anne, bo):
    own = mark(bench, source, "kobling", "kobling", anne.id)
    other = mark(bench, source, "selv", "ledelse", bo.id)
    work_blind(bench, coder_id=anne.id, blind=True)

    hers, his = (read_source(bench, source.id, coder_id=one.id) for one in (anne, bo))

    assert (hers.blind, [one.id for one in hers.codings]) == (True, [own.id])
    assert (his.blind, [one.id for one in his.codings]) == (False, [own.id, other.id])


def test_news_tell_a_blind_coder_nothing_of_others(bench, source, anne, bo):
    work_blind(bench, coder_id=anne.id, blind=True)
    since = read_source(bench, source.id).revision
    made = mark(bench, source, "kobling", "kobling", bo.id)
    remove_coding(bench, mark(bench, source, "selv", "ledelse", bo.id).id, coder_id=bo.id)
    own = mark(bench, source, "bestyrelsen", "ledelse", anne.id)

    hers, his = (read_news(bench, source.id, since, coder_id=one.id) for one in (anne, bo))

    assert ([one.id for one in hers.codings], hers.gone) == ([own.id], ())
    assert {one.id for one in his.codings} == {made.id, own.id}
    assert len(his.gone) == 1


def test_turning_blind_off_shows_everything_again_and_stands_in_the_log(bench, source, anne, bo):
    mark(bench, source, "selv", "ledelse", bo.id)
    work_blind(bench, coder_id=anne.id, blind=True)
    work_blind(bench, coder_id=anne.id, blind=False)

    assert len(read_source(bench, source.id, coder_id=anne.id).codings) == 1
    assert check(bench) == ()


def test_undo_does_not_take_back_working_blind(bench, source, anne):
    mark(bench, source, "selv", "ledelse", anne.id)
    work_blind(bench, coder_id=anne.id, blind=True)

    perform(bench, source.id, [{"key": "1", "op": "undo"}], coder_id=anne.id)

    page = read_source(bench, source.id, coder_id=anne.id)
    assert (page.blind, page.codings) == (True, ())
