"""The same words give the same suggestions where another processor rounds otherwise."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import need

SENTENCES = Path(__file__).parent / "cases" / "themes_unseen.txt"
SUM = """
import numpy as np
numbers = np.random.default_rng(0)
print((numbers.random((96, 300)) @ numbers.random((300, 96))).tobytes())
"""
OLD, NEW = "Prescott", "Haswell"  # kinds of processor that OpenBLAS has own code for


def run(*command, said="", **environment):
    return subprocess.run(
        command,
        input=said,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def run_as_on(processor, *arguments, said=""):
    return run(sys.executable, *arguments, said=said, OPENBLAS_CORETYPE=processor)


def emulated(*arguments, said=""):
    """Run Python on an emulated processor of 2008."""
    python = str(Path(sys.executable).resolve())
    return run(
        "qemu-x86_64", "-cpu", "Nehalem", python, *arguments, said=said, PYTHONPATH=os.pathsep.join(sys.path)
    )


def test_another_processor_suggests_the_same():
    if run_as_on(OLD, "-c", SUM) == run_as_on(NEW, "-c", SUM):
        pytest.skip("Both would reckon alike here.")
    sentences = "\n".join(line.split("|")[1] for line in SENTENCES.read_text("utf-8").splitlines()[::4])

    old, new = (
        run_as_on(one, "-m", "casecoding.cli", "explain", "--json", said=sentences) for one in (OLD, NEW)
    )

    assert old == new
    assert old.count('"hits": [{') > 50


@pytest.mark.skipif(platform.machine() != "x86_64", reason="The emulator runs this machine's Python.")
def test_another_machine_suggests_the_same():
    need(bool(shutil.which("qemu-x86_64")), "qemu-x86_64")
    lines = SENTENCES.read_text("utf-8").splitlines()[::42]
    sentences = "\n".join(line.split("|")[1] for line in lines)
    ask = ("-m", "casecoding.cli", "explain", "--json")

    assert emulated(*ask, said=sentences) == run(sys.executable, *ask, said=sentences) != ""
