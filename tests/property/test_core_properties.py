"""What must hold for any text: offsets come back, segments tile, the store keeps, undo undoes."""

from dataclasses import replace
from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from casecoding.codebooks import load_codebook, save_codebook
from casecoding.domain.codebook import Code, Codebook, Cue, CueKind, Level, Name
from casecoding.domain.source import Participant, Source, SourceKind, TurnStyle
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Reason
from casecoding.errors import NothingToRedo, NothingToUndo
from casecoding.segmenting import segments_of
from casecoding.store import sources
from casecoding.store.codings import codings_in
from casecoding.store.mapping import reason_from_json, reason_to_json
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_code, remove_coding
from casecoding.workbench.reading import check
from casecoding.workbench.taking_back import redo, undo
from tests.builders import make_source, store_source

NASTY = st.sampled_from(
    ["😀", "👩‍👩‍👧", "e\u0301", "\u00a0", "\n", "\t", " ", "…", "æøå", "\U0010ffff", ". ", "? "]
)
WORDS = st.lists(
    st.one_of(NASTY, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)), max_size=12
)
TEXTS = WORDS.map("".join)
FILLED = TEXTS.filter(bool)
NAMES = st.builds(Name, TEXTS, TEXTS)

SPLITTER = spacy.blank("da")
SPLITTER.add_pipe("sentencizer")


@st.composite
def spans(draw, texts=FILLED):
    """Draw a text and a span in it."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(spans())
def test_browser_offsets_come_back_as_the_same_span(drawn):
    text, span = drawn

    assert Span.from_utf16(text, *span.to_utf16(text)) == span


@given(spans())
def test_browser_offsets_cut_the_same_words_as_code_points(drawn):
    text, span = drawn

    start, end = span.to_utf16(text)

    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == span.of(text)


@given(st.lists(FILLED, min_size=1, max_size=4))
def test_segments_tile_the_turns_text_that_is_not_blank(turns):
    source = make_source(*(("Mette", words) for words in turns))

    segments = segments_of(source.turns, [SPLITTER(words) for words in turns])

    covered = [at for segment in segments for at in range(segment.span.start, segment.span.end)]
    assert covered == sorted(set(covered))
    in_turns = {at for turn in source.turns for at in range(turn.span.start, turn.span.end)}
    assert {at for at in in_turns if not source.text[at].isspace()} <= set(covered) <= in_turns
    assert all(
        segment.span.of(source.text).strip() == segment.span.of(source.text) != "" for segment in segments
    )


CUES = st.one_of(
    st.builds(
        Cue,
        kind=st.sampled_from([CueKind.WORD, CueKind.LEMMA, CueKind.PART, CueKind.PHRASE]),
        terms=st.lists(FILLED.filter(str.strip), min_size=1, max_size=3).map(tuple),
        gap=st.integers(0, 10),
        requires=st.lists(FILLED.filter(str.strip), max_size=2).map(tuple),
        weight=st.floats(0.01, 1.0),
    ),
    st.builds(
        Cue,
        kind=st.just(CueKind.PATTERN),
        pattern=st.just(({"LEMMA": {"IN": ["a", "b"]}, "OP": "?"},)),
        weight=st.floats(0.01, 1.0),
    ),
)


@st.composite
def codebooks(draw):
    ids = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), unique=True, max_size=3))
    tree = [one for theme in ids for one in (theme, f"{theme}.under", f"{theme}.under.2")]
    colour = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
    codes = (
        Code(
            one,
            draw(NAMES),
            definition=draw(TEXTS),
            example=draw(TEXTS),
            color=draw(colour),
            cues=tuple(draw(st.lists(CUES, max_size=2))),
        )
        for one in tree
    )
    levels = tuple(Level(f"n{order}", order, draw(NAMES)) for order in range(draw(st.integers(0, 3))))
    return Codebook(draw(TEXTS), draw(TEXTS), draw(st.sampled_from(["da", "en"])), levels, tuple(codes))


@settings(max_examples=40)
@given(codebook=codebooks())
def test_any_codebook_is_the_same_after_a_round_trip(tmp_path_factory, codebook):
    folder = tmp_path_factory.mktemp("kodebog")

    save_codebook(codebook, folder)

    assert load_codebook(folder) == codebook


@st.composite
def any_source(draw) -> Source:
    labels = draw(st.lists(FILLED, unique=True, min_size=1, max_size=3))
    speakers = draw(st.lists(st.sampled_from([*labels, None]), max_size=4))
    made = make_source(*((speaker, draw(FILLED)) for speaker in speakers))
    turns = tuple(
        replace(
            turn,
            style=draw(st.sampled_from(TurnStyle)),
            time=draw(st.none() | st.floats(0, 1e6)),
            page=draw(st.none() | st.integers(1, 999)),
        )
        for turn in made.turns
    )
    participants = tuple(
        Participant(
            label, draw(TEXTS), draw(TEXTS), draw(st.none() | st.just("taktisk")), draw(st.booleans())
        )
        for label in labels
    )
    return replace(
        made,
        name=draw(TEXTS),
        kind=draw(st.sampled_from(SourceKind)),
        case=draw(TEXTS),
        level=draw(st.none() | st.just("taktisk")),
        wave=draw(TEXTS),
        held=draw(st.none() | st.dates(date(1950, 1, 1))),
        turns=turns,
        participants=participants,
    )


@settings(max_examples=30)
@given(source=any_source())
def test_any_source_is_the_same_after_the_store(any_bench, source):
    source = replace(source, id=any_bench.new_id())

    store_source(any_bench, source)

    with any_bench.store.reading() as session:
        assert sources.load_source(session, source.id) == source
        assert sources.load_text(session, source.id).text == source.text
    assert check(any_bench) == ()


MATCHES = st.builds(Match, st.just(Span(1, 4)), TEXTS, st.lists(TEXTS).map(tuple), st.lists(TEXTS).map(tuple))


@settings(max_examples=20)
@given(st.builds(Reason, TEXTS, st.lists(MATCHES).map(tuple), st.lists(st.sampled_from(Flag)).map(tuple)))
def test_any_reason_is_the_same_after_json(reason):
    assert reason_from_json(reason_to_json(reason)) == reason


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["apply", "remove"]), st.integers(0, 4)),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=25)
@given(steps=STEPS)
def test_undo_and_redo_walk_one_line_of_states(bench, steps):
    source = store_source(bench, replace(make_source(("Mette", "Vi venter.")), id=bench.new_id()))
    coder_id = ensure_coder(bench, bench.new_id()).id
    past: list[dict[int, str]] = []
    now: dict[int, str] = {}
    future: list[dict[int, str]] = []

    for what, at in steps:
        if what == "apply" and at not in now:
            past, future = [*past, now], []
            marking = Marking(source.id, at, at + 5, "kobling")
            now = now | {at: apply_code(bench, marking, coder_id=coder_id).id}
        elif what == "remove" and at in now:
            past, future = [*past, now], []
            remove_coding(bench, now[at], coder_id=coder_id)
            now = {start: coding_id for start, coding_id in now.items() if start != at}
        elif what == "undo" and past:
            undo(bench, coder_id=coder_id)
            past, now, future = past[:-1], past[-1], [now, *future]
        elif what == "redo" and future:
            redo(bench, coder_id=coder_id)
            past, now, future = [*past, now], future[0], future[1:]
        elif what == "undo":
            with pytest.raises(NothingToUndo):
                undo(bench, coder_id=coder_id)
        elif what == "redo":
            with pytest.raises(NothingToRedo):
                redo(bench, coder_id=coder_id)

    with bench.store.reading() as session:
        kept = {coding.span.start: coding.id for coding in codings_in(session, source.id)}
    assert kept == now
    assert check(bench) == ()
