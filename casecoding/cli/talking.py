"""What the command line says, to people and to programs."""

import json
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casecoding.errors import CaseCodingError
from casecoding.i18n.translating import Translator
from casecoding.settings import Settings
from casecoding.workbench.backing_up import Keeper
from casecoding.workbench.bench import MACHINE, Bench, ensure_coder, open_bench
from casecoding.workbench.jobs import Stopped
from casecoding.workbench.placing import service_that_syncs

STOPPED_BY_KEY = 130  # what a shell expects of a command that Ctrl+C ended
SETTINGS = Settings.from_environment()
t = Translator(SETTINGS.language)
console = Console(stderr=True)


def complain(fault: CaseCodingError) -> None:
    """Say an expected error in one sentence on stderr."""
    sentence = fault.sentence(SETTINGS.language)
    console.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)


def say(key: str, **values: object) -> None:
    console.print(t(key, **values), markup=False, highlight=False, soft_wrap=True)


def warn_of_place(place: str) -> None:
    """Say so where another program copies the study's folder elsewhere."""
    if service := service_that_syncs(place):
        say("sidebar.synced", service=service)


def open_to_change(study: str) -> Bench:
    """Open a study that will be changed, after a backup where one is due; say why where none can be made."""
    bench = open_bench(study)
    keeper = Keeper(bench)
    keeper.look()
    if keeper.fault:
        complain(keeper.fault)
    return bench


def who_changes(bench: Bench, coder: str) -> str:
    """Return the id of the named coder, made on first use; who gives no name is the machine."""
    return ensure_coder(bench, coder).id if coder else MACHINE


def write_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def write_records(records: Iterable[Mapping[str, Any]], *, as_jsonl: bool) -> None:
    """Write records as JSON lines, or as lines of values parted by tabs under a line of their names."""
    for number, record in enumerate(records):
        if as_jsonl:
            write_json(record)
            continue
        if not number:
            typer.echo("\t".join(record))
        typer.echo("\t".join(_shown(value) for value in record.values()))


def _shown(value: object) -> str:
    match value:
        case None:
            return "-"
        case float():
            return f"{value:.4g}"
        case _:
            return " ".join(str(value).split())


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar while the block runs; give what tells it (done, in all, name of the next).

    After Ctrl+C telling of a next piece raises Stopped; a second Ctrl+C breaks off at once.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar, stoppable() as stop:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)
            if done < total and stop.is_set():
                raise Stopped

        yield report


@contextmanager
def stoppable() -> Iterator[Event]:
    """Take the first Ctrl+C in the block as a wish to stop after the piece at hand, and give that wish."""
    stop, usual = Event(), signal.getsignal(signal.SIGINT)

    def ask(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, usual)
        stop.set()
        say("cli.stopping")

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)
