"""Whether a segment speaks of the study itself: how it was made, what its words mean, where it goes on."""

from collections import defaultdict
from collections.abc import Sequence

from casecoding.suggesting.said import Said

REACH = 4  # words that may stand between two of a phrase
ABOUT_THE_STUDY = """
    i det følgende, i dette kapitel, i dette afsnit, i kapitel, behandles i kapitel, kapitel handle,
    kapitel bygge, kapitel behandle, kapitel omhandle, kapitel bestå, kapitel se, afsnit handle,
    afsnit bygge, afsnit behandle, afsnit omhandle, afsnit dreje, næste afsnit, følgende afsnit,
    foregående afsnit, følge afsnit, resultatafsnit, rapport bygge, rapport bestå, rapport handle,
    rapport omfatte, undersøgelse bygge, undersøgelse omfatte, undersøgelse bestå, undersøgelse formål,
    evaluering bygge, evaluering omfatte, evaluering bestå, evaluering formål, evaluering ramme,
    evaluering opdragsgiver, analyse bygge, analyse bestå, en undersøgelse som denne, interviewe til,
    er interviewet, var interviewet, blevet interviewet, er der interviewet,
    er der gennemført interview, interviewguide, interview gennemføre, interviewet gennemføre,
    interviewperson omfatte, citat stamme, citat være fra, i citat nedenfor, opgørelse bygge,
    citat være gengive, interview være optage, interview vare, informant være udvælge,
    case være udvælge, udvalgt som case, informant om alle, betegnelse, begreb anvende, begreb hente,
    begreb dække, begreb bruge, begreb stamme, begreb forstå, spørgeskemaundersøgelse, datagrundlag,
    datamateriale, observatør, forskergruppe, forskningslitteratur, i litteratur, temaer kode,
    kodning af, observation notere, bilag 1, bilag 2, bilag 3, bilag 4, bilag a, bilag b,
    fremgå af tabel, fremgå af figur, tabel vise, figur vise
"""
BY_FIRST_WORD: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for first, *rest in map(str.split, ABOUT_THE_STUDY.split(",")):
    BY_FIRST_WORD[first].append(tuple(rest))
BY_THE_AUTHORS = frozenset({
    "interviewe", "anvende", "udvælge", "observere", "sammenligne", "analysere", "gennemlæse", "spørge",
    "deltage", "afgrænse", "besøge", "skelne", "inddrage", "forstå",
})  # fmt: skip


def speaks_of_the_study(said: Said, *, by_its_authors: bool) -> bool:
    """Tell whether a segment is about method or outline; `by_its_authors`: "vi" are those who write."""
    phrases = (
        (first, rest)
        for first in BY_FIRST_WORD.keys() & said.all
        for rest in BY_FIRST_WORD[first]
        if said.all.issuperset(rest)
    )
    is_met = any(
        first in pair and _runs_through(said, at, rest)
        for first, rest in phrases
        for at, pair in enumerate(zip(said.words, said.lemmas, strict=True))
    )
    return is_met or (by_its_authors and _authors_did(said))


def _runs_through(said: Said, at: int, rest: Sequence[str]) -> bool:
    """Return whether the words of a phrase follow one another from here, each near the one before."""
    for word in rest:
        reach = range(at + 1, min(at + 2 + REACH, len(said.words)))
        found = next((one for one in reach if word in (said.words[one], said.lemmas[one])), None)
        if found is None:
            return False
        at = found
    return True


def _authors_did(said: Said) -> bool:
    """Return whether "vi" did, or do, what authors of a study do: "har vi spurgt", "vi anvender"."""
    if "vi" not in said.words:
        return False
    at = said.words.index("vi")
    return bool(BY_THE_AUTHORS.intersection(said.lemmas[max(0, at - 2) : at + 4]))
