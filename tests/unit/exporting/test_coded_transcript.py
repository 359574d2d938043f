"""A coded transcript: every word once, shades and comments where the codings are."""

import time
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from casecoding.domain.coding import Coding, Stance
from casecoding.domain.source import text_hash
from casecoding.exporting.anonymizing import Aliases, Person
from casecoding.exporting.transcript import Transcript, coded_transcript
from casecoding.i18n.translating import Translator
from tests.builders import make_codebook, span_of, usual_source
from tests.reports import AT, make_excerpt

DA, EN = Translator("da"), Translator("en")
SOURCE = usual_source()


def coded(words, code="kobling", *, coder="Anne", turns=None, **rest):
    span = span_of(SOURCE, words)
    first = next(turn.number for turn in SOURCE.turns if turn.span.end > span.start)
    coding = Coding(
        id=f"{words}{code}{coder}",
        source_id=SOURCE.id,
        span=span,
        code_id=code,
        coder_id=coder,
        created=AT + timedelta(days=1),
        quote_hash=text_hash(words),
        **rest,
    )
    first, last = turns or (first, first)
    return make_excerpt(quote=words, coding=coding, coder=coder, first_turn=first, last_turn=last)


def written(*excerpts, t=DA, aliases=None):
    transcript = Transcript(SOURCE, 3, make_codebook(), excerpts, AT, aliases)
    return coded_transcript(transcript, t=t)


def opened(*excerpts, **rest):
    return docx.Document(BytesIO(written(*excerpts, **rest)))


def turns_of(document):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Turn"]


def plain(paragraph):
    """Return the paragraph's words without the numbers of codes and turns and the speaker."""
    kept = [run.text for run in paragraph.runs if run.style.name not in {"CodeMark", "TurnNumber", "Speaker"}]
    return "".join(kept)


def shade(run):
    found = run._r.find(qn("w:rPr")).find(qn("w:shd"))
    return None if found is None else found.get(qn("w:fill"))


def line(run):
    found = run._r.find(qn("w:rPr")).find(qn("w:u"))
    return None if found is None else found.get(qn("w:color"))


OVERLAPPING = (
    coded("Der er ingen kobling til bestyrelsen 😀."),
    coded("ingen kobling", "ledelse", coder="Bo"),
    coded("kobling til", "kobling.brudt"),
    coded("Vi gør det selv", "udgået.kode"),
)


@pytest.mark.parametrize("excerpts", [(), OVERLAPPING])
def test_every_turn_stands_whole_and_once(excerpts):
    words = [plain(paragraph) for paragraph in turns_of(opened(*excerpts))]

    assert words == [turn.span.of(SOURCE.text) for turn in SOURCE.turns]


def test_every_coding_is_a_comment_by_its_coder_with_code_stance_and_memo():
    document = opened(coded("ingen kobling", stance=Stance.CONTRADICTS, memo="Se\nreferatet\x00"))

    (comment,) = document.comments
    assert (comment.author, comment.initials) == ("Anne", "A")
    assert comment.timestamp == AT + timedelta(days=1)
    assert [one.text for one in comment.paragraphs] == ["Kobling (modsiger)", "Se\nreferatet"]


def test_codes_that_one_coder_gave_the_same_words_share_a_comment():
    document = opened(
        coded("ingen kobling"), coded("ingen kobling", "ledelse"), coded("ingen kobling", coder="Bo")
    )

    assert [len(comment.paragraphs) for comment in document.comments] == [2, 1]


def test_every_comment_has_one_range_around_its_words():
    document = opened(*OVERLAPPING)
    body = document.element.body

    for comment in document.comments:
        marks = [
            one
            for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
            for one in body.iter(qn(tag))
            if one.get(qn("w:id")) == str(comment.comment_id)
        ]
        assert len(marks) == 3


def test_overlapping_words_have_the_shade_of_the_shortest_and_the_line_of_the_next():
    document = opened(*OVERLAPPING)

    (run,) = [run for run in turns_of(document)[1].runs if run.text == "kobling"]
    assert (shade(run), line(run)) == ("D4D4D4", "666666")
    (outside,) = [run for run in turns_of(document)[1].runs if run.text == "Der er "]
    assert (shade(outside), line(outside)) == ("D4D4D4", None)
    marks = "".join(run.text for run in turns_of(document)[1].runs if run.style.name == "CodeMark")
    assert marks == "1[3[2[]3]2]14[]4"


def test_a_coding_over_turns_begins_in_the_first_and_ends_in_the_last():
    words = SOURCE.text[SOURCE.turns[1].span.start + 10 : SOURCE.turns[2].span.start + 8]
    first, second, third = turns_of(opened(coded(words, turns=(2, 3))))

    assert first._p.find(qn("w:commentRangeStart")) is None
    assert second._p.find(qn("w:commentRangeStart")) is not None
    assert second._p.find(qn("w:commentRangeEnd")) is None
    assert third._p.find(qn("w:commentRangeEnd")) is not None


def test_a_coding_of_a_label_alone_marks_the_turn():
    document = opened(coded("Bo:", turns=(3, 3)))

    assert [shade(run) for run in turns_of(document)[2].runs if run.text.startswith("Ledelsen")] == ["D4D4D4"]


def test_the_legend_names_the_codes_that_are_used():
    document = opened(*OVERLAPPING)

    legend = [one.text for one in document.paragraphs if one.style.name == "FrontLine" and "  " in one.text]
    assert legend == ["1  Kobling", "2  Kobling › Kobling.brudt", "3  Ledelse", "4  udgået.kode"]


def test_an_anonymous_transcript_names_nobody():
    aliases = Aliases([Person(SOURCE.id, "I3-2", "Mette Navn", "")])

    document = opened(coded("ingen kobling"), aliases=aliases)

    text = "\n".join(one.text for one in document.paragraphs)
    assert "Navn" not in text
    assert "I3-2: " in text
    assert SOURCE.name not in text


def test_the_same_transcript_is_the_same_file():
    first = written(*OVERLAPPING)
    time.sleep(1.1)

    assert written(*OVERLAPPING) == first


def test_a_transcript_in_english_is_proofed_as_english():
    assert "en-GB" in opened(t=EN).styles.element.xml
