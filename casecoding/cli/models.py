"""The language models at hand, and how well they read."""

from pathlib import Path
from typing import Annotated

import typer

from casecoding.cli.options import JsonOption
from casecoding.cli.talking import SETTINGS, t, write_json
from casecoding.workbench import model

commands = typer.Typer(help=t("cli.model"), no_args_is_help=True)


@commands.command("info", help=t("cli.model_info"))
def model_info(as_json: JsonOption = False) -> None:
    cards = model.model_records(SETTINGS.model)
    if as_json:
        write_json(cards)
        return
    for card in cards:
        scores = "  ".join(f"{name} {value:.1f}" for name, value in card["scores"].items())
        typer.echo(
            f"{'*' if card['in_use'] else ' '} {card['name']} {card['version']}  {card['origin']}  {scores}"
        )


@commands.command("evaluate", help=t("cli.model_evaluate"))
def model_evaluate(
    file: Annotated[Path, typer.Argument(help=t("cli.conllu"))],
    as_json: JsonOption = False,
) -> None:
    scores = model.evaluate_model(file, SETTINGS.model)
    if as_json:
        write_json(scores)
        return
    for name, value in scores.items():
        typer.echo(f"{name:>18}  {'–' if value is None else f'{value:.1f}':>8}")
