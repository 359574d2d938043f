"""Look the pinned packages up among known faults: `audit.py constraints.txt`.

Fails where a package has a known fault. Where nobody can be asked (no network) it says so and passes:
a build without a network is no worse than it was.
"""

import subprocess
import sys

NOBODY_ANSWERS = (
    "ConnectionError",
    "ServiceError",
    "Max retries exceeded",
    "Connection",
    "timed out",
    "resolve",
)


def main() -> int:
    """Return the exit code: 1 where a fault is known."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", sys.argv[1], "--no-deps"]
    told = subprocess.run([*command, "--disable-pip"], capture_output=True, text=True, check=False)
    said = told.stdout + told.stderr
    print(said.strip())
    if told.returncode and "known vulnerabilit" not in said and any(one in said for one in NOBODY_ANSWERS):
        print("The packages were not audited: nobody answers.")
        return 0
    return told.returncode


if __name__ == "__main__":
    sys.exit(main())
