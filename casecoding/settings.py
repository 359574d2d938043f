"""One frozen Settings: what a person chose on this machine, from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casecoding.errors import Language

PACKAGE = Path(__file__).parent
STUDY_VARIABLE = "CASECODING_STUDY"


@dataclass(frozen=True, slots=True)
class Settings:
    """`model` names the language model to use, None for the order of choice."""

    language: Language = "da"
    coder: str = "Forsker"
    model: str | None = None
    study: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read CASECODING_LANGUAGE, _CODER, _MODEL and _STUDY."""
        return cls(
            language="en" if environment.get("CASECODING_LANGUAGE") == "en" else "da",
            coder=environment.get("CASECODING_CODER") or "Forsker",
            model=environment.get("CASECODING_MODEL") or None,
            study=environment.get(STUDY_VARIABLE) or None,
        )


def shipped_folder(name: str) -> Path:
    """Return the folder of shipped codebook or corpus: inside the wheel, else in the checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def demo_study_path() -> Path:
    """Return where `casecoding open` keeps the demo study."""
    return studies_folder() / "demo.casecoding"


def studies_folder() -> Path:
    """Return the folder in which studies are kept unless a person says otherwise."""
    return Path(os.environ.get("CASECODING_HOME") or Path.home() / "casecoding")
