"""`casecoding explain` reads lines as they come and answers each with a line."""

import json
import subprocess
import sys
from time import sleep

COMMAND = [sys.executable, "-m", "casecoding.cli", "explain", "--json"]
LINE = "Der er ingen kobling 😀 til bestyrelsen."


def hits_of(answer: bytes) -> list[dict]:
    return json.loads(answer)["hits"]


def test_who_asks_line_by_line_is_answered_before_asking_again():
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
        for line in (LINE, "", "Beboerdemokratiet er stærkt."):
            asked.stdin.write(f"{line}\n".encode())
            asked.stdin.flush()
            assert bool(hits_of(asked.stdout.readline())) == bool(line)
        asked.stdin.close()


def test_a_line_that_comes_in_pieces_and_has_no_end_is_one():
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
        for piece in (LINE[:8], LINE[8:]):
            asked.stdin.write(piece.encode())
            asked.stdin.flush()
            sleep(0.2)
        asked.stdin.close()
        answers = asked.stdout.read().splitlines()

    assert [LINE[hit["start"] : hit["end"]] for answer in answers for hit in hits_of(answer)] == [
        "ingen kobling",
        "kobling",
    ]
    assert len(answers) == 1


def test_the_mark_and_the_line_ends_of_another_system_are_no_words():
    said = f"\N{ZERO WIDTH NO-BREAK SPACE}{LINE}\r\n\r\n{LINE}".encode()

    first, empty, last = subprocess.run(
        COMMAND, input=said, capture_output=True, check=True
    ).stdout.splitlines()

    assert first == last
    assert hits_of(last)
    assert [LINE[hit["start"] : hit["end"]] for hit in hits_of(last)] == [
        hit["matched"] for hit in hits_of(last)
    ]
    assert json.loads(empty) == {"tokens": [], "hits": []}


def test_a_line_in_another_encoding_is_named_and_nothing_of_it_is_shown():
    ran = subprocess.run(
        COMMAND, input=f"{LINE}\n".encode() + b"Ingen st\xf8tte\n", capture_output=True, check=False
    )

    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"E141" in ran.stderr
    assert b"stdin:2" in ran.stderr
    assert b"Traceback" not in ran.stderr
