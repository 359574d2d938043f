"""A report of many excerpts, made without a study."""

from datetime import UTC, datetime

from casecoding.aggregating.coverage import Stretch, lay_out_coverage
from casecoding.aggregating.matrix import Count, Dimension, Material, Measure, lay_out
from casecoding.domain.coding import Coding, Stance
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.domain.source import SourceKind, text_hash
from casecoding.domain.span import Span
from casecoding.domain.summary import FrameworkCell, FrameworkRow, Summary
from casecoding.exporting.plan import ReportPlan
from casecoding.exporting.report import CoderLine, Report, RunLine, SourceLine
from tests.builders import make_codebook

USUAL = ReportPlan()
AT = datetime(2026, 5, 17, 12, tzinfo=UTC)
QUOTE = "Der er ingen kobling til bestyrelsen 😀."
CASES, LEVELS, CODES = (
    ("Egelund", "Birkeparken"),
    ("operationelt", "strategisk", None),
    ("kobling.brudt", "ledelse"),
)


STRETCHES = (
    Stretch(
        "kilde1",
        "Samtale 1",
        "Egelund",
        "operationelt",
        "2018",
        SourceKind.INTERVIEW,
        turns=40,
        words=900,
        coded_turns=10,
        codings=12,
        coders={"Anne": 9, "Bo": 3},
    ),
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
        "source_number": 1,
        "speaker_number": 2,
    }
    return Excerpt(**usual | changed)


def make_report(
    *excerpts: Excerpt,
    selection: Selection = EVIDENCE,
    title: str = "Prøvestudie",
    plan: ReportPlan = USUAL,
    methods: str = "",
    framework: tuple[FrameworkRow, ...] = (),
) -> Report:
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
        plan=plan,
        methods=methods,
        framework=framework,
        material=(
            SourceLine("kilde1", "I1", "Samtale 1", "Egelund", "operationelt", "2018"),
            SourceLine("kilde2", "D2", "Referat", "Birkeparken", None, ""),
        ),
        coverage=lay_out_coverage(STRETCHES, cases=["Birkeparken", "Egelund"], levels=["operationelt"]),
        coders=(CoderLine("Anne", 3, AT, AT),),
        runs=(RunLine("kørsel1", AT, "model 1.0", "1.0", 2, 7),),
    )


def make_framework(words: str = "Bestyrelsen hører intet.") -> tuple[FrameworkRow, ...]:
    """Return a framework of two cases, in which one cell is written and stale."""
    summary = Summary("Egelund", "kobling", words, "Anne", AT, is_stale=True)
    written = (FrameworkCell("kobling", 3, summary), FrameworkCell("ledelse", 1))
    blank = (FrameworkCell("kobling", 0), FrameworkCell("ledelse", 0))
    return (FrameworkRow("Egelund", "500", written), FrameworkRow("Birkeparken", "", blank))
