"""Studies of every version that was ever released, kept as they were, and one made by this version.

`python -m tests.golden_studies` makes the file of this version; it is kept in tests/golden before a
migration that makes the next one, and never made again.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from casecoding.domain.attributes import Attribute, AttributeKind, Figure, Holder
from casecoding.domain.codebook import CueKind, Name
from casecoding.domain.coding import Stance
from casecoding.domain.history import LogFilter
from casecoding.domain.span import Span
from casecoding.settings import Settings
from casecoding.workbench.analysis import Question
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from casecoding.workbench.codebook import add_code, retire_code
from casecoding.workbench.coding import change_coding, remove_coding
from casecoding.workbench.correcting import correct_text, edit_places
from casecoding.workbench.framework import write_summary
from casecoding.workbench.metadata import save_attributes, save_figures
from casecoding.workbench.reading import read_overview, read_text
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.reshaping import merge_codes
from casecoding.workbench.reviewing import accept, reject
from casecoding.workbench.saved_searches import save_search
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import revert, undo
from casecoding.workbench.trash import take_out_case
from casecoding.workbench.views import save_view
from tests.builders import make_code, make_codebook, make_cue, make_source, mark, store_source, usual_source

GOLDEN = Path(__file__).parent / "golden"
TOLD = "told.json"


@dataclass(frozen=True, slots=True)
class Told:
    """What the version that made a study found in it: codings by code, coders, texts, log entries."""

    title: str
    codings: dict[str, int]
    coders: list[str]
    texts: dict[str, str]
    entries: int
    suggestions: int


def golden_versions() -> list[str]:
    return sorted(file.stem.removeprefix("study-") for file in GOLDEN.glob("study-*.zip"))


def unpack_study(version: str, folder: Path) -> tuple[Path, Told]:
    """Put the study of this version into the folder; return where it is, and what its version told of it."""
    name = f"study-{version}"
    with ZipFile(GOLDEN / f"{name}.zip") as archive:
        archive.extract(f"{name}.casecoding", folder)
        told = Told(**json.loads(archive.read(TOLD)))
    return folder / f"{name}.casecoding", told


def make_study(place: Path) -> Told:
    """Make a study in which everything was done that leaves something in it."""
    cued = [make_code(one, make_cue(CueKind.LEMMA, one)) for one in ("kobling", "ledelse")]
    codebook = make_codebook(*cued, make_code("kobling.brudt"))
    bench = create_bench(str(place), title="Et studie", codebook=codebook, settings=Settings())
    anne, bent = (ensure_coder(bench, name).id for name in ("Anne", "Bent"))
    _code(bench, anne, bent)
    _describe(bench, anne)
    _reshape(bench, anne, bent)
    told = _tell(bench)
    bench.store.close()
    return told


def _code(bench: Bench, anne: str, bent: str) -> None:
    one = store_source(bench, usual_source())
    turns = (("I", "Og ledelsen?"), ("Leo", "Her er god kobling 🧩 til ledelsen."))
    two = store_source(bench, make_source(*turns, source_id="kilde2", case="Havneparken", wave="2020"))
    coding = mark(bench, one, "ingen kobling til bestyrelsen 😀", "kobling.brudt", anne)
    change_coding(bench, coding.id, coder_id=anne, memo="De taler uden om.", stance=Stance.CONTRADICTS)
    remove_coding(bench, mark(bench, one, "bakker op", "ledelse", anne).id, coder_id=anne)
    mark(bench, one, "Ledelsen bakker op", "ledelse", bent)
    mark(bench, two, "god kobling 🧩", "kobling", bent)
    mark(bench, two, "til ledelsen", "ledelse", anne)
    undo(bench, coder_id=anne)
    suggest(bench)
    first, second, *_ = [record["id"] for record in suggestion_records(bench)]
    accept(bench, first, coder_id=anne)
    reject(bench, second, coder_id=bent)
    start = one.text.index("mødes ikke")
    edit = edit_places(one, [(Span(start, start + len("mødes ikke")), "mødes sjældent")])
    correct_text(bench, one.id, edit, coder_id=anne)


def _describe(bench: Bench, anne: str) -> None:
    save_attributes(
        bench, [Attribute("boliger", "Boliger", Holder.CASE, AttributeKind.NUMBER)], coder_id=anne
    )
    save_figures(bench, [Figure("Egelund", "2018", "Tilfredshed", 71.5)], coder_id=anne)
    save_view(bench, "Min visning", Question(), coder_id=anne)
    save_search(bench, "Min søgning", "kobling", coder_id=anne)
    write_summary(bench, "Egelund", "kobling", "Koblingen mangler.", coder_id=anne)


def _reshape(bench: Bench, anne: str, bent: str) -> None:
    add_code(bench, Name("Tillid", "Trust"), under="", coder_id=anne)
    retire_code(bench, add_code(bench, Name("Til overs", "Spare"), under="", coder_id=anne).id, coder_id=anne)
    merge_codes(bench, "kobling.brudt", into="kobling", coder_id=anne)
    take_out_case(bench, "Havneparken", coder_id=bent)
    mark(bench, usual_source(), "Vi gør det selv", "ledelse", bent)
    revert(bench, LogFilter(numbers=(bench.store.revision(),)), coder_id=anne)


def _tell(bench: Bench) -> Told:
    overview = read_overview(bench)
    return Told(
        title=overview.study.title,
        codings={code: n for code, n in overview.codings.items() if n},
        coders=[one.name for one in overview.coders],
        texts={card.id: read_text(bench, card.id) for card in overview.sources},
        entries=bench.store.revision(),
        suggestions=sum(1 for _ in suggestion_records(bench)),
    )


def _keep() -> Path:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "study.casecoding"
        told = make_study(place)
        with closing(sqlite3.connect(place)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        kept = GOLDEN / f"study-{version}.zip"
        with ZipFile(kept, "x", ZIP_DEFLATED) as archive:
            archive.write(place, f"study-{version}.casecoding")
            archive.writestr(TOLD, json.dumps(asdict(told), ensure_ascii=False, indent=1))
    return kept


if __name__ == "__main__":
    print(_keep())  # noqa: T201 - for who made it
