"""10,000 operations with undo, redo and reversals at random, held against a model and the log's replay."""

import tempfile
import time
from pathlib import Path
from random import Random

from casecoding.settings import Settings
from casecoding.workbench.bench import create_bench
from casecoding.workbench.reading import check
from tests.builders import make_codebook, store_source, usual_source
from tests.log_model import Walk, random_ways

LOOKED_AT_EVERY = 1_000


def run(operations: int = 10_000, *, seed: int = 8) -> bool:
    """Walk through the operations; print what was found and tell whether nothing was off."""
    random, began = Random(seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = create_bench(
            str(Path(folder) / "walk.casecoding"), codebook=make_codebook(), settings=Settings()
        )
        walk = Walk(bench, store_source(bench, usual_source()))
        differences = 0
        for done, way in enumerate(random_ways(random, operations), start=1):
            walk.step(random, way)
            if done % LOOKED_AT_EVERY == 0:
                differences += len(walk.differences())
        differences += len(walk.differences())
        findings = check(bench)
        bench.store.close()
    print(
        f"histories: {operations:,} operations, {len(walk.model.steps):,} log entries, "
        f"{differences} differences from the model, {len(findings)} from the log's replay, "
        f"{time.monotonic() - began:.0f} s"
    )
    return not differences and not findings
