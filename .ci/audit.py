"""Look the pinned packages up among known faults: `audit.py constraints.txt`.

Fails where a package has a known fault. What nobody could be asked about (no network, an index that does
not know) is counted and said, and passes: a build without a network is no worse than it was. Nothing is
called free of faults that was not looked up.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SERVICES = ("pypi", "osv")  # the second is asked about what the first does not know


def main() -> int:
    """Return the exit code: 1 where a fault is known."""
    wanted, told = sys.argv[1], {}
    for service in SERVICES:
        told |= {_as_told(one["name"]): one for one in _asked(service, wanted) if "vulns" in one}
    pinned = _pinned(wanted)
    faults = [(one, fault) for one in told.values() for fault in one["vulns"]]
    for one, fault in faults:
        print(f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions'])}")
    unasked = sorted(pinned - told.keys())
    print(f"{len(pinned) - len(unasked)} of {len(pinned)} packages audited, {len(faults)} known faults.")
    if unasked:
        print(f"Not audited, as nobody answers for them: {', '.join(unasked)}.")
    return 1 if faults else 0


def _asked(service: str, requirements: str) -> Iterator[dict[str, Any]]:
    """Give what the service says of each package; nothing where it does not answer."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", requirements, "--no-deps", "--disable-pip"]
    options = ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]
    said = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        yield from json.loads(said.stdout)["dependencies"]
    except json.JSONDecodeError:
        print(f"{service} does not answer: {_last_line(said.stderr)}")


def _last_line(words: str) -> str:
    return next((line.strip()[:160] for line in reversed(words.splitlines()) if line.strip()), "nothing said")


def _pinned(requirements: str) -> set[str]:
    """Return the names of the pinned packages."""
    lines = Path(requirements).read_text(encoding="utf-8").splitlines()
    return {_as_told(line.partition("==")[0]) for line in lines if "==" in line}


def _as_told(name: str) -> str:
    """Return a package's name as those who are asked write it."""
    return re.sub(r"[-_.]+", "-", name.strip().lower())


if __name__ == "__main__":
    sys.exit(main())
