"""Flags: how the words of a hit are used. A missing coupling is still about coupling."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from casecoding.domain.suggestion import Flag

NEGATORS = frozenset({
    "ikke", "ikk'", "ej", "ingen", "intet", "ingenting", "ingensteder", "aldrig", "hverken", "næppe", "uden",
    "mangle", "manglende", "mangel", "savne", "fravær", "fraværende", "udeblive",
})  # fmt: skip
NO_NEGATION = (
    "ikke kun", "ikke bare", "ikke alene", "ikke blot", "ikke mindst", "ikke desto mindre", "ikke andet end",
    "ikke sandt", "ikke også", "ingen tvivl", "intet mindre end", "uden tvivl", "uden videre", "uden om",
    "ikke i tvivl", "ikke undvære", "ikke lade være", "om ikke andet", "hvorfor ikke", "ikke overraskende",
    "ikke så lidt", "ikke få",
)  # fmt: skip
CLAUSE_ENDS = frozenset(
    {"men", "fordi", "selvom", "mens", "så", "eftersom", "hvorimod", "derimod", ";", ":", "."}
)
COMPLEMENTS = frozenset({"at", "om", "hvordan", "hvorfor", "hvad", "hvem", "hvornår"})
PASSING_ON = frozenset(
    {"tro", "synes", "mene", "føle", "opleve", "tænke", "regne", "se", "vente", "forvente"}
)
REACH_BEFORE, REACH_AFTER = 9, 9  # tokens between a negation and what it negates

REPORTING = frozenset({
    "sige", "fortælle", "påstå", "nævne", "forklare", "spørge", "hævde", "udtale", "oplyse", "understrege",
    "pointere", "berette", "skrive", "erklære", "svare", "indvende", "bemærke", "meddele", "råbe", "citere",
    "fremhæve", "høre", "erfare", "love", "indrømme", "fastslå", "argumentere", "antyde", "referere",
})  # fmt: skip
HOLDING = frozenset({"mene", "tro", "synes", "tænke", "frygte", "håbe", "opleve", "føle", "vurdere", "ønske"})
SELVES = frozenset({"jeg", "vi", "man"})
ACCORDING = frozenset({"ifølge", "iflg.", "iflg"})
QUOTES = {'"': '"', "”": "”", "“": "”", "„": "“", "»": "«", "«": "»", "'": "'"}
REPORTED_REACH = 5  # tokens between a verb of speech and the words that it opens

CONDITIONS = frozenset({"hvis", "såfremt", "medmindre", "ifald", "dersom", "forudsat"})
QUESTION_WORDS = frozenset(
    {"hvad", "hvordan", "hvorfor", "hvem", "hvornår", "hvilken", "hvilke", "hvilket", "hvor"}
)
OPENERS = frozenset({"og", "men", "så", "altså", "ja", "nej", "jamen", "okay", ",", "–", "-", "…", '"'})
CLOSERS = " \"”»'’)"


@dataclass(frozen=True, slots=True)
class Said:
    """A segment's words with the place [first, last] of a hit in it."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    first: int
    last: int
    text: str


def said_in(segment: TokenSpan) -> Said:
    """Return the segment's words, for any number of hits in it; the place of a hit is set by `flags_of`."""
    return Said(
        tokens=tuple(segment),
        words=tuple(token.lower_ for token in segment),
        lemmas=tuple(token.lemma_.lower() for token in segment),
        first=0,
        last=0,
        text=segment.text,
    )


def flags_of(segment: TokenSpan, tokens: Sequence[int], *, words: Said | None = None) -> tuple[Flag, ...]:
    """Return the flag of a hit on `tokens` (indices in the Doc) inside its segment.

    The first that holds is given: question, reported speech, hypothetical, negated. `words`
    are those of the segment where they were read before.
    """
    first, last = tokens[0] - segment.start, tokens[-1] - segment.start
    said = replace(words or said_in(segment), first=first, last=last)
    return next(((flag,) for flag, holds in RULES.items() if holds(said)), ())


def _is_question(said: Said) -> bool:
    if said.text.rstrip(CLOSERS).endswith("?"):
        return True
    start = next((at for at, word in enumerate(said.words) if word not in OPENERS), len(said.words))
    opens, verb = said.words[start : start + 1], said.tokens[start + 1 : start + 2]
    return bool(opens and verb) and opens[0] in QUESTION_WORDS and verb[0].pos_ in {"VERB", "AUX"}


def _is_reported(said: Said) -> bool:
    return (
        _is_quoted(said)
        or bool(ACCORDING.intersection(said.words))
        or any(_opens_report(said, at) for at in range(said.first))
        or any(_closes_report(said, at) for at in range(said.last + 1, len(said.words)))
    )


def _is_quoted(said: Said) -> bool:
    """Return whether the hit stands between quotation marks, more than one word of them."""
    for at, word in enumerate(said.words[: said.first]):
        end = QUOTES.get(word)
        if end and word not in said.words[at + 1 : said.first] and end not in said.words[at + 1 : said.first]:
            return end in said.words[said.last + 2 :]
    return False


def _opens_report(said: Said, at: int) -> bool:
    """Return whether the word at `at` is a verb of speech that opens the clause of the hit."""
    is_told = said.lemmas[at] == "vide" and said.words[max(0, at - 1) : at] == ("at",)
    is_speech = said.lemmas[at] in REPORTING or is_told
    if not (is_speech or said.lemmas[at] in HOLDING) or said.tokens[at].pos_ == "NOUN":
        return False
    opening = said.words[at + 1 : min(said.first, at + 1 + REPORTED_REACH)]
    opens = any(word in COMPLEMENTS or word in {":", ","} for word in opening)
    return opens and not _is_own(said, at, is_speech=is_speech)


def _is_own(said: Said, at: int, *, is_speech: bool) -> bool:
    """Return whether the speaker speaks for herself, as in "jeg mener" or "vil jeg sige"."""
    near = (*said.words[max(0, at - 3) : at], *said.words[at + 1 : at + 2])
    if not SELVES.intersection(near):
        return said.words[at] == "sige" and bool({"vil", "så"}.intersection(said.words[max(0, at - 2) : at]))
    return not (is_speech and "Past" in said.tokens[at].morph.get("Tense", []))


def _closes_report(said: Said, at: int) -> bool:
    """Return whether a verb of speech with its subject follows the clause, as in "…, siger hun"."""
    if said.lemmas[at] not in REPORTING or said.words[at - 1] not in {",", '"', "”", "«", "»"}:
        return False
    return at + 1 < len(said.words) and said.words[at + 1] not in SELVES


def _is_hypothetical(said: Said) -> bool:
    return any(
        word in CONDITIONS and not (at and said.tokens[at - 1].text == "," and _is_whose(said, at))
        for at, word in enumerate(said.words)
    )


def _is_whose(said: Said, at: int) -> bool:
    """Return whether "hvis" means whose: after a noun and a comma, before a bare noun."""
    before = said.tokens[at - 2 : at - 1] if at > 1 else ()
    after = said.tokens[at + 1 : at + 2]
    return bool(before and after) and before[0].pos_ in {"NOUN", "PROPN"} and after[0].pos_ == "NOUN"


def _is_negated(said: Said) -> bool:
    near = range(max(0, said.first - REACH_BEFORE), min(len(said.words), said.last + 1 + REACH_AFTER))
    return sum(_negates(said, at) for at in near) % 2 == 1


def _negates(said: Said, at: int) -> bool:
    if not NEGATORS.intersection((said.lemmas[at], said.words[at])) or _is_idiom(said, at):
        return False
    if said.first <= at <= said.last:
        return True
    if at > said.last:
        return not _clause_ends(said, said.last + 1, at + 1)
    return not (_clause_ends(said, at + 1, said.first) or _is_held_back(said, at))


def _is_idiom(said: Said, at: int) -> bool:
    """Return whether the negation belongs to a turn of phrase that negates nothing, or is "…, ikke?"."""
    around = " ".join(said.words[max(0, at - 2) : at + 4])
    is_tag = said.words[at + 1 : at + 2] == ("?",) or (
        said.words[at - 1 : at] == (",",) and said.words[at + 1 : at + 2] in {(",",), (".",), ()}
    )
    return is_tag or any(phrase in around and said.words[at] in phrase.split() for phrase in NO_NEGATION)


def _clause_ends(said: Said, start: int, end: int) -> bool:
    """Return whether another clause begins between two places."""
    between = said.words[start:end]
    if CLAUSE_ENDS.intersection(between):
        return True
    joined = next((start + at for at, word in enumerate(between) if word in {"og", "eller", ","}), None)
    return joined is not None and _has_own_verb(said, joined + 1, end)


def _has_own_verb(said: Said, start: int, end: int) -> bool:
    """Return whether a main clause stands there: a finite verb, and nothing that subordinates it."""
    tokens = said.tokens[start:end]
    if any(token.lower_ in COMPLEMENTS or token.lower_ in {"der", "som"} for token in tokens[:2]):
        return False
    return any("Fin" in token.morph.get("VerbForm", []) for token in tokens)


def _is_held_back(said: Said, at: int) -> bool:
    """Return whether the negation stays with its verb: "jeg ved ikke, om", but not "jeg tror ikke, at"."""
    opened = next(
        (place for place in range(at + 1, min(at + 5, said.first)) if _opens_complement(said, place)), None
    )
    if opened is None or said.words[at] == "uden":
        return False
    return said.words[opened] != "at" or not PASSING_ON.intersection(said.lemmas[max(0, at - 3) : opened])


def _opens_complement(said: Said, at: int) -> bool:
    """Return whether a clause begins here; "at" before an infinitive begins none."""
    follower = said.tokens[at + 1]
    return said.words[at] in COMPLEMENTS and "Inf" not in follower.morph.get("VerbForm", [])


RULES: dict[Flag, Callable[[Said], bool]] = {
    Flag.QUESTION: _is_question,
    Flag.REPORTED: _is_reported,
    Flag.HYPOTHETICAL: _is_hypothetical,
    Flag.NEGATED: _is_negated,
}
