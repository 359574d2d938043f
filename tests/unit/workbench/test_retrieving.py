"""What a search finds is what a person reading everything would find, on each engine."""

from dataclasses import replace
from random import Random

import pytest

from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.found import lines_of
from casecoding.domain.query import All, AnyOf, Condition, Field, Not, Query, Words, positive_codes
from casecoding.domain.source import SourceKind
from casecoding.errors import InvalidValue, NotComparable, UnknownInQuery, UnreadableQuery
from casecoding.exporting.plan import ReportPlan
from casecoding.i18n.translating import Translator
from casecoding.store.attributes import list_attributes
from casecoding.store.cases import case_id
from casecoding.workbench import finding
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_many
from casecoding.workbench.finding import (
    count_codings_found,
    count_hits,
    count_in_steps,
    count_turns_found,
    read_codings_found,
    read_turns_found,
)
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.metadata import save_attributes, set_values
from casecoding.workbench.reporting import export_csv, export_lines, report_of
from casecoding.workbench.retrieving import prepare_index, search_for
from tests.builders import make_source, store_source

DA = Translator("da")
SAID = (
    "Der er ingen kobling til bestyrelsen.",
    "Bestyrelserne mødes, men følgegruppen gik i stå.",
    "Vi går selv til ledelsen 😀 med det.",
    "Økonomien er ny hvert år.",
)


@pytest.fixture
def study(any_bench: Bench) -> Bench:
    """Return a study of 5 sources in 2 cases with 80 codings by two coders, many of them overlapping."""
    random = Random(3)
    lines = []
    for number in range(5):
        turns = [(("I", "Mette", "Bo")[at % 3], random.choice(SAID)) for at in range(12)]
        source = make_source(
            *turns,
            source_id=f"kilde{number}",
            case=("Egelund", "Ny By")[number % 2],
            level=("operationelt", "strategisk", None)[number % 3],
            wave=("2018", "2020")[number // 3],
            kind=(SourceKind.INTERVIEW, SourceKind.MEETING_NOTES)[number % 2],
        )
        store_source(any_bench, source)
        for _ in range(16):
            turn = random.choice(source.turns)
            start = turn.span.start + random.randrange(20)
            end = min(start + random.randrange(1, 60), len(source.text))
            code = random.choice(("kobling", "kobling.brudt", "ledelse"))
            lines.append(
                (len(lines) + 1, Marking(source.id, start, end, code), random.choice(("Anne", "Bo")))
            )
    apply_many(any_bench, lines)
    boliger = Attribute("boliger", "Antal boliger", Holder.CASE, AttributeKind.NUMBER)
    anne = ensure_coder(any_bench, "Anne").id
    with any_bench.store.reading() as session:
        egelund, ny_by = case_id(session, "Egelund"), case_id(session, "Ny By")
    save_attributes(any_bench, [replace(boliger, id="")], coder_id=anne)
    with any_bench.store.reading() as session:
        (known,) = list_attributes(session)
    set_values(any_bench, {(known.id, egelund): 90, (known.id, ny_by): 1200}, coder_id=anne)
    return any_bench


QUERIES = (
    "kode:kobling",
    "kode:kobling og kode:ledelse",
    "kode:kobling og ikke kode:ledelse",
    "kode:kobling.brudt eller kode:ledelse",
    "ikke kode:kobling",
    "kode:ledelse og niveau:strategisk og ikke koder:Bo",
    "case:egelund (runde:2018 eller type:mødereferat)",
    'taler:"Navn Bo" eller rolle:"rolle Mette"',
    "bestyrelse og ikke kode:kobling",
    "gå",
    "følgegruppe eller økonomi",
    "ikke (bestyrelse eller gå)",
    '"i stå" kode:ledelse',
    "bestyr* kode:kobling",
    "nær:ledelse kode:kobling",
    '"Antal boliger">100 kode:ledelse',
    '"Antal boliger":90',
    "niveau:1",
    "findesikke",
)


def forms_found(word: str) -> set[str]:
    known = {
        "bestyrelse": {"bestyrelsen", "bestyrelserne"},
        "gå": {"gik", "går"},
        "følgegruppe": {"følgegruppen"},
        "økonomi": {"økonomien"},
    }
    return known.get(word, {word})


class Reader:
    """Someone who reads everything: the study as plain values, and a query held against each of them."""

    def __init__(self, bench: Bench) -> None:
        everything = search_for(bench, "ikke findesikke", with_interviewer=True).search
        self.turns = read_turns_found(bench, everything)
        self.codings = read_codings_found(bench, everything)

    def codings_found(self, query: Query) -> set[str]:
        wanted = positive_codes(query)
        return {
            one.coding.id
            for one in self.codings
            if not one.interviewer
            and self._of_coding(query, one)
            and (not wanted or any(is_under(one.coding.code_id, code) for code in wanted))
        }

    def turns_found(self, query: Query) -> set[tuple[str, int]]:
        return {
            (turn.source_id, turn.number)
            for turn in self.turns
            if turn.speaker != "Navn I" and self._of_turn(query, turn)
        }

    def _of_coding(self, query, one) -> bool:  # noqa: PLR0911 - one branch per kind of condition
        match query:
            case All(parts):
                return all(self._of_coding(part, one) for part in parts)
            case AnyOf(parts):
                return any(self._of_coding(part, one) for part in parts)
            case Not(part):
                return not self._of_coding(part, one)
            case Words():
                return any(has_words(turn, query) for turn in self._touched(one))
            case Condition(Field.CODE, code):
                same = [two for two in self.codings if overlap(one, two) or two is one]
                return any(is_under(two.coding.code_id, code) for two in same)
            case Condition(Field.NEAR, code):
                return any(
                    is_under(two.coding.code_id, code)
                    for two in self.codings
                    if two is not one
                    and two.coding.source_id == one.coding.source_id
                    and abs(self._telling(two) - self._telling(one)) <= 1
                )
            case Condition(Field.CODER, name):
                return one.coder == name
            case _:
                return holds(query, one)

    def _of_turn(self, query, turn) -> bool:  # noqa: PLR0911 - one branch per kind of condition
        match query:
            case All(parts):
                return all(self._of_turn(part, turn) for part in parts)
            case AnyOf(parts):
                return any(self._of_turn(part, turn) for part in parts)
            case Not(part):
                return not self._of_turn(part, turn)
            case Words():
                return has_words(turn, query)
            case Condition(Field.CODE, code):
                return any(is_under(one.coding.code_id, code) for one in self._on(turn))
            case Condition(Field.NEAR, code):
                return any(
                    is_under(one.coding.code_id, code) and abs(self._telling(one) - turn.number) <= 1
                    for one in self.codings
                    if one.coding.source_id == turn.source_id
                )
            case Condition(Field.CODER, name):
                return any(one.coder == name for one in self._on(turn))
            case _:
                return holds(query, turn)

    def _on(self, turn):
        return [
            one
            for one in self.codings
            if one.coding.source_id == turn.source_id
            and one.coding.span.start < turn.span.end
            and one.coding.span.end > turn.span.start
        ]

    def _touched(self, one):
        return [turn for turn in self.turns if one in self._on(turn)]

    def _telling(self, one) -> int:
        touched = self._touched(one)
        speaking = [turn.number for turn in touched if turn.speaker != "Navn I"]
        return (speaking or [turn.number for turn in touched] or [one.first_turn])[0]


def is_under(code: str, wanted: str) -> bool:
    return code == wanted or code.startswith(wanted + ".")


def overlap(one, two) -> bool:
    first, second = one.coding, two.coding
    return (
        first.source_id == second.source_id
        and first.span.start < second.span.end
        and first.span.end > second.span.start
    )


def has_words(turn, asked: Words) -> bool:
    words = [word.strip(".,😀").lower() for word in turn.words.split()]
    if asked.phrase:
        return " ".join(asked.words) in " ".join(words)
    if asked.prefix:
        return any(word.startswith(asked.words[0]) for word in words)
    return bool(forms_found(asked.words[0]) & set(words))


def holds(asked: Condition, one) -> bool:
    told = {
        Field.CASE: one.case,
        Field.LEVEL: one.level,
        Field.WAVE: one.wave,
        Field.KIND: one.kind.value,
        Field.PARTICIPANT: one.speaker,
        Field.ROLE: one.role,
    }
    if asked.field in told:
        return told[asked.field] == asked.value
    boliger = {"Egelund": 90, "Ny By": 1200}[one.case]
    return boliger > float(asked.value) if asked.comparison == ">" else boliger == float(asked.value)


@pytest.mark.parametrize("given", QUERIES)
def test_a_search_finds_what_reading_everything_finds(study, given):
    reader, search = Reader(study), search_for(study, given).search

    codings, turns = read_codings_found(study, search), read_turns_found(study, search)

    assert {one.coding.id for one in codings} == reader.codings_found(search.query)
    assert {(one.source_id, one.number) for one in turns} == reader.turns_found(search.query)
    assert (count_codings_found(study, search), count_turns_found(study, search)) == (
        len(codings),
        len(turns),
    )


@pytest.mark.parametrize("given", ["kode:kobling", "ikke kode:kobling", "bestyrelse"])
def test_the_pages_of_what_is_found_are_the_whole_of_it(study, given):
    search = search_for(study, given).search
    hits = count_hits(study, search)

    for read, counted in ((read_codings_found, hits.codings), (read_turns_found, hits.turns)):
        pages = [
            read(study, search, limit=7, offset=at, hits=hits) for at in range(0, sum(counted.values()), 7)
        ]
        assert [one for page in pages for one in page] == list(read(study, search))


@pytest.mark.parametrize("given", ["kode:kobling", "ikke kode:kobling", "nær:ledelse", "bestyrelse"])
def test_a_search_a_few_sources_at_a_time_finds_the_same(study, given, monkeypatch):
    search = search_for(study, given).search
    at_once = count_hits(study, search), read_codings_found(study, search), read_turns_found(study, search)
    monkeypatch.setattr(finding, "SOURCES_AT_ONCE", 2)

    steps = [(one.share, sum(one.hits.codings.values())) for one in count_in_steps(study, search)]

    assert (
        count_hits(study, search),
        read_codings_found(study, search),
        read_turns_found(study, search),
    ) == at_once
    assert [share for share, _ in steps] == [0.4, 0.8, 1.0]
    assert steps == sorted(steps)


def test_the_first_page_is_read_of_what_is_counted_so_far(study, monkeypatch):
    search = search_for(study, "ikke kode:kobling").search
    everything = read_codings_found(study, search)
    monkeypatch.setattr(finding, "SOURCES_AT_ONCE", 1)
    so_far = next(one.hits for one in count_in_steps(study, search) if sum(one.hits.codings.values()) >= 5)

    assert read_codings_found(study, search, limit=5, hits=so_far) == everything[:5]


def test_some_searches_find_much_and_some_little(study):
    counts = [count_codings_found(study, search_for(study, given).search) for given in QUERIES]

    assert counts[-1] == 0
    assert sum(count > 5 for count in counts) > 10


def test_a_coder_who_works_alone_finds_nothing_of_the_others(study):
    own = search_for(study, "kode:kobling og kode:ledelse", coders=("Anne",)).search
    negated = search_for(study, "ikke kode:kobling", coders=("Anne",)).search

    assert {one.coder for one in read_codings_found(study, own)} <= {"Anne"}
    reader = Reader(study)
    reader.codings = tuple(one for one in reader.codings if one.coder == "Anne")
    assert {(one.source_id, one.number) for one in read_turns_found(study, negated)} == reader.turns_found(
        negated.query
    )


def test_the_interviewers_words_are_found_when_asked_for(study):
    alone = search_for(study, 'taler:"Navn I"').search
    together = search_for(study, 'taler:"Navn I"', with_interviewer=True).search

    assert count_turns_found(study, alone) == 0
    assert count_turns_found(study, together) == 20


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("kode:findesikke", UnknownInQuery),
        ("farve:rød", UnknownInQuery),
        ("case>Egelund", NotComparable),
        ('"Antal boliger":mange', InvalidValue),
        ("(", UnreadableQuery),
    ],
)
def test_what_is_not_known_is_refused(study, given, fault):
    with pytest.raises(fault):
        search_for(study, given)


def test_each_hit_is_a_line_with_its_place_in_the_source(study):
    search = search_for(study, "bestyrelse").search

    for turn in read_turns_found(study, search):
        lines = list(lines_of(turn, search.query, around=20))
        assert lines
        for line in lines:
            assert line.hit.lower().startswith("bestyrelse")
            at = line.start - turn.span.start
            assert turn.words[at : at + len(line.hit)] == line.hit
            assert len(line.left) <= 24
            assert len(line.right) <= 24


def test_the_index_takes_in_only_what_is_new(study):
    assert prepare_index(study) == 5
    assert prepare_index(study) == 0

    store_source(study, make_source(("Mette", "En ny bestyrelse."), source_id="ny"))

    found = read_turns_found(study, search_for(study, 'bestyrelse og kilde:"Samtale ny"').search)
    assert [turn.words for turn in found] == ["En ny bestyrelse."]
    assert prepare_index(study) == 0


def test_a_source_that_is_taken_out_is_not_found(study):
    coder = ensure_coder(study, "Anne")
    before = count_turns_found(study, search_for(study, "bestyrelse").search)
    gone = count_turns_found(study, search_for(study, 'bestyrelse kilde:"Samtale kilde0"').search)
    assert gone

    take_out_source(study, "kilde0", coder_id=coder.id)

    assert count_turns_found(study, search_for(study, "bestyrelse").search) == before - gone


def test_a_damaged_index_is_made_anew(study):
    prepare_index(study)
    if study.docs_folder is None:
        pytest.skip("The index of a study on a server is elsewhere.")
    (file,) = study.docs_folder.glob("words-*.sqlite")
    for beside in study.docs_folder.glob("words-*.sqlite-*"):
        beside.unlink()
    file.write_bytes(b"x" * 5000)

    assert count_turns_found(study, search_for(study, "bestyrelse").search)


def test_a_report_of_what_was_found_holds_it_and_says_what_was_asked(study):
    found = search_for(study, "kode:kobling og case:Egelund")

    report = report_of(study, found.search.selection, t=DA, plan=ReportPlan(), found=found)

    assert len(report.excerpts) == count_codings_found(study, found.search)
    assert sum(one.codings for one in report.coders) == len(report.excerpts)
    assert (report.query, report.matrices) == ("kode:kobling og case:Egelund", ())
    assert (
        export_csv(study, found.search.selection, t=DA, found=found).count(b"\r\n")
        == len(report.excerpts) + 1
    )
    assert export_lines(study, found, t=DA)[:2] == b"PK"
