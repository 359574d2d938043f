"""Which words stand in which turn: a file beside the study, made of its texts and thrown away freely."""

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from casecoding.domain.query import WORD, Places

BUSY_SECONDS = 15.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS source (id TEXT PRIMARY KEY, text_hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turn
  (row INTEGER PRIMARY KEY AUTOINCREMENT, source_id TEXT NOT NULL, number INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS ix_turn_source ON turn (source_id);
CREATE TABLE IF NOT EXISTS form (form TEXT NOT NULL, lemma TEXT NOT NULL, PRIMARY KEY (form, lemma))
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_form_lemma ON form (lemma);
CREATE VIRTUAL TABLE IF NOT EXISTS words
  USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0");
"""

LemmasOf = Callable[[str], Collection[str]]


class WordIndex:
    """Turns by the words in them, forms by their lemmas. A damaged file is begun anew."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def lacking(self, wanted: Mapping[str, str]) -> list[str]:
        """Return the ids of the sources that are not in the index with this text; `wanted` is id -> hash."""
        with self._open() as connection:
            known = dict(connection.execute("SELECT id, text_hash FROM source"))
        return [source_id for source_id, text_hash in wanted.items() if known.get(source_id) != text_hash]

    def put(
        self, source_id: str, text_hash: str, turns: Iterable[tuple[int, str]], *, lemmas_of: LemmasOf
    ) -> None:
        """Take a source in, in the place of what was known of it: (number, words) of its turns."""
        told = [(number, " ".join(WORD.findall(words)).lower()) for number, words in turns]
        forms = {form for _, words in told for form in words.split()}
        with self._open() as connection:
            connection.execute("DELETE FROM turn WHERE source_id = ?", (source_id,))
            first = _next_row(connection)
            rows = list(enumerate(told, start=first))
            connection.executemany(
                "INSERT INTO turn VALUES (?, ?, ?)", [(row, source_id, number) for row, (number, _) in rows]
            )
            connection.executemany(
                "INSERT INTO words (rowid, text) VALUES (?, ?)", [(row, words) for row, (_, words) in rows]
            )
            connection.executemany(
                "INSERT OR IGNORE INTO form VALUES (?, ?)",
                [(form, lemma) for form in forms for lemma in lemmas_of(form)],
            )
            connection.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (source_id, text_hash))
            connection.commit()

    def forms_of(self, lemmas: Collection[str]) -> set[str]:
        """Return every form in the study that may be one of these lemmas'."""
        marks = ", ".join("?" * len(lemmas))
        query = f"SELECT DISTINCT form FROM form WHERE lemma IN ({marks})"  # noqa: S608 - only marks
        with self._open() as connection:
            return {form for (form,) in connection.execute(query, tuple(lemmas))}

    def places_of(self, forms: Collection[str], *, phrase: bool, prefix: bool) -> Places:
        """Return the turns with one of the forms, with all in a row, or with words that begin so.

        There may be as many as the study has turns: each is held as four bytes.
        """
        places: dict[str, array[int]] = {}
        if not forms:
            return places
        quoted = [f'"{form}"' for form in forms]
        match = f'"{" ".join(forms)}"' if phrase else " OR ".join(quoted)
        query = "SELECT source_id, number FROM words JOIN turn ON turn.row = words.rowid WHERE words MATCH ?"
        with self._open() as connection:
            for source_id, number in connection.execute(query, (match + (" *" if prefix else ""),)):
                if source_id not in places:
                    places[source_id] = array("i")
                places[source_id].append(number)
        return places

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connected()
        with closing(connection):
            yield connection

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(SCHEMA)
        except sqlite3.DatabaseError as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._file.unlink()
            return self._connected()
        return connection


def _next_row(connection: sqlite3.Connection) -> int:
    """Return a row that was never used: what words stood in a row that is gone cannot be taken out again."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'turn'").fetchone()
    return int(found[0]) + 1 if found else 1
