"""The queue: filters, order, near duplicates decided together, grounds, and a person's own record."""

from dataclasses import replace

import pytest

from casecoding.domain.coding import Coder
from casecoding.domain.history import Action
from casecoding.domain.queue import Order, Wanted
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Grounds, Reason, Suggester, Suggestion, suggestion_id
from casecoding.errors import AlreadyDecided
from casecoding.store.mapping import reason_to_json
from casecoding.store.runs import Run, add_run
from casecoding.store.suggestions import replace_pending
from casecoding.store.tables import SuggestionRow
from casecoding.workbench.bench import MACHINE, Bench, ensure_coder
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept, accept_many, next_card, own_record, reject, reject_many
from casecoding.workbench.taking_back import undo
from tests.builders import make_source, span_of, store_source

SAME = "Der er ingen kobling op til bestyrelsen"
NEARLY = "Der er ingen kobling op til selve bestyrelsen"
OTHER = "Koblingen virker glimrende hos os alle sammen"


@pytest.fixture
def queue(any_bench: Bench) -> Bench:
    """Give a study in which four suggestions wait, made by hand."""
    bench = any_bench
    first = store_source(bench, make_source(("Mette", f"{SAME}. {OTHER}.")))
    second = store_source(
        bench, make_source(("Bo", f"{NEARLY}."), source_id="to", case="Fjeldby", level="strategisk")
    )
    learned, negated = Reason("learned: virke", (), suggester=Suggester.LEARNED), (Flag.NEGATED,)
    found = [
        suggestion(first.id, span_of(first, SAME), "kobling", 0.9, Reason("word: kobling", ())),
        suggestion(first.id, span_of(first, OTHER), "kobling", 0.55, learned),
        suggestion(first.id, span_of(first, OTHER), "ledelse", 0.1, Reason("word: os", ())),
        suggestion(second.id, span_of(second, NEARLY), "kobling", 0.8, Reason("word: x", (), flags=negated)),
    ]
    store_run(bench, found)
    return bench


def store_run(bench: Bench, found: list[Suggestion]) -> None:
    run = Run("r1", bench.clock(), "m", "1", {}, "1.0", "h", {}, 2, len(found), "d")
    with bench.writing(Action.SUGGEST, coder_id=MACHINE) as session:
        add_run(session, run)
        sources = {one.source_id for one in found}
        told = [(one, reason_to_json(one.reason)) for one in found]
        replace_pending(session, "r1", told, source_ids=sorted(sources), at=bench.clock())


def suggestion(source_id: str, span: Span, code: str, score: float, reason: Reason) -> Suggestion:
    return Suggestion(suggestion_id(source_id, span, code), source_id, span, code, score, reason)


def quotes_of(bench: Bench, wanted: Wanted) -> list[str]:
    """Return the whole queue's words in its order, by putting each card off."""
    skipped, quotes = set(), []
    while card := next_card(bench, wanted, skipped=skipped):
        skipped.add(card.proposal.suggestion.id)
        quotes.append(card.quote)
    return quotes


def ids(bench: Bench) -> dict[str, str]:
    return {f"{one['quote']}/{one['code']}": one["id"] for one in suggestion_records(bench)}


@pytest.mark.parametrize(
    ("order", "quotes"),
    [
        (Order.CERTAIN, [SAME, NEARLY, OTHER, OTHER]),
        (Order.INFORMATIVE, [OTHER, NEARLY, SAME, OTHER]),
        (Order.PLACE, [SAME, OTHER, OTHER, NEARLY]),
    ],
)
def test_the_queue_comes_in_the_order_asked_for(queue: Bench, order: Order, quotes: list[str]) -> None:
    assert quotes_of(queue, Wanted(order=order)) == quotes


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        (Wanted(codes=("ledelse",)), [OTHER]),
        (Wanted(cases=("Fjeldby",)), [NEARLY]),
        (Wanted(levels=("strategisk",)), [NEARLY]),
        (Wanted(source_ids=("to",)), [NEARLY]),
        (Wanted(lowest=0.5, highest=0.6), [OTHER]),
        (Wanted(flags=(Flag.NEGATED,)), [NEARLY]),
        (Wanted(flags=(Flag.QUESTION,)), []),
        (Wanted(unflagged=True), [SAME, OTHER, OTHER]),
        (Wanted(suggester=Suggester.LEARNED), [OTHER]),
        (Wanted(suggester=Suggester.CUES, codes=("kobling",)), [SAME, NEARLY]),
    ],
)
def test_a_filter_leaves_what_it_names_and_counts_it(queue: Bench, wanted: Wanted, quotes: list[str]) -> None:
    assert quotes_of(queue, wanted) == quotes
    card = next_card(queue, wanted)
    assert (card.waiting if card else 0) == len(quotes)


def test_what_says_nearly_the_same_under_the_code_is_shown_with_the_card(queue: Bench) -> None:
    card = next_card(queue)

    assert (card.quote, [one.quote for one in card.alike]) == (SAME, [NEARLY])
    assert card.alike[0].source_name == "Samtale to"


def test_near_duplicates_are_accepted_as_one_step(queue: Bench) -> None:
    carl = ensure_coder(queue, "Carl").id
    card = next_card(queue)
    both = [card.proposal.suggestion.id, card.alike[0].suggestion_id]

    accept_many(queue, {one: queue.new_id() for one in both}, coder_id=carl)
    accepted = len(list(coding_records(queue)))
    undo(queue, coder_id=carl)

    assert (accepted, len(list(coding_records(queue)))) == (2, 0)


def test_near_duplicates_are_rejected_with_their_grounds_as_one_step(queue: Bench) -> None:
    carl = ensure_coder(queue, "Carl").id
    card = next_card(queue)
    both = [card.proposal.suggestion.id, card.alike[0].suggestion_id]

    reject_many(queue, both, coder_id=carl, grounds=Grounds.WRONG_SENSE)
    grounds = [grounds_of(queue, one) for one in both]
    undo(queue, coder_id=carl)

    assert grounds == ["wrong-sense", "wrong-sense"]
    assert [grounds_of(queue, one) for one in both] == [None, None]
    assert len(quotes_of(queue, Wanted())) == 4


def grounds_of(bench: Bench, suggestion_id: str) -> str | None:
    with bench.store.reading() as session:
        return session.get_one(SuggestionRow, suggestion_id).grounds


def test_where_one_of_several_is_decided_none_is_rejected(queue: Bench) -> None:
    carl = ensure_coder(queue, "Carl").id
    card = next_card(queue)
    both = [card.alike[0].suggestion_id, card.proposal.suggestion.id]
    reject(queue, both[1], coder_id=carl)

    with pytest.raises(AlreadyDecided):
        reject_many(queue, both, coder_id=carl)

    assert NEARLY in quotes_of(queue, Wanted())


def test_a_persons_record_counts_how_often_she_gave_the_code(bench: Bench, anne: Coder, bo: Coder) -> None:
    queue = queue_of(bench)
    known = ids(queue)
    accept(queue, known[f"{SAME}/kobling"], coder_id=anne.id)
    reject(queue, known[f"{OTHER}/kobling"], coder_id=anne.id)

    mine = own_record(queue, "kobling", coder_id=anne.id)

    assert (mine.decided, mine.precision.value) == (2, 0.5)
    assert own_record(queue, "kobling", coder_id=bo.id).decided == 0
    assert own_record(queue, "ledelse", coder_id=anne.id).precision.value is None


def test_a_suggestion_given_another_code_counts_against_the_first(bench: Bench, anne: Coder) -> None:
    queue = queue_of(bench)

    accept(queue, ids(queue)[f"{SAME}/kobling"], coder_id=anne.id, code_id="ledelse")

    assert own_record(queue, "kobling", coder_id=anne.id).precision.value == 0.0


def queue_of(bench: Bench) -> Bench:
    """Put two suggestions of the cues into a study's queue."""
    source = store_source(bench, make_source(("Mette", f"{SAME}. {OTHER}.")))
    first = suggestion(source.id, span_of(source, SAME), "kobling", 0.9, Reason("word: kobling", ()))
    second = replace(
        first,
        id=suggestion_id(source.id, span_of(source, OTHER), "kobling"),
        span=span_of(source, OTHER),
    )
    store_run(bench, [first, second])
    return bench
