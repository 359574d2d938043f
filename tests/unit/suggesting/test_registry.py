"""Suggesters of other packages: registered by an entry point, asked beside the cues."""

import re
import sys
from types import ModuleType

import pytest

from casecoding.domain.codebook import CueKind
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match, Reason, Suggestion, suggestion_id
from casecoding.suggesting.registry import own_suggester
from casecoding.workbench.suggesting import suggest
from tests.builders import BLANK, make_code, make_codebook, make_cue, make_source, store_source


class FirstWord:
    """Proposes a code for the first word of every turn."""

    def suggest(self, source, turns, docs):
        return [self._of(source, turn, doc) for turn, doc in zip(turns, docs, strict=True)]

    def _of(self, source, turn, doc):
        span = Span(0, len(doc.text)).shifted(turn.span.start)
        word = Span(0, len(doc[0])).shifted(turn.span.start)
        reason = Reason("first word", (Match(word, doc[0].text, (doc[0].lemma_,)),))
        return Suggestion(suggestion_id(source.id, span, "ledelse"), source.id, span, "ledelse", 0.4, reason)


@pytest.fixture
def registered(tmp_path, monkeypatch):
    """A package that is installed as pip leaves it, with its entry point."""
    module = ModuleType("first_word")
    module.make = lambda **_: FirstWord()
    monkeypatch.setitem(sys.modules, "first_word", module)
    folder = tmp_path / "first_word-0.3.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: first-word\nVersion: 0.3\n")
    (folder / "entry_points.txt").write_text("[casecoding.suggesters]\nfirst_word = first_word:make\n")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("registered")
def test_a_registered_suggester_is_asked_and_named_in_the_run(bench):
    store_source(bench, make_source(("Mette", "Her er der stille.")))

    run = suggest(bench)

    assert re.fullmatch(r"cues\+examples \w{8}\+first_word 0\.3", run.settings["suggester"])
    assert run.suggestions == 1


def test_without_one_a_run_asks_the_cues_and_the_examples(bench):
    store_source(bench, make_source(("Mette", "Her er der stille.")))

    run = suggest(bench)

    assert re.fullmatch(r"cues\+examples \w{8}", run.settings["suggester"])
    assert run.suggestions == 0


def test_cues_are_compiled_once_for_a_codebook_and_anew_for_another():
    code = make_code("kobling", make_cue(CueKind.LEMMA, "bro"))
    _, made = own_suggester(make_codebook(code), BLANK.vocab)

    _, again = own_suggester(make_codebook(code), BLANK.vocab)
    _, other = own_suggester(make_codebook(make_code("kobling")), BLANK.vocab)

    assert again is made
    assert other is not made
