"""The codebook's coded examples, as the shipped pipeline and the codebook's cues read them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from casecoding.domain.codebook import Codebook, theme_of
from casecoding.domain.source import Source, SourceKind, Turn
from casecoding.domain.span import Span
from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.nlp.treebank import read_treebank
from casecoding.suggesting.compounds import may_have_parts, parts_of
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.prior import as_speaker
from casecoding.suggesting.source_words import SourceWords
from casecoding.suggesting.suggesting import CueSuggester
from casecoding.suggesting.taken_together import pairs_of

NO_THEME, EVERYDAY = "-", "hverdag"
EVERY = 12  # of the treebank's sentences, one is read

Word = tuple[str, str, tuple[str, ...]]  # form, lemma, parts


@dataclass(frozen=True, slots=True)
class Read:
    """A coded sentence: its words and their classes, its themes, cues' scores for themes, its pairs.

    `themes` holds EVERYDAY where it is everyday talk. `file` names where it is from.
    """

    file: str
    words: tuple[Word, ...]
    classes: tuple[str, ...]
    themes: frozenset[str]
    scores: Mapping[str, float]
    pairs: tuple[int, ...] = ()


def read_examples(folder: Path, codebook: Codebook) -> list[Read]:
    """Return the examples of all files in the folder, as the shipped pipeline reads them."""
    files = {
        line: file.stem
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
    }
    coded = [(file, *line.split("|", 1)) for line, file in files.items()]
    return _read([(file, _themes(themes), sentence) for file, themes, sentence in coded], codebook)


def _themes(marks: str) -> frozenset[str]:
    return frozenset(marks.split(",")) - {NO_THEME}


def read_others(treebank: Path, codebook: Codebook) -> list[Read]:
    """Return sentences of the treebank that no cue knows: about anything, and no theme."""
    sentences = [" ".join(word.form for word in one) for one in read_treebank(treebank)]
    read = _read([(treebank.stem, frozenset(), one) for one in sentences[::EVERY]], codebook)
    return [one for one in read if not one.scores]


def _read(coded: Sequence[tuple[str, frozenset[str], str]], codebook: Codebook) -> list[Read]:
    pipeline = open_pipeline(SHIPPED_NAME)
    matcher = CueMatcher(codebook, pipeline.nlp.vocab)
    cues = CueSuggester(codebook, matcher)
    docs = list(pipeline.annotate([sentence for _, _, sentence in coded]))
    words = [matcher.read([doc]) for doc in docs]
    return [
        Read(
            file,
            tuple(_words(doc, own)),
            tuple(token.pos_ for token, is_word in zip(doc, own.are_words, strict=True) if is_word),
            themes,
            _scores(sentence, doc, cues),
            tuple(_pairs(own)),
        )
        for (file, themes, sentence), doc, own in zip(coded, docs, words, strict=True)
    ]


def _words(doc: Doc, words: SourceWords) -> Iterator[Word]:
    for token, is_word, names_speaker in zip(doc, words.are_words, words.name_speakers, strict=True):
        if is_word:
            parts = parts_of(token.lower_, token.lemma_) if may_have_parts(token.pos_, token.lemma_) else ()
            lemma = token.lemma_.lower()
            yield as_speaker(lemma, parts) if names_speaker else (token.lower_, lemma, parts)


def _pairs(words: SourceWords) -> Iterator[int]:
    for pairs in pairs_of(words.lemmas, words.are_words & ~words.name_speakers, words.begin):
        yield from pairs[pairs > 0].tolist()


def _scores(sentence: str, doc: Doc, cues: CueSuggester) -> dict[str, float]:
    turn = Turn(number=1, span=Span(0, len(sentence)))
    source = Source(id="", name="", text=sentence, kind=SourceKind.DOCUMENT, case="", turns=(turn,))
    scores: dict[str, float] = {}
    for one in cues.suggest(source, (turn,), [doc]):
        scores[theme_of(one.code_id)] = max(one.score, scores.get(theme_of(one.code_id), 0.0))
    return scores
