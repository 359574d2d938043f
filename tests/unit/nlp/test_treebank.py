"""Treebanks are read with their names, and faults are named with file and line."""

import pytest
import spacy

from casecoding.errors import MissingFile, TreebankFault
from casecoding.nlp.treebank import base_entity, group, read_treebank, to_doc

ROWS = (
    "1\tMette\tMette\tPROPN\t_\t_\t2\tnsubj\t_\tname=B-PER",
    "2\tkommer\tkomme\tVERB\t_\tTense=Pres\t0\troot\t_\tname=O|SpaceAfter=No",
    "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_",
)


def write(folder, rows=ROWS, *, tags=None):
    path = folder / "prøve.conllu"
    path.write_text("# text = Mette kommer.\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    if tags:
        lines = [f"{number}\tord\t{tag}\tO#O\ts" for number, tag in enumerate(tags, start=1)]
        path.with_suffix(".iob2").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def test_a_sentence_becomes_an_annotated_doc(tmp_path):
    sentences = read_treebank(write(tmp_path))

    doc = to_doc(spacy.blank("da").vocab, sentences)

    assert doc.text == "Mette kommer. "
    assert [(token.lemma_, token.pos_, token.head.text, token.dep_) for token in doc] == [
        ("Mette", "PROPN", "kommer", "nsubj"),
        ("komme", "VERB", "kommer", "root"),
        (".", "PUNCT", "kommer", "punct"),
    ]
    assert [entity.label_ for entity in doc.ents] == ["PER"]


def test_the_names_beside_the_file_go_first(tmp_path):
    sentences = read_treebank(write(tmp_path, tags=["B-ORGpart", "O", "O"]))

    assert [word.entity for word in sentences[0]] == ["B-ORG", "O", "O"]


@pytest.mark.parametrize(
    ("tag", "base"),
    [("B-LOCderiv", "B-MISC"), ("I-PERpart", "I-PER"), ("B-ORG", "B-ORG"), ("O", "O"), ("_", "O")],
)
def test_derived_names_are_misc_and_parts_are_their_base(tag, base):
    assert base_entity(tag) == base


def test_sentences_are_grouped_in_tens(tmp_path):
    sentences = read_treebank(write(tmp_path)) * 23

    assert [len(part) for part in group(sentences)] == [10, 10, 3]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFile, match=r"ingen\.conllu"):
        read_treebank(tmp_path / "ingen.conllu")


@pytest.mark.parametrize(
    "row", ["2\tkommer\tkomme", "bare tekst", "2\tkommer\tkomme\tVERB\t_\t_\t9\troot\t_\t_"]
)
def test_a_malformed_line_is_named(tmp_path, row):
    path = write(tmp_path, (ROWS[0], row, ROWS[2]))

    with pytest.raises(TreebankFault, match=r"prøve\.conllu, line"):
        read_treebank(path)


def test_names_of_another_file_are_refused(tmp_path):
    path = write(tmp_path, tags=["O", "O"])

    with pytest.raises(TreebankFault, match=r"prøve\.iob2"):
        read_treebank(path)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "prøve.conllu"
    path.write_bytes(b"1\t\xff\xfe")

    with pytest.raises(TreebankFault, match="UTF-8"):
        read_treebank(path)
