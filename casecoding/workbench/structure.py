"""Structure as codes: questions of a guide and items of an agenda over the answers that follow them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from casecoding.domain.codebook import Code, CodeKind, Name
from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.importing.guides import is_agenda_item, questions_of, without_number
from casecoding.importing.reading import read_file
from casecoding.nlp.content import content_sentences, told_sentences
from casecoding.nlp.docs import annotate_turns, key_of_docs
from casecoding.nlp.pipeline import Pipeline, open_pipeline
from casecoding.store import study
from casecoding.store.codings import add_coding
from casecoding.store.sources import load_source
from casecoding.structuring import Asked, Doubt, answers, find_questions
from casecoding.suggesting.vectors import installed_vectors, nearness_of
from casecoding.workbench.bench import Bench
from casecoding.workbench.codebook import id_from
from casecoding.workbench.jobs import Progress, silent

LONGEST_NAME = 70  # characters of a code's name; the whole question is its definition


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the structure begins: the number of a turn, None where it was not found."""

    part: str
    turn: int | None
    words: str = ""
    score: float = 1.0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of one source as they are proposed, or as a person corrected them."""

    source_id: str
    source_name: str
    turns: int
    places: tuple[Place, ...]


def read_guide(name: str, content: bytes) -> tuple[str, ...]:
    """Return the questions of an interview guide; raises the errors of reading a file."""
    return questions_of(read_file(name, content))


def propose_questions(
    bench: Bench, questions: Sequence[str], source_ids: Sequence[str], *, progress: Progress = silent
) -> tuple[Structure, ...]:
    """Find where each question was asked in each source; nothing is stored.

    Who asks is the interviewer; where there is none, whoever asks. Raises UnknownSource or the
    errors of the language model.
    """
    pipeline, vectors = open_pipeline(bench.settings.model), installed_vectors()
    wanted = [_all_words(pipeline, question) for question in questions]
    proposed = []
    for done, source_id in enumerate(source_ids):
        source = _source(bench, source_id)
        progress(done, len(source_ids), source.name)
        texts, asked = _asked(bench, pipeline, source)
        nearness = nearness_of(vectors, questions, texts) if vectors else ()
        matches = find_questions(wanted, asked, nearness=nearness)
        places = [
            Place(question, match.turn, _words_of(source, match.turn), match.score, match.doubts)
            for question, match in zip(questions, matches, strict=True)
        ]
        proposed.append(Structure(source.id, source.name, len(source.turns), tuple(places)))
    progress(len(source_ids), len(source_ids), "")
    return tuple(proposed)


def propose_headings(bench: Bench, source_ids: Sequence[str]) -> tuple[Structure, ...]:
    """Return the headings and numbered agenda items of each source that has any; nothing is stored."""
    found = (_headings(_source(bench, source_id)) for source_id in source_ids)
    return tuple(structure for structure in found if structure.places)


def turn_words(bench: Bench, source_id: str, turn: int) -> str:
    """Return what is said in a turn, for a person who moves a question there."""
    return _words_of(_source(bench, source_id), turn)


def apply_structure(bench: Bench, name: str, structures: Sequence[Structure], *, coder_id: str) -> int:
    """Code the answers with one structural code per part, as one step; return the number of codings.

    The codes stand below one called `name`; parts of the same words share a code, also with an
    earlier step of the same name.
    """
    subject = {"name": name, "sources": len(structures)}
    with bench.writing(Action.APPLY_STRUCTURE, coder_id=coder_id, subject=subject) as session:
        places = [place for structure in structures for place in structure.places]
        found = {place.part for place in places if place.turn}
        parts = tuple(part for part in dict.fromkeys(place.part for place in places) if part in found)
        codes = _ensured_codes(session, name, parts)
        stored = 0
        for structure in structures:
            source = load_source(session, structure.source_id)
            starts: dict[int, list[str]] = {}
            for place in structure.places:
                if place.turn and codes[place.part] not in starts.setdefault(place.turn, []):
                    starts[place.turn].append(codes[place.part])
            for code_id, span in answers(source, starts):
                coding = Coding(
                    id=bench.new_id(),
                    source_id=source.id,
                    span=span,
                    code_id=code_id,
                    coder_id=coder_id,
                    created=bench.clock(),
                    quote_hash=text_hash(span.of(source.text)),
                )
                stored += add_coding(session, coding) is coding
        study.bump_codebook_version(session)
    return stored


def _ensured_codes(session: Session, name: str, parts: Sequence[str]) -> dict[str, str]:
    """Return part -> the id of its code below the structural code of this name, made where missing."""
    codebook = study.load_codebook(session)
    roots = [code for code in codebook.themes if code.kind is CodeKind.STRUCTURE and code.name.da == name]
    root = roots[0] if roots else _structural(session, id_from(name) or "struktur", name, "")
    known = {code.definition: code.id for code in codebook if code.parent_id == root.id}
    for part in parts:
        if part not in known:
            known[part] = _structural(session, f"{root.id}.{id_from(part)[:40] or 's'}", part, part).id
    return known


def _structural(session: Session, wanted: str, name: str, definition: str) -> Code:
    """Add a structural code with an id that none has had."""
    number, code_id = 1, wanted if wanted[:1].isalpha() else f"s_{wanted}"
    base = code_id
    while study.is_known_code(session, code_id):
        number += 1
        code_id = f"{base}_{number}"
    short = name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
    code = Code(code_id, Name(short, short), definition=definition, kind=CodeKind.STRUCTURE)
    study.save_code(session, code)
    session.flush()
    return code


def _asked(bench: Bench, pipeline: Pipeline, source: Source) -> tuple[list[str], list[Asked]]:
    """Return the sentences of who asks, as they stand and by lemma."""
    turns = _asking(source)
    texts = [turn.span.of(source.text) for turn in turns]
    docs = annotate_turns(pipeline, texts, cache=bench.docs_folder, key=key_of_docs(texts))
    told = [
        (text, Asked(turn.number, words))
        for turn, doc in zip(turns, docs, strict=True)
        for text, words in told_sentences(doc)
    ]
    return [text for text, _ in told], [one for _, one in told]


def _asking(source: Source) -> list[Turn]:
    who = {one.label for one in source.participants if one.interviewer}
    turns = [turn for turn in source.turns if turn.label in who]
    return turns or [turn for turn in source.turns if "?" in turn.span.of(source.text)]


def _all_words(pipeline: Pipeline, text: str) -> tuple[str, ...]:
    (doc,) = pipeline.annotate([text])
    return tuple(word for words in content_sentences(doc) for word in words)


def _headings(source: Source) -> Structure:
    items = [turn for turn in source.turns if is_agenda_item(turn.span.of(source.text), turn.style)]
    places = tuple(_heading(source, turn) for turn in items)
    return Structure(source.id, source.name, len(source.turns), places)


def _heading(source: Source, turn: Turn) -> Place:
    words = turn.span.of(source.text)
    return Place(without_number(words), turn.number, words)


def _words_of(source: Source, turn: int | None) -> str:
    return source.turns[turn - 1].span.of(source.text) if turn else ""


def _source(bench: Bench, source_id: str) -> Source:
    with bench.store.reading() as session:
        return load_source(session, source_id)


def doubtful(structures: Iterable[Structure]) -> int:
    """Return how many places a person should look at."""
    return sum(bool(place.doubts) for one in structures for place in one.places)
