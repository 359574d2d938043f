"""Proposals: which words to put instead of damaged ones, how sure, and of what kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import TypeVar

from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.repairing.candidates import Candidates
from casecoding.repairing.channel import Shares, Tally, learned_shares, usual_shares
from casecoding.repairing.lattice import Lattice, Reading
from casecoding.repairing.lexicon import Lexicon, danish_lexicon
from casecoding.repairing.tokens import Token, clauses

SURE, SURE_IF_NO_WORD, LEAST = 0.9, 0.7, 0.5  # how likely a reading must be
ROUNDS = 3  # of learning how the text is damaged
COMMON = 10  # times counted, from where a word with a capital is rather a word than a name
LONG = 12  # letters, from where a compound with a capital is rather a word than a name


Telling = Callable[[int, int], None]  # pieces done, pieces in all
Piece = TypeVar("Piece")


def _nobody(_done: int, _total: int) -> None:
    """Tell nobody."""


class Sureness(StrEnum):
    """Whether a proposal may be accepted with its like, or is to be looked at one by one."""

    SAFE = "safe"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`new` instead of `old`, which stands at `span`; `share` is how likely that is what was meant."""

    span: Span
    old: str
    new: str
    share: float
    sureness: Sureness

    @property
    def id(self) -> str:
        """Name this proposal by its place and words, the same in every run over the same text."""
        return "r" + sha256(f"{self.span.start}\n{self.old}\n{self.new}".encode()).hexdigest()[:11]

    @property
    def kind(self) -> tuple[str, str]:
        """What is alike in proposals that can be accepted together: the words, whatever their capitals."""
        return self.old.lower(), self.new.lower()


def propose(
    source: Source, *, quotations: bool = False, names: bool = False, tell: Telling = _nobody
) -> tuple[Proposal, ...]:
    """Return what to correct in a source, by place.

    Capitalised words inside sentences and words in quotation marks are left alone unless asked for.
    How the text is damaged is learned from the text itself: an undamaged one gets no proposals.
    `tell` hears how far it is, and may raise to stop it.
    """
    lexicon = danish_lexicon()
    candidates = Candidates(lexicon)
    found = [
        clause
        for turn in source.turns
        for clause in clauses(source.text, turn.span, quotations=quotations, names=names)
    ]
    told = _Told(tell, total=len(found) * (ROUNDS + 2))
    read = [Lattice(clause, candidates, lexicon) for clause in told.each(found)]
    shares = _learned(read, told)
    return tuple(
        one for lattice in told.each(read) for one in _proposals(lattice, shares, lexicon, source.text)
    )


class _Told:
    """Tells of pieces as they are gone through, ten at a time."""

    def __init__(self, tell: Telling, *, total: int) -> None:
        self._tell = tell
        self._total = total
        self._done = 0

    def each(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            if self._done % 10 == 0:
                self._tell(self._done, self._total)
            self._done += 1
            yield piece


def _learned(lattices: Sequence[Lattice], told: _Told) -> Shares:
    """Return how the text is damaged: the likeliest readings tell how often letters are lost, and so on."""
    shares = usual_shares()
    for _ in range(ROUNDS):
        tally = Tally()
        for lattice in told.each(lattices):
            for reading, share in lattice.weighed(shares):
                tally.add(reading.words, reading.candidate.made, share=share)
        shares = learned_shares(tally)
    return shares


def _proposals(lattice: Lattice, shares: Shares, lexicon: Lexicon, text: str) -> Iterator[Proposal]:
    for reading, share in lattice.weighed(shares):
        if not reading.is_as_read and share >= LEAST:
            tokens = lattice.tokens[reading.first : reading.last]
            span = Span(tokens[0].span.start, tokens[-1].span.end)
            new = _cased(reading, tokens[0])
            is_sure = share >= _needed(tokens, lexicon) and not _may_be_name(reading, tokens[0], lexicon)
            sureness = Sureness.SAFE if is_sure else Sureness.UNSURE
            yield Proposal(span, span.of(text), new, share, sureness)


def _needed(tokens: Sequence[Token], lexicon: Lexicon) -> float:
    """Return how likely a reading must be to be safe: what stands there may be a word itself."""
    return SURE if len(tokens) == 1 and lexicon.is_listed(tokens[0].key) else SURE_IF_NO_WORD


def _cased(reading: Reading, like: Token) -> str:
    """Return the words with a capital where the damaged one has one, or a sentence begins with a sign."""
    words, first = " ".join(reading.words), like.word[0]
    if "".join(reading.words) == like.key:
        ends = list(accumulate(map(len, reading.words), initial=0))
        return " ".join(like.word[start:end] for start, end in pairwise(ends))
    capital = first.isupper() or (like.begins and not first.isalpha())
    return words[:1].upper() + words[1:] if capital else words


def _may_be_name(reading: Reading, token: Token, lexicon: Lexicon) -> bool:
    return not token.word[0].islower() and not all(
        lexicon.count(word) >= COMMON or (len(word) >= LONG and lexicon.is_known(word))
        for word in reading.words
    )
