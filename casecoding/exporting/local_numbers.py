"""Numbers in a CSV file, written so that a spreadsheet in that language reads them."""

from casecoding.i18n.translating import Translator


def local_number(value: str | int | float, t: Translator) -> str | int | float:
    """Return a fraction with a comma in Danish; what is no fraction stays as it is."""
    if isinstance(value, float) and t.language == "da":
        return repr(value).replace(".", ",")
    return value
