"""Keys -> sentences. One TOML file per area; each key holds both languages."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from casecoding.errors import Language


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """Return key -> {"da": …, "en": …}; plural keys hold "da_one" and "en_one" too."""
    folder = files("casecoding.i18n") / "texts"
    texts: dict[str, dict[str, str]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        area = file.name.removesuffix(".toml")
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        texts |= {f"{area}.{key}": values for key, values in table.items()}
    return texts


def texts_of(area: str, language: Language) -> dict[str, str]:
    """Return one area's texts by their key without the area, for the browser to fill in."""
    lead = f"{area}."
    return {
        key.removeprefix(lead): values[language]
        for key, values in all_texts().items()
        if key.startswith(lead)
    }


def in_whole_percent(fraction: float) -> Decimal:
    return Decimal(repr(fraction)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Translator:
    """Says things in one language: `t("reader.saved")`, `t("jobs.imported", n=3)`."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence for `key`; `n` chooses between one and many. Raises KeyError."""
        texts = all_texts()[key]
        form = self.language
        if self._is_one(values.get("n")) and f"{form}_one" in texts:
            return texts[f"{form}_one"].format(**values)
        return texts[form].format(**values)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """Return 1.234,5 in Danish, 1,234.5 in English."""
        if not decimals and float(value).is_integer():
            return f"{int(value):,}".replace(",", "." if self.language == "da" else ",")
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=self.language)

    def percent(self, fraction: float) -> str:
        """Return a share in whole per cent; a half is rounded up, as people do."""
        return format_percent(in_whole_percent(fraction), locale=self.language)

    def date(self, value: date) -> str:
        return format_date(value, format="medium", locale=self.language)

    def moment(self, value: datetime) -> str:
        return format_datetime(value, format="medium", locale=self.language)

    def _is_one(self, n: object) -> bool:
        return isinstance(n, int) and Locale(self.language).plural_form(n) == "one"
