"""Undo and redo of two coders over the same suggestions, held against a replay in plain Python."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casecoding.errors import MovedOn, NothingToRedo, NothingToUndo
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.reading import check
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.reviewing import accept, reject
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import redo, undo
from tests.builders import store_source, usual_source

STEPS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "undo", "redo"]), st.integers(0, 1), st.integers(0, 2)),
    max_size=16,
)
WORDS = {"accept": "accepted", "reject": "rejected"}


@dataclass
class Step:
    """A verdict of the replay; `token` tells it from every other on the same suggestion."""

    coder: int
    suggestion: str
    token: int
    word: str
    undone_at: int = 0


class Replay:
    """What should be: verdict tokens by suggestion, and every step that anyone made."""

    def __init__(self, pending: list[str]) -> None:
        self.now: dict[str, Step | None] = dict.fromkeys(pending)
        self.steps: list[Step] = []
        self._clock = 0
        self._newest = {0: 0, 1: 0}

    def decide(self, coder: int, suggestion: str, word: str) -> None:
        self._clock += 1
        step = Step(coder, suggestion, self._clock, word)
        self.steps.append(step)
        self.now[suggestion] = step
        self._newest[coder] = self._clock

    def undo(self, coder: int) -> int | None:
        """Return how many steps were passed over, None when none could be taken back."""
        standing = [one for one in reversed(self.steps) if one.coder == coder and not one.undone_at]
        for skipped, step in enumerate(standing):
            if self.now[step.suggestion] is step:
                self._clock += 1
                step.undone_at = self._clock
                self.now[step.suggestion] = None
                return skipped
        return None if not standing else -1

    def redo(self, coder: int) -> int | None:
        undone = [one for one in self.steps if one.coder == coder and one.undone_at > self._newest[coder]]
        for skipped, step in enumerate(sorted(undone, key=lambda one: -one.undone_at)):
            if self.now[step.suggestion] is None:
                self._clock += 1
                step.undone_at = 0
                self.now[step.suggestion] = step
                return skipped
        return None if not undone else -1


@settings(max_examples=40)
@given(steps=STEPS)
def test_two_coders_undo_and_redo_as_a_replay_does(bench, steps):
    source = store_source(bench, replace(usual_source(), id=bench.new_id()))
    suggest(bench, source_ids=[source.id])
    pending = [one["id"] for one in suggestion_records(bench) if one["source"] == source.id][:3]
    coders = [ensure_coder(bench, bench.new_id()).id for _ in range(2)]
    replay = Replay(pending)

    for what, coder, at in steps:
        chosen = pending[at % len(pending)]
        if what in WORDS and replay.now[chosen] is None:
            (accept if what == "accept" else reject)(bench, chosen, coder_id=coders[coder])
            replay.decide(coder, chosen, WORDS[what])
        elif what == "undo":
            _walk(bench, undo, coders[coder], replay.undo(coder), NothingToUndo)
        elif what == "redo":
            _walk(bench, redo, coders[coder], replay.redo(coder), NothingToRedo)

    stored = {one["id"]: one["verdict"] for one in suggestion_records(bench) if one["id"] in replay.now}
    assert stored == {key: step.word if step else "pending" for key, step in replay.now.items()}
    assert check(bench) == ()


def _walk(bench, way, coder_id, skipped, nothing):
    if skipped is None or skipped < 0:
        with pytest.raises(nothing if skipped is None else MovedOn):
            way(bench, coder_id=coder_id)
    else:
        assert way(bench, coder_id=coder_id).skipped == skipped
