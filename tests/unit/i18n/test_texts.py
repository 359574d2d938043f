"""Every text for people has Danish and English, and stands somewhere on screen or paper."""

import re
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casecoding.aggregating.cooccurrence import Association, Unit
from casecoding.aggregating.coverage import Covered
from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.aggregating.triangulating import Pattern
from casecoding.charts.comparison import Drawing
from casecoding.domain.attributes import AttributeKind, Holder
from casecoding.domain.codebook import CueKind, Scope
from casecoding.domain.coding import Stance
from casecoding.domain.history import Action
from casecoding.domain.query import Field
from casecoding.domain.source import SourceKind
from casecoding.domain.suggestion import Flag, Verdict
from casecoding.domain.trash import TrashKind
from casecoding.exporting.coverage_tables import PLACE_COLUMNS, SOURCE_COLUMNS
from casecoding.exporting.excerpt_rows import COLUMNS
from casecoding.exporting.lines_table import COLUMNS as LINE_COLUMNS
from casecoding.exporting.plan import Part
from casecoding.i18n.translating import Translator, all_texts, texts_of
from casecoding.store.checking import Fault
from casecoding.store.mending import Remedy
from casecoding.store.recording import logged_tables
from casecoding.structuring import Doubt
from casecoding.workbench.jobs import Stage
from casecoding.workbench.saturating import SourceOrder
from casecoding.workbench.telling import COLUMNS as COLUMNS_TOLD
from casecoding.workbench.telling import COUNTED

PACKAGE = Path(__file__).parents[3] / "casecoding"
FORMS = {"da", "en", "da_one", "en_one"}
LITERAL = re.compile(r"""\bt\(\s*["']([a-z_]+\.[a-z0-9_.]+)["']""")
REVERSED = {Action.UNDO: "undo_entry", Action.REDO: "redo_entry"}
BUILT_FROM_VALUES = {
    "aggregating.kind_": SourceKind,
    "aggregating.measure_": Measure,
    "aggregating.dimension_": Dimension,
    "exporting.column_": (*COLUMNS, *LINE_COLUMNS, "definition", "include", "exclude", "example", "codings"),
    "exporting.stance_": Stance,
    "compare.stance_": Stance,
    "compare.figure_": Drawing,
    "compare.how_": Drawing,
    "review.flag_": (*Flag, "none"),
    "reader.flag_": Flag,
    "reader.stance_": (*Stance, "none"),
    "history.": [REVERSED.get(action, action) for action in Action],
    "cli.export_": ("word", "html", "excel", "csv"),
    "jobs.stage_": Stage,
    "metadata.holder_": Holder,
    "structure.doubt_": Doubt,
    "metadata.kind_": AttributeKind,
    "cues.kind_": CueKind,
    "cues.scope_": Scope,
    "comparing.list_": ("added", "dropped", "touched"),
    "report.part_": Part,
    "report.": (*PLACE_COLUMNS, *SOURCE_COLUMNS),
    "triangulate.": ("joint", "against", "footing", "codings", "speakers", "sources", "top"),
    "triangulate.pattern_": [one for one in Pattern if one is not Pattern.NO_MATERIAL],
    "framework.": ("word", "excel"),
    "search.field_": [one for one in Field if one is not Field.MEMO],
    "search.join_": ("0", "1", "2"),
    "search.counting_": ("quotations", "turns"),
    "search.": ("quotations", "turns", "word", "excel", "lines"),
    "telling.column_": COLUMNS_TOLD,
    "telling.count_": COUNTED,
    "telling.table_": logged_tables(),
    "telling.verdict_": Verdict,
    "matrix.of_": Holder,
    "coverage.": Covered,
    "cooccurrence.": Association,
    "cooccurrence.formula_": Association,
    "cooccurrence.how_": Unit,
    "cooccurrence.unit_": Unit,
    "cooccurrence.found_": Unit,
    "saturation.order_": SourceOrder,
    "coverage.title_": Covered,
    "matrix.cut_": ("rows", "columns", "panels"),
    "trash.": TrashKind,
    "mending.fault_": Fault,
    "mending.remedy_": Remedy,
}
BUILT_FROM_NAMES_IN = {
    "report.": "exporting/appendix_tables.py",
    "word.filter_": "exporting/selection_words.py",
    "compare.": "ui/app_pages/compare.py",
    "overview.": "ui/app_pages/overview.py",
    "overview.ask_": "ui/links.py",
    "pages.group_": "ui/main.py",
    "pages.": "ui/main.py",
    "export.": "ui/app_pages/export.py",
    "matrix.": "ui/app_pages/matrix.py",
    "exporting.cell_": "exporting/matrix_tables.py",
    "import.column_": "ui/import_form.py",
    "speakers.column_": "ui/speaker_table.py",
    "metadata.column_": "ui/attributes_form.py",
    "structure.column_": "ui/app_pages/structure.py",
    "metadata.figure_": "ui/figures_form.py",
    "metadata.tab_": "ui/app_pages/material.py",
    "speakers.level_": "ui/speaker_table.py",
}


def text_of(*patterns: str) -> str:
    files = [file for pattern in patterns for file in sorted(PACKAGE.rglob(pattern))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


PYTHON, SCRIPT = text_of("*.py"), text_of("*.js")
LITERALS = set(LITERAL.findall(PYTHON))
BUILT = {f"{lead}{one.replace('-', '_')}" for lead, values in BUILT_FROM_VALUES.items() for one in values}


def is_named(key: str) -> bool:
    """Tell whether the key's last part stands in quotes in the file that builds such keys."""
    return any(
        f'"{key.removeprefix(lead)}"' in (PACKAGE / file).read_text(encoding="utf-8")
        for lead, file in BUILT_FROM_NAMES_IN.items()
        if key.startswith(lead)
    )


def is_used(key: str) -> bool:
    in_browser = key.startswith("reader.") and re.search(rf"\b{key.removeprefix('reader.')}\b", SCRIPT)
    return key in LITERALS or f'"{key}"' in PYTHON or key in BUILT or is_named(key) or bool(in_browser)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("key", all_texts())
def test_a_text_has_both_languages_with_the_same_values(key):
    texts = all_texts()[key]

    assert {"da", "en"} <= set(texts) <= FORMS
    assert all(text.strip() for text in texts.values())
    assert ("da_one" in texts) == ("en_one" in texts)
    assert fields(texts["da"]) == fields(texts["en"])
    assert fields(texts.get("da_one", "")) <= fields(texts["da"])


@pytest.mark.parametrize("key", sorted(LITERALS))
def test_a_key_in_the_code_exists(key):
    assert key in all_texts()


@pytest.mark.parametrize("key", all_texts())
def test_a_text_is_used(key):
    assert is_used(key)


@pytest.mark.parametrize("key", sorted(BUILT))
def test_a_key_that_is_built_exists(key):
    assert key in all_texts()


def test_one_and_many_have_their_own_words():
    t = Translator("da")

    assert t("cli.coded", n=1) != t("cli.coded", n=2)
    assert t("cli.coded", n=0) == t("cli.coded", n=2).replace("2", "0")


def test_an_area_is_given_without_its_name():
    texts = texts_of("cli", "en")

    assert texts["json"] == Translator("en")("cli.json")


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        Translator("da")("findes.ikke")


def test_numbers_and_dates_are_written_as_each_language_does():
    da, en = Translator("da"), Translator("en")

    assert (da.number(1234.5, decimals=1), en.number(1234.5, decimals=1)) == ("1.234,5", "1,234.5")
    assert da.date(date(2026, 5, 7)) == "7. maj 2026"
    assert "2026" in en.moment(datetime(2026, 5, 7, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("share", "shown"), [(21 / 40, "53\xa0%"), (0.125, "13\xa0%"), (0.5149, "51\xa0%"), (0, "0\xa0%")]
)
def test_half_a_per_cent_is_rounded_up(share, shown):
    assert Translator("da").percent(share) == shown
