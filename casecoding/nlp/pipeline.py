"""The Danish pipeline in use: choose one, load it, check it, run it."""

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import accumulate, chain, groupby
from pathlib import Path
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_installed_models, get_package_path
from thinc.api import use_ops

from casecoding.errors import ModelMissing, ModelUnfit
from casecoding.nlp.components import LEMMAS, LemmaComponent
from casecoding.nlp.tokenizing import make_tokenizer
from casecoding.nlp.turns import LONG_TURNS

SHIPPED_FOLDER = Path(__file__).parent / "model"
SHIPPED_NAME = "da_casecoding"
PLAIN_NAME = "da_casecoding_plain"
PREFERRED = (
    "da_dacy_large_trf",
    "da_dacy_medium_trf",
    "da_dacy_small_trf",
    "da_core_news_trf",
    "da_core_news_lg",
    "da_core_news_md",
    "da_core_news_sm",
)
LEMMAS_REPLACED_IN = ("da_core_news", "da_dacy")  # theirs reach 94.4 to 95.3 percent on the treebank
LONGEST_PIECE = 50_000  # characters; longer texts are parsed in pieces, as memory grows with length
BATCH = 20_000  # characters read at a time; 64 turns take a third longer where turns are long

SCORE_KEYS = {
    "pos": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sent_f": "sents_f",
    "ner_f": "ents_f",
}


class ModelOrigin(StrEnum):
    """Where a pipeline comes from."""

    SHIPPED = "shipped"
    INSTALLED = "installed"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is said about a pipeline on screen and stored with every run.

    `scores` are in percent as their makers measured them, by the keys of
    `casecoding model evaluate`; empty where nobody measured. `digest` changes
    whenever the same text could get another Doc.
    """

    name: str
    version: str
    origin: ModelOrigin
    licence: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    digest: str = ""


class Pipeline:
    """A loaded spaCy pipeline and the card that names it."""

    def __init__(self, card: ModelCard, nlp: Language) -> None:
        self.card = card
        self.nlp = nlp

    def annotate(self, texts: Sequence[str]) -> Iterator[Doc]:
        """Give one Doc per text, in order: lemmas and sentence starts on every one.

        `doc.text` is the text exactly and positions in it are code points.
        """
        pieces = [_pieces(text) for text in texts]
        docs = self._read(list(chain.from_iterable(pieces)))
        for own in pieces:
            yield _joined([next(docs) for _ in own])

    def _read(self, pieces: Sequence[str]) -> Iterator[Doc]:
        for batch in _batches(pieces):
            yield from self.nlp.pipe(batch, batch_size=len(batch))


def _batches(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Give the pieces in batches of about BATCH characters, in order."""
    begins = accumulate(map(len, pieces), initial=0)
    for _, batch in groupby(zip(begins, pieces, strict=False), key=lambda one: one[0] // BATCH):
        yield [piece for _, piece in batch]


def _pieces(text: str) -> list[str]:
    """Cut `text` after blanks into pieces of at most LONGEST_PIECE characters."""
    pieces = []
    start = 0
    while len(text) - start > LONGEST_PIECE:
        blank = text.rfind(" ", start, start + LONGEST_PIECE)
        end = blank + 1 if blank > start else start + LONGEST_PIECE
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _joined(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False) or docs[0]


def open_pipeline(choice: str | None = None) -> Pipeline:
    """Open the pipeline by name or folder, or the best one here; loaded once per process.

    Raises ModelMissing when it is not here and ModelUnfit when it cannot be used.
    """
    if choice is not None:
        return _opened(choice)
    return _opened(_best_name())


def known_models() -> tuple[ModelCard, ...]:
    """Return what can be opened here: the shipped one first, then installed ones, best first."""
    installed = (_card_of(get_package_path(name), ModelOrigin.INSTALLED) for name in _installed_names())
    if not _is_shipped():
        return tuple(installed)
    return (_card_of(SHIPPED_FOLDER, ModelOrigin.SHIPPED), *installed, _plain_card())


def _best_name() -> str:
    preferred = [name for name in _installed_names() if name in PREFERRED]
    return preferred[0] if preferred else SHIPPED_NAME


def _installed_names() -> list[str]:
    danish = [name for name in get_installed_models() if name.startswith("da_")]
    return sorted(
        danish, key=lambda name: (PREFERRED.index(name) if name in PREFERRED else len(PREFERRED), name)
    )


def _is_shipped() -> bool:
    return (SHIPPED_FOLDER / "meta.json").exists()


@cache
def _opened(choice: str) -> Pipeline:
    if choice == PLAIN_NAME and _is_shipped():
        return Pipeline(_plain_card(), _plain_language())
    if choice == SHIPPED_NAME and _is_shipped():
        return _loaded(SHIPPED_FOLDER, ModelOrigin.SHIPPED)
    if choice in get_installed_models():
        return _loaded(get_package_path(choice), ModelOrigin.INSTALLED)
    if (Path(choice) / "meta.json").exists():
        return _loaded(Path(choice), ModelOrigin.INSTALLED)
    raise ModelMissing(name=choice, known=", ".join(card.name for card in known_models()))


def _loaded(folder: Path, origin: ModelOrigin) -> Pipeline:
    card = _card_of(folder, origin)
    nlp = _loaded_language(folder, card.name)
    if nlp.lang != "da":
        raise ModelUnfit(name=card.name, reason=f"lang = {nlp.lang!r}, ≠ 'da'.")
    if card.name.startswith(LEMMAS_REPLACED_IN) and _is_shipped():
        _add_lemmas(nlp)
        card = replace(
            card, scores=_without_lemma(card.scores), digest=f"{card.digest}+{_digest(SHIPPED_FOLDER)}"
        )
    return Pipeline(card, nlp)


def _add_lemmas(nlp: Language) -> None:
    """Let our lemmas have the last word; they need the pipeline's word classes only."""
    lemmas = nlp.add_pipe(LEMMAS, last=True)
    if isinstance(lemmas, LemmaComponent):
        lemmas.from_disk(SHIPPED_FOLDER / LEMMAS)


def _without_lemma(scores: Mapping[str, float]) -> Mapping[str, float]:
    """Return the scores without the lemmas', as nobody measured ours on these word classes."""
    return MappingProxyType({key: value for key, value in scores.items() if key != "lemma"})


def _loaded_language(folder: Path, name: str) -> Language:
    try:
        with use_ops("numpy", use_blis=False):  # numpy's own BLAS is twice as fast as spaCy's here
            nlp = spacy.load(folder)
    except (OSError, ValueError, ImportError) as error:
        raise ModelUnfit(name=name, reason=str(error).splitlines()[0]) from error
    gc.freeze()  # it lives as long as the process: no collection need walk through it again
    return nlp


def _card_of(folder: Path, origin: ModelOrigin) -> ModelCard:
    """Read a pipeline's card from its meta.json, without loading the pipeline."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    performance = meta.get("performance", {})
    scores = {
        key: round(100 * performance[theirs], 2)
        for key, theirs in SCORE_KEYS.items()
        if isinstance(performance.get(theirs), float)
    }
    return ModelCard(
        name=f"{meta['lang']}_{meta['name']}",
        version=meta["version"],
        origin=origin,
        licence=meta.get("license", ""),
        scores=MappingProxyType(scores),
        digest=_digest(folder),
    )


def _digest(folder: Path) -> str:
    """Return a short hash that changes with the pipeline's settings, sizes or spaCy's version."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sizes = "".join(f"{path.relative_to(folder)} {path.stat().st_size}\n" for path in files)
    meta = (folder / "meta.json").read_text(encoding="utf-8")
    return sha256((sizes + meta + version("spacy")).encode()).hexdigest()[:12]


def _plain_card() -> ModelCard:
    shipped = _card_of(SHIPPED_FOLDER, ModelOrigin.FALLBACK)
    return replace(shipped, name=PLAIN_NAME, scores=MappingProxyType({}))


def _plain_language() -> Language:
    """Return a pipeline without statistics: sentences by their full stops, lemmas by rules alone."""
    nlp = spacy.blank("da")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(LONG_TURNS)
    _add_lemmas(nlp)
    return nlp
