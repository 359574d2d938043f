"""An open reader hears of suggestions that a run made elsewhere."""

from casecoding.workbench.reader import read_news, read_source
from casecoding.workbench.reviewing import reject
from casecoding.workbench.suggesting import suggest
from tests.builders import mark


def test_news_after_a_run_hold_all_that_waits_in_the_source(bench, source, anne):
    since = read_source(bench, source.id).revision
    suggest(bench)
    waiting = read_source(bench, source.id).suggestions
    reject(bench, waiting[0].id, coder_id=anne.id)

    news = read_news(bench, source.id, since)

    assert news.renewed
    assert news.suggestions == waiting[1:]
    assert news.gone == (waiting[0].id,)


def test_news_without_a_run_hold_no_suggestions(bench, source, anne):
    suggest(bench)
    since = read_source(bench, source.id).revision
    mark(bench, source, "kobling", "kobling", anne.id)

    news = read_news(bench, source.id, since)

    assert (news.renewed, news.suggestions) == (False, ())
