"""A study's codings and its log in plain Python: what undo, redo and reversals must come to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from casecoding.domain.coding import Stance
from casecoding.domain.history import LogFilter
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.errors import CannotTakeBack, InputError, MovedOn, NothingToTakeBack
from casecoding.store import codings as stored
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_code, change_coding, remove_coding
from casecoding.workbench.taking_back import redo, revert, undo

Row = dict[str, Any]
Changes = dict[str, tuple[Row | None, Row]]  # coding -> columns before (None: made) and after
CODES = ("kobling", "kobling.brudt", "ledelse")
WAYS = ("apply", "change", "remove", "undo", "redo", "revert", "revert-many")


@dataclass
class Step:
    """An entry of the model's log; `takes` are the steps that it takes back."""

    coder: str
    way: str
    changes: Changes
    takes: list["Step"] = field(default_factory=list)
    stands: bool = True


class Model:
    """Codings by id, column by column, and the steps that made them so."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.steps: list[Step] = []
        self._deletions = count(1)

    def alive(self) -> dict[str, Row]:
        return {key: row for key, row in self.rows.items() if not row["deleted"]}

    def do(self, coder: str, way: str, changes: Changes, takes: Sequence[Step] = ()) -> bool:
        """Log the changes, which were made; tell whether there was anything to log."""
        if not changes and not takes:
            return False
        self.steps.append(Step(coder, way, changes, list(takes)))
        return True

    def write(self, changes: Changes, row_id: str, after: Row) -> None:
        """Change a row and note it among an entry's changes, folded as the log folds them."""
        row = self.rows.get(row_id)
        before = None if row is None else {name: row[name] for name in after}
        known = changes.get(row_id)
        if known:
            old, new = known
            before = None if old is None else {**(before or {}), **old}
            changes[row_id] = (before, {**new, **after})
        else:
            changes[row_id] = (before, dict(after))
        self.rows[row_id] = {**(row or {}), **after}

    def can_take_back(self, step: Step) -> bool:
        return all(
            self.rows[row_id]["deleted"] == after["deleted"] if before is None else self._is(row_id, after)
            for row_id, (before, after) in step.changes.items()
        )

    def take_back(self, changes: Changes, step: Step) -> None:
        deleted = next(self._deletions)
        for row_id, (before, _) in reversed(step.changes.items()):
            self.write(changes, row_id, {"deleted": deleted} if before is None else before)
        self._turn(step)

    def undo(self, coder: str) -> int | None:
        """Return how many steps were passed over; None when there is none, -1 when none could be."""
        mine = [one for one in reversed(self.steps) if one.coder == coder and one.stands]
        return self._first(coder, "undo", [one for one in mine if one.way not in {"undo", "redo"}])

    def redo(self, coder: str) -> int | None:
        undone: list[Step] = []
        for one in reversed(self.steps):
            if one.coder == coder and one.way not in {"undo", "redo"}:
                break
            if one.coder == coder and one.way == "undo" and one.stands:
                undone.append(one)
        return self._first(coder, "redo", undone)

    def revert(self, coder: str, numbers: Sequence[int]) -> tuple[int, int]:
        """Take back the steps with these places in the log; return how many were, how many were left."""
        changes: Changes = {}
        taken, left = [], 0
        for number in sorted(set(numbers), reverse=True):
            step = self.steps[number]
            if not step.stands:
                continue
            if self.can_take_back(step):
                self.take_back(changes, step)
                taken.append(step)
            else:
                left += 1
        if taken:
            self.do(coder, "revert", changes, taken)
        return len(taken), left

    def _first(self, coder: str, way: str, steps: Sequence[Step]) -> int | None:
        for skipped, step in enumerate(steps):
            if self.can_take_back(step):
                changes: Changes = {}
                self.take_back(changes, step)
                self.do(coder, way, changes, [step])
                return skipped
        return -1 if steps else None

    def _turn(self, step: Step) -> None:
        step.stands = not step.stands
        for earlier in step.takes:
            self._turn(earlier)

    def _is(self, row_id: str, values: Row) -> bool:
        return all(self.rows[row_id][name] == value for name, value in values.items())


@dataclass
class Walk:
    """Does the same to a study and to the model, and says where they part."""

    bench: Bench
    source: Source
    model: Model = field(default_factory=Model)
    coders: list[str] = field(default_factory=list)
    first: int = 0

    def __post_init__(self) -> None:
        self.coders = [ensure_coder(self.bench, self.bench.new_id()).id for _ in range(2)]
        self.first = self.bench.store.revision()

    def step(self, random: Random, way: str) -> None:
        coder = random.choice(self.coders)
        match way:
            case "apply":
                self._apply(coder, self._span(random), random.choice(CODES))
            case "change":
                self._change(coder, random)
            case "remove":
                self._remove(coder, random)
            case "undo" | "redo":
                self._walk(undo if way == "undo" else redo, getattr(self.model, way)(coder), coder)
            case "revert" if self.model.steps:
                self._revert(coder, [random.randrange(len(self.model.steps))])
            case "revert-many" if self.model.steps:
                start = random.randrange(len(self.model.steps))
                self._revert(coder, range(start, min(len(self.model.steps), start + random.randint(2, 12))))

    def differences(self) -> list[str]:
        """Return what the study says otherwise than the model: a coding, or a step that stands."""
        with self.bench.store.reading() as session:
            living = {one.id: one for one in stored.codings_in(session, self.source.id)}
        ours = {key: (row["span"], row["code"], row["stance"], row["memo"])
                for key, row in self.model.alive().items()}  # fmt: skip
        theirs = {key: (one.span, one.code_id, one.stance, one.memo) for key, one in living.items()}
        return [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]

    def _span(self, random: Random) -> Span:
        start = random.randrange(len(self.source.text) - 1)
        return Span(start, min(len(self.source.text), start + random.randint(1, 30)))

    def _apply(self, coder: str, span: Span, code: str) -> None:
        marking = Marking(self.source.id, span.start, span.end, code)
        coding = apply_code(self.bench, marking, coder_id=coder)
        if coding.id not in self.model.rows:
            changes: Changes = {}
            row = {"span": span, "code": code, "coder": coder, "stance": None, "memo": "", "deleted": 0}
            self.model.write(changes, coding.id, row)
            self.model.do(coder, "apply", changes)

    def _own(self, coder: str, random: Random) -> str | None:
        mine = [key for key, row in self.model.alive().items() if row["coder"] == coder]
        return random.choice(mine) if mine else None

    def _change(self, coder: str, random: Random) -> None:
        coding_id = self._own(coder, random)
        if coding_id is None:
            return
        row = self.model.rows[coding_id]
        wished = {"span": self._span(random) if random.random() < 0.5 else row["span"],
                  "stance": random.choice([None, *Stance]),
                  "memo": random.choice(["", "Æ", "en note"])}  # fmt: skip
        change_coding(self.bench, coding_id, coder_id=coder, **wished)
        after = {name: value for name, value in wished.items() if row[name] != value}
        if after:
            changes: Changes = {}
            self.model.write(changes, coding_id, after)
            self.model.do(coder, "change", changes)

    def _remove(self, coder: str, random: Random) -> None:
        coding_id = self._own(coder, random)
        if coding_id:
            remove_coding(self.bench, coding_id, coder_id=coder)
            changes: Changes = {}
            self.model.write(changes, coding_id, {"deleted": next(self.model._deletions)})
            self.model.do(coder, "remove", changes)

    def _walk(self, way: Callable[..., Any], skipped: int | None, coder: str) -> None:
        try:
            done = way(self.bench, coder_id=coder).skipped
        except MovedOn:
            done = -1
        except InputError:
            done = None
        assert done == skipped, (way.__name__, done, skipped)

    def _revert(self, coder: str, places: Sequence[int]) -> None:
        expected = self.model.revert(coder, places)
        wanted = LogFilter(numbers=tuple(self.first + 1 + place for place in places))
        try:
            reversal = revert(self.bench, wanted, coder_id=coder)
            done = (len(reversal.taken), len(reversal.left))
        except CannotTakeBack:
            done = (0, 1)
        except NothingToTakeBack as nothing:
            done = (0, int(str(nothing.values["n"])))
        assert done == expected, (done, expected)


def random_ways(random: Random, steps: int) -> Iterator[str]:
    """Give ways of a coder's day: mostly coding, often back and forth."""
    yield from random.choices(WAYS, weights=(40, 15, 10, 15, 10, 7, 3), k=steps)
