"""The kinds of expected errors; each leaf below them stands with its subject."""

from typing import ClassVar, Literal

Language = Literal["da", "en"]


class CaseCodingError(Exception):
    """An expected error; `sentence` words it for the person, `code` names it in the docs."""

    code: ClassVar[str]
    da: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        """Return the error as one sentence in `language`, led by its code."""
        template = self.da if language == "da" else self.en
        return f"[{self.code}] {template.format(**self.values)}"


class InputError(CaseCodingError):
    """What the person gave cannot be used."""


class StudyError(CaseCodingError):
    """The study cannot be opened or changed as asked."""


class CannotTakeBack(StudyError):
    """An entry of the log cannot be taken back; it is left as it is."""


class ModelError(CaseCodingError):
    """The language model cannot be used."""
