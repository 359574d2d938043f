"""Manuscript: the report in the writing, shared by what writes its parts."""

from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from casecoding.domain.codebook import Codebook
from casecoding.exporting.appendix_tables import Table
from casecoding.exporting.report import Report
from casecoding.exporting.word_body import Body, Run, TableCell
from casecoding.exporting.wording import Wording
from casecoding.i18n.translating import Translator

Entry = tuple[int, str, str]  # level, heading, bookmark


@dataclass(slots=True)
class Manuscript:
    """A document with the report it is to hold; `entries` are its headings so far, for the contents."""

    document: Document
    report: Report
    t: Translator
    body: Body = field(init=False)
    entries: list[Entry] = field(default_factory=list)
    contents: Element | None = None
    wording: Wording = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body(self.document)
        self.wording = Wording(self.report, self.t)

    @property
    def codebook(self) -> Codebook:
        return self.report.codebook

    def heading(self, level: int, words: str) -> None:
        self.entries.append((level, words, self.body.heading(level, words)))

    def field(self, name: str, words: str, *, style: str = "Normal") -> None:
        """Add a line that begins with a name in bold."""
        self.body.paragraph(style, Run(f"{name}: ", "FieldName"), Run(words))

    def table(self, table: Table) -> None:
        names = [TableCell(one, bold=True, centred=table.is_centred(at)) for at, one in enumerate(table.head)]
        cells = [
            [TableCell(one, centred=table.is_centred(at)) for at, one in enumerate(row)] for row in table.rows
        ]
        self.body.table([names, *cells], widths=table.widths)
