"""Makes the gazetteer from the lists in gazetteers/."""

from pathlib import Path

from casecoding.nlp.names import Gazetteer

LISTS = Path(__file__).parent / "gazetteers"


def make_gazetteer(folder: Path = LISTS) -> Gazetteer:
    """Return the gazetteer of the lists in `folder`."""
    places = dict.fromkeys([*_lines(folder / "places.txt"), *_lines(folder / "world.txt")], "LOC")
    organisations = dict.fromkeys(
        [*_lines(folder / "organisations.txt"), *_lines(folder / "bodies.txt")], "ORG"
    )
    unsure = _words(folder / "unsure_given_names.txt")
    return Gazetteer(
        given=_words(folder / "given_names.txt") | _words(folder / "given_names_abroad.txt") | unsure,
        unsure=unsure,
        surnames=frozenset().union(*map(_words, sorted(folder.glob("surnames*.txt")))),
        phrases={**places, **organisations},
    )


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _words(file: Path) -> frozenset[str]:
    return frozenset(word for line in _lines(file) for word in line.split())
