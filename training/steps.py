"""Runs steps in order, each only when an output is missing or older than an input."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Step:
    """What a step is called, reads, writes and does."""

    name: str
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]
    run: Callable[[], None]

    def is_done(self) -> bool:
        if not all(output.exists() for output in self.outputs):
            return False
        newest = max((path.stat().st_mtime for path in self.inputs), default=0.0)
        return all(output.stat().st_mtime >= newest for output in self.outputs)


def run_steps(steps: Sequence[Step]) -> dict[str, float]:
    """Run what is not done; return the seconds that each run step took."""
    seconds = {}
    for step in steps:
        if step.is_done():
            print(f"{step.name}: done before", flush=True)
            continue
        missing = [str(path) for path in step.inputs if not path.exists()]
        if missing:
            reason = f"{step.name}: missing {', '.join(missing)}; see training/README.md"
            raise SystemExit(reason)
        started = perf_counter()
        step.run()
        seconds[step.name] = perf_counter() - started
        print(f"{step.name}: {seconds[step.name]:.0f} s", flush=True)
    return seconds
