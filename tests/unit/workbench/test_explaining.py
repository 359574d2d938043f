"""A line is explained by its words and by the codes that they suggest."""

import pytest

from casecoding.workbench.explaining import Explainer, codebook_of, explanation_record


@pytest.fixture(scope="module")
def records() -> list[dict]:
    lines = ["Der er ingen kobling mellem 👍🏽 beboerdemokraterne og os.", ""]
    return [explanation_record(one) for one in Explainer(codebook_of(None), model=None).explain(lines)]


def test_every_line_has_one_record_and_an_empty_one_says_nothing(records):
    assert len(records) == 2
    assert records[1] == {"tokens": [], "hits": []}


def test_a_token_has_its_lemma_and_the_parts_of_a_compound(records):
    token = next(one for one in records[0]["tokens"] if one["text"] == "beboerdemokraterne")

    assert (token["lemma"], token["parts"]) == ("beboerdemokrat", ["beboer", "demokrat"])


def test_a_hit_stands_where_it_says_and_has_its_flags(records):
    line = "Der er ingen kobling mellem 👍🏽 beboerdemokraterne og os."

    assert {hit["code"].partition(".")[0] for hit in records[0]["hits"]} >= {"kobling", "beboerdemokrati"}
    for hit in records[0]["hits"]:
        assert line[hit["start"] : hit["end"]] == hit["matched"]
        assert hit["flags"] == ["negated"]
        assert 0 < hit["score"] <= 1


def test_a_line_is_explained_alike_alone_and_among_others():
    explainer = Explainer(codebook_of(None), model=None)
    lines = [
        "Bestyrelsen 👩🏽‍🌾 mangler en kobling.",
        "",
        "Vi taler om vejret.",
        "Projektlederen har ingen kobling.",
    ]

    together = explainer.explain(lines)

    alone = [explanation for line in lines for explanation in explainer.explain([line])]
    records = [list(map(explanation_record, explained)) for explained in (together, alone)]
    assert records[0] == records[1]
    assert [bool(record["hits"]) for record in records[0]] == [True, False, False, True]


def test_no_lines_have_no_explanations():
    assert Explainer(codebook_of(None), model=None).explain([]) == []
