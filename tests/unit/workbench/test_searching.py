"""Searching by lemma: the Docs that a run kept say which words belong together."""

from casecoding.workbench.searching import read_lemmas
from casecoding.workbench.suggesting import suggest
from tests.builders import make_source, store_source


def talk():
    return make_source(
        ("I", "Gik beboerne med?"),
        ("Mette", "😀 Beboernes udvalg gik i stå, og nu går de selv."),
        ("Bo", "Vi vil gå en runde med beboerne."),
    )


def words(source, spans):
    return [span.of(source.text) for span in spans]


def test_a_lemma_finds_every_inflection_also_in_turns_that_the_run_did_not_read(bench):
    source = store_source(bench, talk())
    suggest(bench)

    found = read_lemmas(bench, source.id)

    assert words(source, found["gå"]) == ["Gik", "gik", "går", "gå"]
    assert words(source, found["beboer"]) == ["beboerne", "Beboernes", "beboerne"]


def test_a_source_that_no_run_has_read_has_no_lemmas(bench):
    source = store_source(bench, talk())

    assert read_lemmas(bench, source.id) is None
