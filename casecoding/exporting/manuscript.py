"""Manuscript: the report in the writing, shared by what writes its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.document import Document
from lxml.etree import _Element as Element

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.codebook import Codebook
from casecoding.exporting.report import Report
from casecoding.exporting.word_body import Body, Run, TableCell
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
    _labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.body = Body(self.document)

    @property
    def codebook(self) -> Codebook:
        return self.report.codebook

    def heading(self, level: int, words: str) -> None:
        self.entries.append((level, words, self.body.heading(level, words)))

    def field(self, name: str, words: str, *, style: str = "Normal") -> None:
        """Add a line that begins with a name in bold."""
        self.body.paragraph(style, Run(f"{name}: ", "FieldName"), Run(words))

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        numbers: int = 0,
        widths: Sequence[int] = (),
    ) -> None:
        """Add a plain table; the last `numbers` columns are centred, `widths` are the columns' shares."""
        text = len(head) - numbers
        names = [TableCell(one, bold=True, centred=at >= text) for at, one in enumerate(head)]
        cells = [[TableCell(one, centred=at >= text) for at, one in enumerate(row)] for row in rows]
        self.body.table([names, *cells], widths=widths)

    def code(self, code_id: str) -> str:
        """Return a code's name; each is looked up once, however many excerpts have it."""
        if code_id not in self._labels:
            self._labels[code_id] = code_label(code_id, codebook=self.codebook, t=self.t)
        return self._labels[code_id]

    def level(self, level_id: str | None) -> str:
        return level_label(level_id, codebook=self.codebook, t=self.t)
