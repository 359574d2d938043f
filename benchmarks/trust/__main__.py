"""Measure the trust core and print each figure; the exit code is 1 where a bar was missed."""

import os
import sys

from benchmarks.trust import coders, fuzz, histories, kills


def main() -> int:
    """Run every measurement, whatever came of the one before."""
    met = [
        histories.run(),
        kills.run(),
        coders.run(server=os.environ.get("CASECODING_TEST_POSTGRES", "")),
        fuzz.run(),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
