"""The filters that commands share: written once, given to every command that takes `filters`."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from casecoding.cli.given import selection_of
from casecoding.cli.options import (
    CaseOption,
    CodeOption,
    CoderOption,
    InterviewerOption,
    KindOption,
    LevelOption,
    WaveOption,
)
from casecoding.domain.selection import Selection
from casecoding.workbench.bench import Bench


@dataclass(frozen=True, slots=True)
class Filters:
    """The part of a study that a command is about, as it was typed."""

    code: CodeOption = None
    case: CaseOption = None
    level: LevelOption = None
    wave: WaveOption = None
    kind: KindOption = None
    coder: CoderOption = None
    with_interviewer: InterviewerOption = False

    def selection(self, bench: Bench) -> Selection:
        """Return the selection; raises the errors of codes, levels and kinds that are not known."""
        return selection_of(
            bench,
            codes=self.code,
            cases=self.case,
            levels=self.level,
            waves=self.wave,
            kinds=self.kind,
            coders=self.coder,
            with_interviewer=self.with_interviewer,
        )


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters' options in the place of its parameter `filters`.

    Typer makes options of what a signature says.
    """
    options = inspect.signature(Filters).parameters
    own = {name: one for name, one in inspect.signature(command).parameters.items() if name != "filters"}
    shown = own | options

    @wraps(command)
    def filtered(**given: Any) -> None:
        filters = Filters(**{name: given.pop(name) for name in options})
        command(**given, filters=filters)

    filtered.__signature__ = inspect.Signature(list(shown.values()))  # type: ignore[attr-defined]
    filtered.__annotations__ = {name: one.annotation for name, one in shown.items()}
    return filtered
