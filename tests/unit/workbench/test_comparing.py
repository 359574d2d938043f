"""What a change of the codebook moves, before and after it is stored."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from casecoding.domain.codebook import Cue, CueKind
from casecoding.domain.suggestion import Flag
from casecoding.errors import UnknownRun
from casecoding.i18n.translating import Translator
from casecoding.store.study import load_codebook
from casecoding.store.suggestions import list_proposals
from casecoding.workbench import codebook as changing
from casecoding.workbench import comparing
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from tests.builders import make_source, store_source

WORDS = "Der er en kobling til driften. Vi taler tit med naboen. Der er ingen kobling til skolen."


@pytest.fixture
def talk(bench):
    return store_source(bench, make_source(("Mette", WORDS)))


def book_of(bench):
    with bench.store.reading() as session:
        return load_codebook(session)


def with_cues(bench, code_id, *cues, **rest):
    book = book_of(bench)
    codes = tuple(
        replace(code, cues=cues, **rest) if code.id == code_id else replace(code, cues=()) for code in book
    )
    return replace(book, codes=codes)


def store(bench, codebook):
    coder = ensure_coder(bench, "Anna")
    for code in codebook:
        changing.save_changes(bench, code, coder_id=coder.id)


KOBLING = Cue(CueKind.LEMMA, terms=("kobling",))
NABO = Cue(CueKind.LEMMA, terms=("nabo",))


def quotes(places):
    return [one.quote for one in places]


@pytest.mark.usefixtures("talk")
def test_a_cue_is_tried_on_what_a_run_kept(bench):
    suggest(bench)

    trial = comparing.try_cue(bench, KOBLING)

    assert quotes(trial.found) == ["Der er en kobling til driften.", "Der er ingen kobling til skolen."]
    assert [one.flags for one in trial.found] == [(), (Flag.NEGATED,)]
    assert (trial.sources, trial.unread) == (1, ())


def test_a_source_that_no_run_read_is_named(bench, talk):
    trial = comparing.try_cue(bench, KOBLING)

    assert (trial.found, trial.unread) == ((), (talk.name,))


@pytest.mark.usefixtures("talk")
def test_a_changed_codebook_says_what_comes_and_what_goes_before_it_is_stored(bench):
    store(bench, with_cues(bench, "kobling", KOBLING))
    run = suggest(bench)
    (first, *_) = [one for one in comparing_suggestions(bench) if one.code_id == "kobling"]
    coding = accept(bench, first.id, coder_id=ensure_coder(bench, "Anna").id)

    found = comparing.compare_codebooks(bench, with_cues(bench, "kobling", NABO))

    assert run.suggestions == 2
    assert quotes(found.added) == ["Vi taler tit med naboen."]
    assert len(found.dropped) == 2
    assert [one.coding_id for one in found.touched] == [coding.id]


def comparing_suggestions(bench):
    with bench.store.reading() as session:
        return [one.suggestion for one in list_proposals(session)]


@pytest.mark.usefixtures("talk")
def test_an_unchanged_codebook_changes_nothing(bench):
    suggest(bench)

    found = comparing.compare_codebooks(bench, book_of(bench))

    assert (found.added, found.dropped, found.touched) == ((), (), ())


@pytest.mark.usefixtures("talk")
def test_a_flag_that_no_longer_counts_drops_its_hits(bench):
    store(bench, with_cues(bench, "kobling", KOBLING))
    suggest(bench)

    found = comparing.compare_codebooks(
        bench, with_cues(bench, "kobling", KOBLING, ignored_flags=(Flag.NEGATED,))
    )

    assert quotes(found.dropped) == ["Der er ingen kobling til skolen."]


@pytest.mark.usefixtures("talk")
def test_two_runs_are_compared_by_what_they_proposed(bench):
    store(bench, with_cues(bench, "kobling", KOBLING))
    first = suggest(bench)
    store(bench, with_cues(bench, "kobling", KOBLING, NABO))
    second = suggest(bench)

    found = comparing.compare_runs(bench, first.id, second.id)

    assert (quotes(found.added), found.dropped) == (["Vi taler tit med naboen."], ())
    assert [run.id for run in comparing.runs_to_compare(bench)] == [first.id, second.id]


@pytest.mark.usefixtures("talk")
def test_a_run_that_is_not_kept_is_refused(bench):
    run = suggest(bench)

    with pytest.raises(UnknownRun, match=run.id):
        comparing.compare_runs(bench, run.id, "nowhere")


@pytest.mark.usefixtures("talk")
def test_the_methods_paragraph_names_model_codebook_and_counts(bench):
    store(bench, with_cues(bench, "kobling", KOBLING))
    run = suggest(bench)
    (first, *_) = comparing_suggestions(bench)
    accept(bench, first.id, coder_id=ensure_coder(bench, "Anna").id)

    danish, english = (methods_paragraph(bench, t=Translator(language)) for language in ("da", "en"))

    assert f"{run.model_name} {run.model_version}" in danish
    assert f"version {run.codebook_version}" in english
    assert "I alt er 1 forslag godkendt, 0 godkendt med ændringer og 0 afvist; 1 er ikke afgjort." in danish
    assert "1 suggestions were accepted" in english


def test_before_the_first_run_there_is_no_paragraph(bench):
    assert not methods_paragraph(bench, t=Translator("da"))


EXPLAINED = "Bestyrelsen har ingen kobling til driften, men projektlederen bygger bro til beboerne.\n" * 3


def test_the_same_text_gives_the_same_bytes_whatever_the_order_of_hashes():
    def explained(seed):
        command = [sys.executable, "-m", "casecoding.cli", "explain", "--json"]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.run(
            command, input=EXPLAINED.encode(), env=environment, capture_output=True, check=True
        )

    first, second = explained("1"), explained("2")

    assert first.stdout == second.stdout
    assert b"kobling" in first.stdout
