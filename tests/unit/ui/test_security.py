"""What docs/security.md promises: this machine alone, no telemetry, no words outside the study."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from casecoding.settings import Settings
from casecoding.workbench.bench import create_bench
from casecoding.workbench.importing import import_files
from casecoding.workbench.launching import _command
from casecoding.workbench.suggesting import suggest

ROOT = Path(__file__).parents[3]
SPEAKER = "Mette Hemmeligsen"
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_settings_serve_this_machine_alone_and_tell_nobody():
    assert CONFIG["server"]["address"] == "localhost"
    assert CONFIG["server"]["maxUploadSize"] <= 100
    assert CONFIG["browser"]["gatherUsageStats"] is False


def test_so_does_the_command_wherever_it_is_started(monkeypatch):
    monkeypatch.delenv("STREAMLIT_SERVER_ADDRESS", raising=False)

    options = _command(8765)

    assert "--server.address=localhost" in options
    assert "--server.maxUploadSize=100" in options
    assert "--browser.gatherUsageStats=false" in options


def test_no_module_logs_or_prints():
    spoken = re.compile(r"^\s*(import logging|from logging|logging\.|print\()", re.MULTILINE)
    files = [file for file in (ROOT / "casecoding").rglob("*.py") if file.name != "pdf_pages.py"]

    assert [file.name for file in files if spoken.search(file.read_text(encoding="utf-8"))] == []


def test_no_code_asks_another_host():
    asking = re.compile(r"urllib\.request|http\.client|requests\.|httpx|aiohttp|fetch\(\s*[\"']https?:")
    files = [*(ROOT / "casecoding").rglob("*.py"), *(ROOT / "casecoding").rglob("*.js")]

    assert [file.name for file in files if asking.search(file.read_text(encoding="utf-8"))] == []


def test_names_of_kept_files_say_nothing_of_the_text(tmp_path):
    bench = create_bench(str(tmp_path / "studie.casecoding"), settings=Settings())
    file = tmp_path / "a.txt"
    file.write_text(f"{SPEAKER}: Der er ingen kobling til bestyrelsen.\n", encoding="utf-8")
    import_files(bench, [file])
    suggest(bench)
    bench.store.close()

    names = [one.name for one in tmp_path.rglob("*")]

    assert any(one.endswith("-docs") for one in names)
    assert not any("hemmelig" in one.lower() or "mette" in one.lower() for one in names)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="looks where Linux tells who listens")
def test_the_workbench_listens_to_this_machine_alone(tmp_path):
    study = tmp_path / "studie.casecoding"
    create_bench(str(study), settings=Settings()).store.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "STREAMLIT_SERVER_HEADLESS": "1",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "casecoding.cli", "open", str(study), "--port", str(port)],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        hosts = _listening_at(port)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()

    assert hosts
    assert hosts <= {"0100007F", "00000000000000000000000001000000"}  # 127.0.0.1 and ::1


def _listening_at(port: int) -> set[str]:
    """Return the addresses, as the kernel writes them, on which somebody listens at a port."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        told = "".join(Path(f"/proc/net/{name}").read_text(encoding="ascii") for name in ("tcp", "tcp6"))
        lines = [line.split() for line in told.splitlines()]
        hosts = {one[1].split(":")[0] for one in lines if one[1].endswith(f":{port:04X}") and one[3] == "0A"}
        if hosts:
            return hosts
        time.sleep(0.2)
    return set()
