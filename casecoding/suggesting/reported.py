"""Whether a hit is someone's words: quoted, told of, or opened by a verb of speech."""

from casecoding.suggesting.said import COMPLEMENTS, Said

REPORTING = frozenset({
    "sige", "fortælle", "påstå", "nævne", "forklare", "spørge", "hævde", "udtale", "oplyse", "understrege",
    "pointere", "berette", "skrive", "erklære", "svare", "indvende", "bemærke", "meddele", "råbe", "citere",
    "fremhæve", "høre", "erfare", "love", "indrømme", "fastslå", "argumentere", "antyde", "referere",
    "påpege", "erindre", "huske", "anføre", "udtrykke", "betone", "fremføre", "tilføje", "medgive", "betegne",
    "konstatere", "konkludere", "beskrive", "gengive", "klage", "advare", "forsikre", "bekræfte",
})  # fmt: skip
HOLDING = frozenset({"mene", "tro", "synes", "tænke", "frygte", "håbe", "opleve", "føle", "vurdere", "ønske"})
TOLD_OF = frozenset(
    {"beskrive", "opleve", "opfatte", "betegne", "omtale", "vurdere", "fremhæve", "nævne", "kalde"}
)
SELVES = frozenset({"jeg", "vi", "man"})
ACCORDING = frozenset({"ifølge", "iflg.", "iflg"})
CLOSING = REPORTING | HOLDING | {"fremgå"}
SPEECH = CLOSING | TOLD_OF | {"vide", "for", "hedde", "lyde", "har", "havde"}
GOING_ON = frozenset({"og", "men", "hvor", "så", "uden", "hvilket", "hvorefter", "hvorimod", "mens"})
OPINIONS = frozenset({"opfattelse", "vurdering", "mening", "sigende", "udsagn", "overbevisning"})
OWN = frozenset({"min", "vores", "mit", "vor"})
QUOTES = {'"': '"', "”": "”", "“": "”", "„": "“", "»": "«", "«": "»", "'": "'"}
SIGNS = frozenset({
    *CLOSING, *TOLD_OF, *ACCORDING, *OPINIONS, *QUOTES, "vide", "hedde", "lyde", "udtryk", "ser", "spørger",
})  # fmt: skip
"""Words of which one is said wherever somebody's words are reported."""

REPORTED_REACH = 5  # tokens between a verb of speech and the words that it opens


def is_reported(said: Said) -> bool:
    return not SIGNS.isdisjoint(said.all) and (
        _is_quoted(said)
        or bool(ACCORDING.intersection(said.words))
        or _is_by_opinion(said)
        or _is_as_seen(said)
        or any(_tells(said, at) for at in _places_of_speech(said))
    )


def _places_of_speech(said: Said) -> list[int]:
    """Return where a word stands that may tell of speech; asking more of all words is what costs time."""
    pairs = enumerate(zip(said.words, said.lemmas, strict=True))
    return [at for at, (word, lemma) in pairs if lemma in SPEECH or word in SPEECH]


def _tells(said: Said, at: int) -> bool:
    """Return whether the word there makes the hit someone else's."""
    if at < said.first:
        return _opens_report(said, at) or _is_told_of(said, at)
    return at > said.last and (_is_told_of(said, at) or _closes_report(said, at))


def _is_by_opinion(said: Said) -> bool:
    """Return whether a sentence holds by someone else's view: "efter lærernes opfattelse"."""
    holders = [said.words[at + 1 : at + 5] for at in said.places_of({"efter"})]
    return any(OPINIONS.intersection(one) and not OWN.intersection(one) for one in holders)


def _is_as_seen(said: Said) -> bool:
    """Return whether a sentence tells how others see it: "som de ser det", "hvis man spørger dem"."""
    seen = [at for at in said.places_of({"ser"}) if said.words[at + 1 : at + 2] == ("det",)]
    seers = [said.words[max(0, at - 6) : at] for at in seen]
    asked = any(said.words[at - 2 : at] == ("hvis", "man") for at in said.places_of({"spørger"}))
    return asked or any("som" in one and not SELVES.intersection(one) for one in seers)


def _is_quoted(said: Said) -> bool:
    """Return whether the hit stands between quotation marks, more than one word of them."""
    for at, word in enumerate(said.words[: said.first]):
        end = QUOTES.get(word)
        if end and word not in said.words[at + 1 : said.first] and end not in said.words[at + 1 : said.first]:
            return end in said.words[said.last + 2 :]
    return False


def _opens_report(said: Said, at: int) -> bool:
    """Return whether the word at `at` is a verb of speech that opens the clause of the hit."""
    is_speech = said.lemmas[at] in REPORTING or _is_turn_of_speech(said, at)
    is_wish = said.words[at] == "tænk"  # "Tænk, hvis …" tells of nobody's thoughts
    if not (is_speech or said.lemmas[at] in HOLDING) or said.classes[at] == "NOUN" or is_wish:
        return False
    reach = range(at + 1, min(said.first, at + 1 + REPORTED_REACH))
    opens = any(said.words[one] == ":" or _opens_words_said(said, one) for one in reach)
    return opens and (_is_told(said, at) or not _is_own(said, at, is_speech=is_speech))


def _is_told(said: Said, at: int) -> bool:
    """Return whether somebody is told something: "jeg fik at vide, at" is not what she says herself."""
    return said.words[at] == "vide" and "få" in said.lemmas[max(0, at - 4) : at]


def _is_turn_of_speech(said: Said, at: int) -> bool:
    """Return whether words stand here that tell of speech: "får at vide", "udtryk for", "hedder det"."""
    word, lemma = said.words[at], said.lemmas[at]
    return (
        (lemma == "vide" and said.words[max(0, at - 1) : at] == ("at",))
        or (word == "for" and said.words[max(0, at - 1) : at] == ("udtryk",))
        or (lemma in {"hedde", "lyde"} and said.words[at + 1 : at + 2] == ("det",))
    )


def _opens_words_said(said: Said, at: int) -> bool:
    """Return whether a clause with what is said begins here; "uden at", "for at", ", og" begin none."""
    if said.words[at] == ",":
        return not GOING_ON.intersection(said.words[at + 1 : at + 2])
    return said.words[at] in COMPLEMENTS and said.classes[at - 1] != "ADP"


def _is_told_of(said: Said, at: int) -> bool:
    """Return whether a verb tells of someone's view of the hit: "beskrives af flere som", "opleves som",
    "fremhæver relationerne som".
    """
    if said.lemmas[at] not in TOLD_OF:
        return False
    if at < said.first and "som" in said.words[said.last + 1 : said.last + 6]:
        return not _is_own(said, at, is_speech=False)
    is_passive = "Pass" in said.tokens[at].morph.get("Voice", [])
    return is_passive and bool({"af", "som"}.intersection(said.words[at + 1 : at + 3]))


def _is_own(said: Said, at: int, *, is_speech: bool) -> bool:
    """Return whether the speaker speaks for herself, as in "jeg mener" or "vil jeg sige"."""
    near = (*said.words[max(0, at - 3) : at], *said.words[at + 1 : at + 2])
    if not SELVES.intersection(near):
        return said.words[at] == "sige" and bool({"vil", "så"}.intersection(said.words[max(0, at - 2) : at]))
    return not (is_speech and "Past" in said.tokens[at].morph.get("Tense", []))


def _closes_report(said: Said, at: int) -> bool:
    """Return whether someone who speaks follows the clause: "…, siger hun", "…, har hun sagt"."""
    is_set_off = said.words[at - 1] in {",", '"', "”", "«", "»"}
    after = said.words[at + 1 : at + 6]
    if not (is_set_off and after) or after[0] in SELVES:
        return False
    if said.words[at] in {"har", "havde"}:
        return bool(REPORTING.intersection(said.lemmas[at + 2 : at + 6]))
    return said.lemmas[at] in CLOSING or _is_turn_of_speech(said, at)
