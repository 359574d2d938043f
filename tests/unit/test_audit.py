"""The audit fails on a known fault, and calls nothing audited that nobody answered for."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit.py"
FAULT = {"id": "PYSEC-1", "fix_versions": ["2.0"]}


@pytest.fixture
def audit(monkeypatch, tmp_path, capsys):
    """Give what runs the audit of two packages with these answers by service, and returns code and words."""
    pinned = tmp_path / "constraints.txt"
    pinned.write_text("a_b==1.0\nc==1.0\n", encoding="utf-8")

    def run(**answers):
        def answer(command, **_options):
            said = answers.get(command[command.index("--vulnerability-service") + 1])
            told = json.dumps({"dependencies": said}) if said else ""
            return subprocess.CompletedProcess(command, 0, told, "Traceback\nConnectionError: nobody")

        monkeypatch.setattr(subprocess, "run", answer)
        monkeypatch.setattr(sys, "argv", ["audit.py", str(pinned)])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(AUDIT), run_name="__main__")
        return ended.value.code, capsys.readouterr().out

    return run


def known(name, *faults):
    return {"name": name, "version": "1.0", "vulns": list(faults)}


def test_a_known_fault_fails_the_build(audit):
    code, said = audit(pypi=[known("a-b", FAULT), known("c")])

    assert code == 1
    assert "a-b 1.0: PYSEC-1, mended in 2.0" in said
    assert "2 of 2 packages audited, 1 known faults." in said


def test_what_one_service_does_not_know_another_is_asked_about(audit):
    code, said = audit(
        pypi=[known("a-b"), {"name": "c", "skip_reason": "not found"}], osv=[known("c", FAULT)]
    )

    assert code == 1
    assert "2 of 2" in said


def test_what_nobody_answers_for_is_named_and_passes(audit):
    code, said = audit(pypi=[known("c")])

    assert code == 0
    assert "1 of 2 packages audited, 0 known faults." in said
    assert "Not audited, as nobody answers for them: a-b." in said
    assert "osv does not answer: ConnectionError: nobody" in said
