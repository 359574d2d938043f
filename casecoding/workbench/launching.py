"""Opening the workbench in the browser, with the demo study when no other is named."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from casecoding.i18n.translating import Translator
from casecoding.settings import PACKAGE, STUDY_VARIABLE, Settings, demo_study_path, shipped_folder
from casecoding.store.engine import is_url
from casecoding.workbench.bench import Bench, create_bench, open_bench
from casecoding.workbench.importing import import_files
from casecoding.workbench.suggesting import suggest

DEFAULT_PORT = 8501
LARGEST_UPLOAD = 100  # megabytes


def open_workbench(study: str | None, *, port: int | None) -> int:
    """Open a study (the demo study when None) in the browser; return when it is closed.

    Raises StudyMissing and its kin before anything is started.
    """
    if study is None:
        ensure_demo_study(demo_study_path())
    place = study or str(demo_study_path())
    open_bench(place).store.close()
    shown = place if is_url(place) else str(Path(place).resolve())
    return _serve(_command(port), os.environ | {STUDY_VARIABLE: shown})


def _serve(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the server until it ends or this process is asked to; it is never left behind alone."""
    signal.signal(signal.SIGTERM, _leave)
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603 - our own interpreter
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()


def _leave(_signal: int, _frame: object) -> None:
    sys.exit(0)


def ensure_demo_study(path: Path) -> None:
    """Make the demo study from the shipped corpus, with suggestions, when there is none."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.stem}.{os.getpid()}{path.suffix}")
    bench = make_demo_study(str(draft))
    bench.store.close()
    if bench.docs_folder and bench.docs_folder.exists():
        bench.docs_folder.replace(path.with_name(path.name + "-docs"))
    draft.replace(path)


def make_demo_study(place: str) -> Bench:
    """Make a study of the shipped codebook and corpus at `place`, with suggestions."""
    corpus = shipped_folder("corpus")
    manifest = corpus / "manifest.toml"
    language = Settings.from_environment().language
    bench = create_bench(place, title=Translator(language)("launching.demo_title"))
    import_files(bench, sorted(_corpus_files(corpus)), manifest=manifest)
    suggest(bench)
    return bench


def app_file() -> Path:
    """Return streamlit_app.py: inside the wheel, else in the checkout."""
    inside = PACKAGE / "streamlit_app.py"
    return inside if inside.is_file() else PACKAGE.parent / "streamlit_app.py"


def _corpus_files(corpus: Path) -> list[Path]:
    return [file for file in corpus.rglob("*") if file.is_file() and file.parent != corpus]


def _command(port: int | None) -> list[str]:
    """Return the command that serves the workbench: to this machine alone, unless it is told otherwise."""
    settings = {
        "server.port": port or os.environ.get("CASECODING_PORT") or DEFAULT_PORT,
        "server.address": os.environ.get("STREAMLIT_SERVER_ADDRESS") or "localhost",
        "server.maxUploadSize": os.environ.get("STREAMLIT_SERVER_MAX_UPLOAD_SIZE") or LARGEST_UPLOAD,
        "browser.gatherUsageStats": "false",
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *options]
