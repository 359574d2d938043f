"""Puts the shipped pipeline together from the trained student, the lemma tables and the gazetteer."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.util import load_model
from thinc.api import use_ops

from casecoding.nlp.components import (
    CLASSES,
    GENDERS,
    LEMMAS,
    NAMES,
    GenderComponent,
    LemmaComponent,
    NameComponent,
)
from casecoding.nlp.genders import Genders
from casecoding.nlp.lemmas import Lemmas
from casecoding.nlp.names import Gazetteer
from casecoding.nlp.turns import LONG_TURNS, QUOTES

MODEL_NAME = "casecoding"
MODEL_LICENCE = "CC BY-SA 4.0"


@dataclass(frozen=True, slots=True)
class Tables:
    """What our components know, beside the statistics."""

    lemmas: Lemmas
    genders: Genders
    gazetteer: Gazetteer


def assemble(student: Path, tables: Tables, *, version: str) -> Language:
    """Return the student with our components: long turns before the trees, classes to names after them."""
    with use_ops("numpy", use_blis=False):
        nlp = load_model(student)
    nlp.add_pipe(QUOTES, after="senter")
    nlp.add_pipe(LONG_TURNS, after=QUOTES)
    nlp.add_pipe(CLASSES, after="parser")
    lemmas = nlp.add_pipe(LEMMAS, after=CLASSES)
    genders = nlp.add_pipe(GENDERS, after=LEMMAS)
    names = nlp.add_pipe(NAMES, after="ner")
    if isinstance(lemmas, LemmaComponent):
        lemmas.holding(tables.lemmas)
    if isinstance(genders, GenderComponent):
        genders.holding(tables.genders)
    if isinstance(names, NameComponent):
        names.gazetteer = tables.gazetteer
    nlp.meta.update(name=MODEL_NAME, version=version, license=MODEL_LICENCE, author="", email="", url="")
    nlp.meta["description"] = "Danish for transcripts: sentences, classes, features, trees, lemmas, names"
    return nlp


def write_model(
    nlp: Language, folder: Path, *, scores: Mapping[str, float], texts: Mapping[str, str]
) -> None:
    """Write the pipeline with its scores and the texts beside it, whole or not at all."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.meta["performance"] = dict(scores)
    nlp.to_disk(fresh)
    for name, text in texts.items():
        (fresh / name).write_text(text, encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)
