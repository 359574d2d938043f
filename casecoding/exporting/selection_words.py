"""A selection as a reader of the report sees it."""

from collections.abc import Iterator

from casecoding.aggregating.labels import code_label, level_label, value_label
from casecoding.domain.selection import Selection
from casecoding.exporting.report import Report
from casecoding.i18n.translating import Translator


def selection_in_words(selection: Selection, report: Report, t: Translator) -> Iterator[tuple[str, str]]:
    """Give (filter, its values) for every filter; one that is not set says that all are in."""
    codebook = report.codebook
    chosen = {
        "codes": [
            code_label(one, codebook=codebook, t=t) for one in (*selection.codes, *selection.exact_codes)
        ],
        "cases": list(selection.cases),
        "levels": [level_label(one, codebook=codebook, t=t) for one in selection.levels],
        "waves": list(selection.waves),
        "kinds": [t(f"aggregating.kind_{kind.value.replace('-', '_')}") for kind in selection.kinds],
        "sources": [report.source_names.get(one, one) for one in selection.sources],
        "coders": list(selection.coders),
    }
    if report.query:
        yield t("word.query"), report.query
    for name, values in chosen.items():
        yield t(f"word.filter_{name}"), ", ".join(values) or t("word.all")
    yield from _attributes(selection, report, t)
    yield t("word.filter_interviewer"), t("word.yes" if selection.with_interviewer else "word.no")


def _attributes(selection: Selection, report: Report, t: Translator) -> Iterator[tuple[str, str]]:
    """Give (attribute, its chosen values)."""
    known = {one.id: one for one in report.attributes}
    for having in selection.attributes:
        attribute = known.get(having.attribute_id)
        if attribute:
            shown = [
                value_label(attribute.kind, one, t=t) if one else t("aggregating.unstated")
                for one in having.values
            ]
            yield attribute.name, ", ".join(shown)
