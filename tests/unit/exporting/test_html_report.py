"""The HTML report: one file that loads and runs nothing, in which no words are markup."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import html

from casecoding.exporting.html_page import html_report
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.i18n.translating import Translator
from tests.reports import make_excerpt, make_framework, make_report

DA, EN = Translator("da"), Translator("en")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover='x' &amp; </blockquote>"


def written(*excerpts, t=DA, **rest) -> str:
    return html_report(make_report(*excerpts, **rest), t=t).decode()


def opened(*excerpts, **rest):
    return html.document_fromstring(written(*excerpts, **rest))


def noted(words):
    excerpt = make_excerpt(
        0, quote=words, before=words, after=words, case=words, source_name=words, speaker=words
    )
    return replace(excerpt, coding=replace(excerpt.coding, memo=words))


def test_words_are_never_markup():
    page = opened(noted(HOSTILE), title=HOSTILE, methods=HOSTILE, framework=make_framework(HOSTILE))

    assert not page.xpath("//script")
    assert not page.xpath("//@onerror | //@onmouseover")
    assert all(address.startswith("data:image/png;base64,") for address in page.xpath("//img/@src"))
    (quotation,) = page.xpath("//blockquote[span[@class='context']]")
    assert quotation.text_content().count(HOSTILE) == 4
    assert HOSTILE in page.xpath("//title")[0].text


def test_the_page_may_load_run_and_send_nothing():
    text = written(make_excerpt())
    page = html.document_fromstring(text)

    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert not page.xpath("//link | //script | //iframe | //form | //@style")
    assert not re.search(r"https?://", text)
    assert "url(" not in style.text


def test_the_contents_lead_to_headings():
    page = opened(*(make_excerpt(number) for number in range(4)))

    targets = page.xpath("//nav//a/@href")
    assert len(targets) > 5
    assert {target.removeprefix("#") for target in targets} <= set(page.xpath("//*/@id"))
    assert {"Kobling", "Bilag: kodebog"} <= set(page.xpath("//nav//a/text()"))


def test_tables_have_heads_and_pictures_are_described():
    page = opened(make_excerpt())

    assert all(table.xpath("./thead//th[@scope='col']") for table in page.xpath("//table"))
    (description,) = page.xpath("//img/@alt")
    assert "Kobling: Egelund 1, Birkeparken –." in description
    assert page.xpath("//td[contains(@class, 'none')]/text()") == ["ingen data", "ingen data"]


@pytest.mark.parametrize(("t", "language"), [(DA, "da"), (EN, "en")])
def test_the_page_says_its_language(t, language):
    assert opened(t=t).get("lang") == language


@pytest.mark.parametrize("part", Part)
def test_each_part_can_stand_alone(part):
    plan = ReportPlan(parts=frozenset({part}))
    page = opened(make_excerpt(0), plan=plan, framework=make_framework())

    assert page.xpath("//main/*")
    assert bool(page.xpath("//blockquote")) == (part in {Part.EXCERPTS, Part.MEMOS})


def test_a_report_with_nothing_in_it_can_be_opened():
    assert opened().xpath("//h1")


def test_the_same_report_is_the_same_page():
    assert written(make_excerpt()) == written(make_excerpt())
