"""Whether a hit is negated: its scope is the clause, two negations make none."""

from itertools import pairwise

from casecoding.suggesting.said import COMPLEMENTS, Said, is_finite, opens_complement

NEGATORS = frozenset({
    "ikke", "ikk'", "ej", "ingen", "intet", "ingenting", "ingensteder", "aldrig", "hverken", "næppe", "uden",
    "mangle", "manglende", "mangel", "savne", "skorte", "undlade", "udelade", "fravær", "fraværende",
    "udeblive", "forgæves", "nul",
})  # fmt: skip
NO_NEGATION = (
    "ikke kun", "ikke bare", "ikke alene", "ikke blot", "ikke mindst", "ikke desto mindre", "ikke andet end",
    "ikke sandt", "ikke også", "ingen tvivl", "intet mindre end", "uden tvivl", "uden videre", "uden om",
    "ikke i tvivl", "ikke undvære", "ikke lade være", "om ikke andet", "hvorfor ikke", "ikke overraskende",
    "ikke så lidt", "ikke få", "ikke uden betydning", "umuligt ikke",
)  # fmt: skip
DOUBLED = frozenset(
    {"uvæsentlig", "ubetydelig", "ualmindelig", "usandsynlig", "utænkelig", "uset", "ukendt", "uenig"}
)
HARDLY = frozenset({("dårligt", "nok"), ("dårlig", "nok"), ("knap", "nok"), ("knapt", "nok")})
SIGNS = NEGATORS | {word for word, _ in HARDLY}
FAULTY = frozenset(
    {"svag", "dårlig", "ringe", "løs", "mangelfuld", "problematisk", "uklar", "utydelig", "brudt"}
)
CLAUSE_ENDS = frozenset({
    "men", "fordi", "selvom", "mens", "så", "eftersom", "hvorimod", "derimod", "hvilket", "hvoraf",
    "hvorefter", ";", ":", ".",
})  # fmt: skip
JOINERS = frozenset({",", "og", "eller"})
RELATIVES = frozenset({"der", "som", "hvor", "hvis"})
ADVERBIAL = frozenset({"når", "da", "inden", "før", "siden"})
MISSING = frozenset({"mangle", "savne", "skorte"})
PASSING_ON = frozenset(
    {"tro", "synes", "mene", "føle", "opleve", "tænke", "regne", "se", "vente", "forvente"}
)
REACH_BEFORE, REACH_AFTER = 12, 9  # tokens between a negation and what it negates


def is_negated(said: Said) -> bool:
    if SIGNS.isdisjoint(said.all):
        return False
    near = range(max(0, said.first - REACH_BEFORE), min(len(said.words), said.last + 1 + REACH_AFTER))
    return sum(_negates(said, at) for at in near if _is_negation(said, at)) % 2 == 1


def _negates(said: Said, at: int) -> bool:
    """Return whether the negation there negates the hit."""
    if _is_idiom(said, at) or _is_no_fault(said, at) or _is_undone(said, at):
        return False
    if said.first <= at <= said.last:
        return True
    if said.lemmas[at] == "fravær":
        return at < said.first and said.words[at + 1] == "af"
    if at > said.last and _is_missed(said, at):
        return True
    if at > said.last:
        is_apart = said.words[at] == "uden" or _is_contrast(said, at) or _is_relative(said, said.last + 1, at)
        return not (is_apart or _clause_ends(said, said.last + 1, at + 1))
    return _is_cleft(said, at) or not (_clause_ends(said, at + 1, said.first) or _is_held_back(said, at))


def _is_negation(said: Said, at: int) -> bool:
    return said.lemmas[at] in NEGATORS or said.words[at] in NEGATORS or said.words[at : at + 2] in HARDLY


def _is_no_fault(said: Said, at: int) -> bool:
    """Return whether a fault is negated, which leaves what has none: "ikke længere svag", "ikke ukendt"."""
    after = said.lemmas[at + 1 : at + 4]
    is_fault = bool(FAULTY.intersection(after) or DOUBLED.intersection(after[:1]))
    return said.words[at] in {"ikke", "aldrig"} and is_fault


def _is_undone(said: Said, at: int) -> bool:
    """Return whether another negation undoes this one: "ikke en uge, hvor vi ikke"."""
    opened = [
        one for one in range(1, at) if said.words[one - 1] == "," and said.words[one] in RELATIVES - {"hvis"}
    ]
    return any(
        _is_negation(said, one) for start in opened[-1:] for one in range(max(0, start - 4), start - 2)
    )


def _is_missed(said: Said, at: int) -> bool:
    """Return whether the hit is what is missed: "det er frivillige, vi mangler"."""
    is_set_out = ("det", "er") in pairwise(said.words[max(0, said.first - 5) : said.first])
    return (
        is_set_out and said.lemmas[at] in MISSING and said.words[said.last + 1] == "," and at <= said.last + 4
    )


def _is_contrast(said: Said, at: int) -> bool:
    """Return whether something else is negated: "forældrene og ikke lærerne"."""
    is_joined = said.words[at - 1] == "og" and said.words[at] == "ikke"
    return is_joined and not {"NOUN", "PROPN", "DET"}.isdisjoint(said.classes[at + 1 : at + 2])


def _is_relative(said: Said, start: int, end: int) -> bool:
    """Return whether a clause about something begins there after a comma: "…, som ikke", "…, når ingen"."""
    return any(
        (said.words[at - 1] == "," and said.words[at] in RELATIVES | ADVERBIAL)
        or (said.words[at - 2 : at] == (",", "også") and said.words[at] in ADVERBIAL)
        for at in range(max(start, 1), end)
    )


def _is_cleft(said: Said, at: int) -> bool:
    """Return whether the sentence sets out what is missed: "Det, vi savner, er en kobling"."""
    is_set_out = said.words[:2] == ("det", ",") and said.words[at] not in {"ikke", "uden"}
    ends = [one for one in range(at + 1, said.first) if said.words[one] == ","]
    return is_set_out and len(ends) == 1 and said.lemmas[ends[0] + 1] == "være"


def _is_idiom(said: Said, at: int) -> bool:
    """Return whether the negation belongs to a turn of phrase that negates nothing, or is "…, ikke?"."""
    around = f" {' '.join(said.words[max(0, at - 2) : at + 4])} "
    is_tag = said.words[at + 1 : at + 2] == ("?",) or (
        said.words[at - 1 : at] == (",",) and said.words[at + 1 : at + 2] in {(",",), (".",), ()}
    )
    return is_tag or any(
        f" {phrase} " in around and said.words[at] in phrase.split() for phrase in NO_NEGATION
    )


def _clause_ends(said: Said, start: int, end: int) -> bool:
    """Return whether another clause begins between two places."""
    between = said.words[start:end]
    if any(word in CLAUSE_ENDS and said.classes[start + at] != "VERB" for at, word in enumerate(between)):
        return True
    if ("selv", "om") in pairwise(between):
        return True
    joined = next((start + at for at, word in enumerate(between) if word in JOINERS), None)
    if joined is None or _is_set_apart(said, joined):
        return False
    begins = next(at for at in range(joined, end + 1) if said.words[at] not in JOINERS)
    return _has_own_verb(said, begins, end)


def _is_set_apart(said: Said, comma: int) -> bool:
    """Return whether before the comma stands what is spoken of, no clause: "Samarbejdet, det går ikke"."""
    after = next((word for word in said.words[comma + 1 :] if word not in {",", "nej"}), "")
    is_resumed = said.words[comma] == "," and after in {"det", "den", "de"}
    return is_resumed and not any(is_finite(said, at) for at in range(comma))


def _has_own_verb(said: Said, start: int, end: int) -> bool:
    """Return whether a main clause stands there: a finite verb, and nothing that subordinates it.

    "…, opstod der" subordinates nothing.
    """
    tokens = said.tokens[start:end]
    subordinating = COMPLEMENTS | ({"der", "som"} if said.words[start - 1] == "," else frozenset())
    opened = said.words[start:end][: 1 if is_finite(said, start) else 2]
    if subordinating.intersection(opened):
        return False
    return any("Fin" in token.morph.get("VerbForm", []) for token in tokens)


def _is_held_back(said: Said, at: int) -> bool:
    """Return whether the negation stays with its verb: "jeg ved ikke, om", but not "jeg tror ikke, at"."""
    opened = next(
        (place for place in range(at + 1, min(at + 5, said.first)) if opens_complement(said, place)), None
    )
    if opened is None or said.words[at] == "uden":
        return False
    return said.words[opened] != "at" or not PASSING_ON.intersection(said.lemmas[max(0, at - 3) : opened])
