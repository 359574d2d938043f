"""The docs name every command, and the README's commands are there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from casecoding.cli import app

ROOT = Path(__file__).parents[2]
COMMANDS = get_command(app).commands
MODEL_COMMANDS = [f"model {name}" for name in COMMANDS["model"].commands]


@pytest.mark.parametrize("command", [*sorted(COMMANDS.keys() - {"model"}), *MODEL_COMMANDS])
def test_every_command_is_documented(command):
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")

    assert f"`casecoding {command}" in page or f"/ `casecoding {command}" in page


def test_the_readmes_commands_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^casecoding (\S+)", readme, flags=re.MULTILINE))

    assert named
    assert named <= set(COMMANDS)


def test_the_readmes_make_targets_and_pictures_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    for target in set(re.findall(r"^make (\w+)", readme, flags=re.MULTILINE)):
        assert f"\n{target}: " in makefile
    for picture in re.findall(r"\((docs/[^)]+)\)", readme):
        assert (ROOT / picture).exists()


def test_every_test_that_the_threat_model_names_is_there():
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = {Path(name).name for name in re.findall(r"`([\w/]*test_\w+\.py)`", page)}

    assert len(named) > 5
    assert named <= {file.name for file in (ROOT / "tests").rglob("test_*.py")}
