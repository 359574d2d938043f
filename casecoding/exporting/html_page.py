"""A report as one HTML file that needs nothing beside it: the parts that its plan asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from casecoding.aggregating.matrix import Dimension, Matrix
from casecoding.charts.matrix import PICTURE_COLUMNS, PICTURE_ROWS, TABLE_COLUMNS, matrix_picture, shade_of
from casecoding.domain.codebook import Code
from casecoding.domain.excerpt import Excerpt, shortened_context, shortened_quote
from casecoding.exporting.appendix_tables import Table, coder_table, run_table
from casecoding.exporting.chapters import Chapter, in_chapters
from casecoding.exporting.coverage_tables import coverage_tables
from casecoding.exporting.framework_tables import case_table, case_title, written_rows
from casecoding.exporting.markup import Markup, document, element, picture, said
from casecoding.exporting.plan import Part
from casecoding.exporting.report import Report
from casecoding.exporting.selection_words import selection_in_words
from casecoding.exporting.wording import Wording, speaker_shown
from casecoding.figures import dimension_name, shown_value, whole_in_words
from casecoding.i18n.translating import Translator

CONTENTS_DEPTH = 2


def html_report(report: Report, *, t: Translator) -> bytes:
    """Return the report as a page; opened in a browser it loads nothing and runs nothing."""
    page = _Page(report, t)
    written = {part: PARTS[part](page) for part in Part if part in report.plan.parts}
    if Part.CONTENTS in written:
        written[Part.CONTENTS] = _contents(page)  # now that every heading is known
    whole = document(
        language=t.language,
        title=report.title,
        style=page.style(),
        body=element("main", *written.values()),
    )
    return whole.encode()


@dataclass(slots=True)
class _Page:
    """The page in the writing: its headings so far, and the shades its tables use."""

    report: Report
    t: Translator
    wording: Wording = field(init=False)
    headings: list[tuple[int, str]] = field(default_factory=list)
    shades: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.wording = Wording(self.report, self.t)

    def heading(self, level: int, words: str) -> Markup:
        self.headings.append((level, words))
        return element(f"h{level + 1}", said(words), id=f"h{len(self.headings)}")

    def style(self) -> str:
        css = (files("casecoding.exporting") / "report.css").read_text(encoding="utf-8")
        return css + "".join(f".s{shade} {{ background: #{shade}; }}\n" for shade in sorted(self.shades))


def _front(page: _Page) -> Markup:
    report, t = page.report, page.t
    filters = [
        piece
        for name, values in selection_in_words(report.selection, report, t)
        for piece in (element("dt", said(name)), element("dd", said(values)))
    ]
    lines = (
        t("word.made", when=t.moment(report.made)),
        t("word.counted", n=t.number(len(report.excerpts))),
        f"{report.codebook.title}, {report.codebook.version}",
    )
    notes = [t("report.references"), *([t("report.anonymous_note")] if report.plan.anonymous else [])]
    methods = [element("h4", said(t("report.methods"))), element("p", said(report.methods), class_="note")]
    return element(
        "header",
        element("h1", said(report.title)),
        element("p", said(t("word.subtitle"))),
        *(element("p", said(line), class_="note") for line in lines),
        element("dl", *filters),
        *(element("p", said(note), class_="note") for note in notes),
        *(methods if report.methods else []),
    )


def _contents(page: _Page) -> Markup:
    listed = [
        (level, element("a", said(words), href=f"#h{number}"))
        for number, (level, words) in enumerate(page.headings, start=1)
        if level <= CONTENTS_DEPTH
    ]
    items = []
    for at, (level, link) in enumerate(listed):
        if level == 1:
            below = [element("li", one) for one in _below(listed[at + 1 :])]
            items.append(element("li", link, *([element("ol", *below)] if below else [])))
    return element("nav", element("h2", said(page.t("word.contents"))), element("ol", *items))


def _below(rest: list[tuple[int, Markup]]) -> Iterator[Markup]:
    for level, link in rest:
        if level == 1:
            return
        yield link


def _matrices(page: _Page) -> Markup:
    pieces = [page.heading(1, page.t("word.matrices"))]
    for number, matrix in enumerate(page.report.matrices, start=1):
        title, highest = page.wording.matrix_title(matrix), matrix.highest
        pieces.append(page.heading(2, title))
        pieces += [_matrix_table(page, part, highest) for part in matrix.parted(columns=TABLE_COLUMNS)]
        drawn = [
            _matrix_picture(page, part, title, highest)
            for part in matrix.parted(columns=PICTURE_COLUMNS, rows=PICTURE_ROWS)
        ]
        caption = element("figcaption", said(page.wording.caption(matrix, number)))
        pieces.append(element("figure", *drawn, caption))
    return element("section", *pieces)


def _matrix_picture(page: _Page, matrix: Matrix, title: str, highest: float) -> Markup:
    drawn = matrix_picture(matrix, title=title, codebook=page.report.codebook, t=page.t, highest=highest)
    return picture(drawn, "image/png", description=page.wording.matrix_in_words(matrix))


def _matrix_table(page: _Page, matrix: Matrix, highest: float) -> Markup:
    corner = element("th", said(dimension_name(matrix.row_dimension, page.t)), scope="col")
    head = [
        element("th", said(page.wording.column(matrix, one)), scope="col", class_="number")
        for one in matrix.columns
    ]
    rows = [
        element(
            "tr",
            element("th", said(page.wording.row(matrix, row)), scope="row"),
            *(_matrix_cell(page, matrix, row, column, highest) for column in matrix.columns),
        )
        for row in matrix.rows
    ]
    return element("table", element("thead", element("tr", corner, *head)), element("tbody", *rows))


def _matrix_cell(page: _Page, matrix: Matrix, row: str, column: str, highest: float) -> Markup:
    value = matrix.value(row, column)
    if value is None:
        return element("td", said(page.t("aggregating.no_data")), class_="number none")
    shade, light = shade_of(value, highest)
    page.shades.add(shade)
    shown = shown_value(value, matrix.measure, page.t)
    return element("td", said(shown), class_=f"number s{shade}{' light' if light else ''}")


def _excerpts(page: _Page) -> Markup:
    plan, codebook = page.report.plan, page.report.codebook
    pieces: list[Markup] = []
    for one in in_chapters(page.report.excerpts, plan.order, codebook=codebook):
        match one:
            case Chapter():
                pieces += _chapter(page, one)
            case Excerpt():
                pieces += _excerpt(page, one)
    return element("section", *pieces)


def _chapter(page: _Page, chapter: Chapter) -> Iterator[Markup]:
    yield page.heading(chapter.depth, page.wording.heading(chapter))
    definition = page.wording.definition(chapter)
    if definition:
        yield element("p", said(definition))


def _excerpt(page: _Page, excerpt: Excerpt) -> Iterator[Markup]:
    plan, speaker = page.report.plan, speaker_shown(excerpt)
    before, after = shortened_context(excerpt, plan.context)
    yield element(
        "blockquote",
        *([element("span", said(f"{speaker}: "), class_="speaker")] if speaker else []),
        *([element("span", said(before), class_="context")] if before.strip() else []),
        element("span", said(shortened_quote(excerpt.quote, plan.length))),
        *([element("span", said(after), class_="context")] if after.strip() else []),
    )
    if excerpt.coding.memo and Part.MEMOS in plan.parts:
        yield _named(page.t("exporting.column_memo"), excerpt.coding.memo, class_="memo")
    yield element("p", said(page.wording.source_line(excerpt)), class_="source")


def _memos(page: _Page) -> Markup:
    noted = [one for one in page.report.excerpts if one.coding.memo]
    if not noted:
        return Markup("")
    pieces = [page.heading(1, page.t("report.part_memos"))]
    for one in in_chapters(noted, (Dimension.THEME,), codebook=page.report.codebook):
        match one:
            case Chapter():
                pieces.append(page.heading(2, page.wording.heading(one)))
            case Excerpt():
                pieces.append(element("blockquote", said(one.coding.memo)))
                pieces.append(element("p", said(page.wording.memo_line(one)), class_="source"))
    return element("section", *pieces)


def _framework(page: _Page) -> Markup:
    rows = written_rows(page.wording)
    if not rows:
        return Markup("")
    pieces = [page.heading(1, page.t("report.part_framework"))]
    for row in rows:
        pieces += [page.heading(2, case_title(row)), _table(case_table(row, page.wording))]
    return element("section", *pieces)


def _coverage(page: _Page) -> Markup:
    t = page.t
    pieces = [
        page.heading(1, t("report.part_coverage")),
        element("p", said(whole_in_words(page.report.coverage.whole, t))),
        element("p", said(t("report.coverage_note")), class_="note"),
    ]
    for heading, table in coverage_tables(page.wording):
        pieces += [page.heading(2, heading), _table(table)]
    return element("section", *pieces)


def _codebook(page: _Page) -> Markup:
    pieces = [page.heading(1, page.t("word.codebook"))]
    for code in page.report.codebook:
        pieces.append(page.heading(2 if code.parent_id is None else 3, page.wording.code(code.id)))
        pieces += _code(page, code)
    return element("section", *pieces)


def _code(page: _Page, code: Code) -> Iterator[Markup]:
    for name in ("definition", "include", "exclude", "example"):
        words = getattr(code, name)
        if words:
            yield _named(page.t(f"exporting.column_{name}"), words)
    yield element("p", said(page.wording.usage(code.id)), class_="source")


def _runs(page: _Page) -> Markup:
    pieces = [
        page.heading(1, page.t("report.part_runs")),
        page.heading(2, page.t("report.coders")),
        _table(coder_table(page.wording)),
    ]
    if page.report.runs:
        pieces += [page.heading(2, page.t("report.runs")), _table(run_table(page.wording))]
    return element("section", *pieces)


def _named(name: str, words: str, *, class_: str = "") -> Markup:
    return element("p", element("strong", said(f"{name}: ")), said(words), class_=class_)


def _table(table: Table) -> Markup:
    classes = ["number" if table.is_centred(at) else "" for at in range(len(table.head))]
    head = [
        element("th", said(one), scope="col", class_=kind)
        for one, kind in zip(table.head, classes, strict=True)
    ]
    rows = [
        element(
            "tr", *(element("td", said(one), class_=kind) for one, kind in zip(row, classes, strict=True))
        )
        for row in table.rows
    ]
    return element("table", element("thead", element("tr", *head)), element("tbody", *rows))


PARTS: Mapping[Part, Callable[[_Page], Markup]] = {
    Part.FRONT: _front,
    Part.CONTENTS: lambda _: Markup(""),
    Part.MATRIX: _matrices,
    Part.EXCERPTS: _excerpts,
    Part.MEMOS: _memos,
    Part.FRAMEWORK: _framework,
    Part.COVERAGE: _coverage,
    Part.CODEBOOK: _codebook,
    Part.RUNS: _runs,
}
