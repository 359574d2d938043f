"""Plain builders of what the tests need: codebooks, sources, benches, Docs."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count

import spacy
from spacy.tokens import Doc

from casecoding.domain.codebook import Code, Codebook, Cue, CueKind, Level, Name
from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.source import Participant, Source, SourceKind, Turn, TurnStyle
from casecoding.domain.span import Span
from casecoding.store.sources import add_source
from casecoding.workbench.bench import MACHINE, Bench
from casecoding.workbench.coding import Marking, apply_code

BLANK = spacy.blank("da")
LEVELS = (
    Level("operationelt", 1, Name("Operationelt", "Operational")),
    Level("taktisk", 2, Name("Taktisk", "Tactical")),
    Level("strategisk", 3, Name("Strategisk", "Strategic")),
)


def ticking_clock() -> Callable[[], datetime]:
    """Return a clock that starts on 17 May 2026 and goes a second forward at every look."""
    seconds = count()
    return lambda: datetime(2026, 5, 17, 12, tzinfo=UTC) + timedelta(seconds=next(seconds))


def counter_ids(lead: str = "id") -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{lead}{next(numbers):04}"


def make_code(code_id: str, *cues: Cue, **rest: object) -> Code:
    name = Name(code_id.capitalize(), f"{code_id} (en)")
    return Code(code_id, name, definition=f"Om {code_id}.", cues=cues, **rest)


def make_cue(kind: CueKind, *terms: str, weight: float = 0.8, **rest: object) -> Cue:
    return Cue(kind, terms=terms, weight=weight, **rest)


def make_codebook(*codes: Code, version: str = "1.0") -> Codebook:
    usual = (make_code("kobling"), make_code("kobling.brudt"), make_code("ledelse"))
    return Codebook("Prøvekodebog", version, levels=LEVELS, codes=codes or usual)


def make_source(
    *turns: tuple[str | None, str],
    source_id: str = "kilde1",
    case: str = "Egelund",
    level: str | None = "operationelt",
    wave: str = "2018",
    kind: SourceKind = SourceKind.INTERVIEW,
    levels: dict[str, str] | None = None,
    name: str = "",
) -> Source:
    """Return a source of (speaker, words); "I" is the interviewer, a speaker of None is nobody."""
    text, made = "", []
    for number, (label, words) in enumerate(turns, start=1):
        text += f"{label}: " if label else ""
        style = TurnStyle.SPEECH if label else TurnStyle.PARAGRAPH
        made.append(Turn(number, Span(len(text), len(text) + len(words)), label, style))
        text += f"{words}\n"
    labels = dict.fromkeys(label for label, _ in turns if label)
    return Source(
        id=source_id,
        name=name or f"Samtale {source_id}",
        text=text,
        kind=kind,
        case=case,
        level=level,
        wave=wave,
        turns=tuple(made),
        participants=tuple(
            Participant(
                one, f"Navn {one}", role=f"rolle {one}", level=(levels or {}).get(one), interviewer=one == "I"
            )
            for one in labels
        ),
        file_name=f"{source_id}.txt",
        file_hash=sha256(text.encode()).hexdigest(),
    )


def usual_source(source_id: str = "kilde1", **rest: object) -> Source:
    return make_source(
        ("I", "Hvordan går det med ledelsen?"),
        ("Mette", "Der er ingen kobling til bestyrelsen 😀. Vi gør det selv."),
        ("Bo", "Ledelsen bakker op, men følgegruppen mødes ikke."),
        source_id=source_id,
        **rest,
    )


def store_source(bench: Bench, source: Source) -> Source:
    with bench.writing(Action.IMPORT_SOURCE, coder_id=MACHINE) as session:
        add_source(session, source, source.text.encode(), at=bench.clock())
    return source


def span_of(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return Span(start, start + len(words))


def mark(bench: Bench, source: Source, words: str, code: str, coder_id: str) -> Coding:
    span = span_of(source, words)
    marking = Marking(source.id, span.start, span.end, code, quote=words)
    return apply_code(bench, marking, coder_id=coder_id)


def make_doc(words: str, *, lemmas: dict[str, str] | None = None, starts: Sequence[int] = (0,)) -> Doc:
    """Return a Doc of `words` with these lemmas (else the lower-case word) and sentence starts."""
    doc = BLANK.make_doc(words)
    for token in doc:
        token.lemma_ = (lemmas or {}).get(token.lower_, token.lower_)
        token.is_sent_start = token.i in starts
    return doc
