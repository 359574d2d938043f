"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.talking import t

StudyArgument = Annotated[str, typer.Argument(help=t("cli.study"))]
OutArgument = Annotated[Path, typer.Argument(help=t("cli.out"))]
CodeOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_code"))]
CaseOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_case"))]
LevelOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_level"))]
WaveOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_wave"))]
KindOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_kind"))]
CoderOption = Annotated[list[str] | None, typer.Option(help=t("cli.filter_coder"))]
CoderName = Annotated[str, typer.Option(help=t("cli.coder"))]
WhoOption = Annotated[str, typer.Option("--coder", help=t("cli.coder_who"))]
JsonOption = Annotated[bool, typer.Option("--json", help=t("cli.json"))]
InterviewerOption = Annotated[bool, typer.Option("--with-interviewer", help=t("cli.with_interviewer"))]
FurnitureOption = Annotated[
    bool | None, typer.Option("--page-furniture/--no-page-furniture", help=t("reading.furniture_help"))
]
