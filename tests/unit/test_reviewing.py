"""What a verdict makes of a suggestion."""

from datetime import UTC, datetime

import pytest

from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Reason, Suggestion, Verdict, suggestion_id
from casecoding.errors import AlreadyDecided, InvalidSpan
from casecoding.reviewing import accepted_coding, require_pending, verdict_of

TEXT = "Der er ingen kobling."
SPAN = Span(0, 21)
SUGGESTION = Suggestion(
    suggestion_id("s", SPAN, "kobling"), "s", SPAN, "kobling", 0.8, Reason("word: kobling", ())
)
AT = datetime(2026, 5, 17, tzinfo=UTC)


def accepted(**changed: object):
    return accepted_coding(SUGGESTION, TEXT, coding_id="c", coder_id="a", at=AT, **changed)


def test_as_suggested_is_accepted():
    coding = accepted()

    assert verdict_of(SUGGESTION, coding) is Verdict.ACCEPTED
    assert (coding.quote_hash, coding.suggestion_id) == (text_hash(TEXT), SUGGESTION.id)


@pytest.mark.parametrize("changed", [{"span": Span(7, 20)}, {"code_id": "ledelse"}])
def test_with_another_span_or_code_is_amended(changed):
    assert verdict_of(SUGGESTION, accepted(**changed)) is Verdict.AMENDED


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(InvalidSpan):
        accepted(span=Span(7, 22))


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.PENDING])
def test_only_a_pending_suggestion_can_be_decided(verdict):
    require_pending(SUGGESTION, Verdict.PENDING)
    with pytest.raises(AlreadyDecided):
        require_pending(SUGGESTION, verdict)


def test_the_same_proposal_has_the_same_id_and_another_has_another():
    ids = {
        suggestion_id("s", Span(1, 2), "a"),
        suggestion_id("s", Span(1, 3), "a"),
        suggestion_id("t", Span(1, 2), "a"),
    }

    assert len(ids) == 3
    assert suggestion_id("s", Span(1, 2), "a") in ids
