"""Makes training text more like transcripts: lower case, no punctuation, hesitations, OCR damage."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.util import registry

OCR_DAMAGE = {"ø": "o", "æ": "ae", "å": "a", "l": "I", "rn": "m", "ö": "o"}

SHARE_DAMAGED = 0.1
SHORTEST_DAMAGED = 4  # characters


@dataclass(frozen=True, slots=True)
class Odds:
    """How often each kind of change is made; `ocr` and `spoken` count per word, the others per doc."""

    lower: float
    bare: float
    ocr: float


@registry.augmenters("casecoding.transcripts.v1")
def create_transcript_augmenter(
    lower: float, bare: float, ocr: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Make an augmenter that gives each example as it is or changed towards speech."""
    chance = random.Random(seed)  # noqa: S311 (augmentation, not secrets)
    odds = Odds(lower=lower, bare=bare, ocr=ocr)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield changed(nlp, example, odds, chance)

    return augment


def changed(nlp: Language, example: Example, odds: Odds, chance: random.Random) -> Example:
    """Return the example changed by a throw of the dice, or as it is."""
    doc = example.reference
    roll = chance.random()
    if roll < odds.bare:
        doc = without_punctuation(doc)
    words = [token.text for token in doc]
    if roll < odds.bare + odds.lower:
        words = [word.lower() for word in words]
    elif chance.random() < odds.ocr:
        words = [damaged(word, chance) for word in words]
    if words == [token.text for token in example.reference]:
        return example
    reference = _reworded(doc, words)
    return Example(nlp.make_doc(reference.text), reference)


def damaged(word: str, chance: random.Random) -> str:
    """Return the word as a poor scan might show it, one time in ten."""
    if len(word) < SHORTEST_DAMAGED or chance.random() > SHARE_DAMAGED:
        return word
    for whole, broken in OCR_DAMAGE.items():
        if whole in word:
            return word.replace(whole, broken, 1)
    return word


def without_punctuation(doc: Doc) -> Doc:
    """Return the doc without its punctuation, trees and names kept."""
    kept = [token for token in doc if token.pos_ != "PUNCT"] or list(doc)
    place = {token.i: index for index, token in enumerate(kept)}
    return Doc(
        doc.vocab,
        words=[token.text for token in kept],
        spaces=[True] * len(kept),
        pos=[token.pos_ for token in kept],
        morphs=[str(token.morph) for token in kept],
        lemmas=[token.lemma_ for token in kept],
        heads=[place[_kept_head(token, place).i] for token in kept],
        deps=[token.dep_ for token in kept],
        ents=_entities(kept),
    )


def _kept_head(token: Token, place: dict[int, int]) -> Token:
    """Return the nearest head that is kept; the token itself where none is."""
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return head if head.i in place else token


def _entities(kept: Sequence[Token]) -> list[str]:
    """Return IOB tags, mended where a dropped mark opened the name."""
    tags = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept]
    for index, tag in enumerate(tags):
        before = tags[index - 1] if index else "O"
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tags[index] = "B" + tag[1:]
    return tags


def _reworded(doc: Doc, words: Sequence[str]) -> Doc:
    return Doc(
        doc.vocab,
        words=list(words),
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        ents=_entities(list(doc)),
    )
