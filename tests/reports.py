"""A report of many excerpts, made without a study."""

from datetime import UTC, datetime

from casecoding.aggregating.matrix import Count, Dimension, Material, Measure, lay_out
from casecoding.domain.coding import Coding, Stance
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.domain.source import SourceKind, text_hash
from casecoding.domain.span import Span
from casecoding.exporting.report import Report
from tests.builders import make_codebook

AT = datetime(2026, 5, 17, 12, tzinfo=UTC)
QUOTE = "Der er ingen kobling til bestyrelsen 😀."
CASES, LEVELS, CODES = (
    ("Egelund", "Birkeparken"),
    ("operationelt", "strategisk", None),
    ("kobling.brudt", "ledelse"),
)


def make_excerpt(number: int = 0, *, quote: str = QUOTE, **changed: object) -> Excerpt:
    """Return an excerpt; `number` chooses its code, its case and its level."""
    coding = Coding(
        id=f"c{number}",
        source_id="kilde1",
        span=Span(10, 10 + len(quote)),
        code_id=CODES[number % 2],
        coder_id="a",
        created=AT,
        quote_hash=text_hash(quote),
        stance=Stance.CONTRADICTS if number % 5 == 0 else None,
        memo="Husk bestyrelsen" if number % 7 == 0 else "",
    )
    usual: dict[str, object] = {
        "coding": coding,
        "quote": quote,
        "before": "Altså, ",
        "after": " Vi gør det selv.",
        "source_name": "Samtale 1",
        "case": CASES[number // 2 % 2],
        "level": LEVELS[number // 4 % 3],
        "wave": "2018",
        "kind": SourceKind.INTERVIEW,
        "speaker": "Mette",
        "role": "projektleder",
        "interviewer": False,
        "coder": "Anne",
        "first_turn": 41,
        "last_turn": 43,
        "time": 872.0,
        "other_codes": ("kobling",),
    }
    return Excerpt(**usual | changed)


def make_report(*excerpts: Excerpt, selection: Selection = EVIDENCE, title: str = "Prøvestudie") -> Report:
    matrix = lay_out(
        [Count("kobling", "Egelund", len(excerpts), 1, 1)],
        [Material("", "Egelund", 10, 1000, 1)],
        rows=(Dimension.THEME, ["kobling", "ledelse"]),
        columns=(Dimension.CASE, ["Egelund", "Birkeparken"]),
        measure=Measure.CODINGS,
    )
    return Report(
        title=title,
        made=AT,
        selection=selection,
        codebook=make_codebook(),
        excerpts=excerpts,
        matrices=(matrix,),
        source_names={"kilde1": "Samtale 1"},
        codings_by_code={"kobling.brudt": 3},
    )
