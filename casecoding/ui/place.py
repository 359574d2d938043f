"""Where the script behind the pages is."""

from pathlib import Path

MAIN_SCRIPT = Path(__file__).parent / "main.py"
