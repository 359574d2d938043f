"""Searching the whole study: a person's words made into a search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import version
from itertools import chain

from sqlmodel import Session

from casecoding.domain.attributes import Attribute, AttributeKind, to_text, value_of
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.domain.query import (
    NAMES,
    All,
    AnyOf,
    Comparison,
    Condition,
    Field,
    Not,
    Query,
    Words,
    atoms,
    read_query,
)
from casecoding.domain.search import Search
from casecoding.domain.source import SourceKind
from casecoding.errors import NotComparable, UnknownInQuery
from casecoding.i18n.translating import Translator
from casecoding.nlp.word_forms import possible_lemmas
from casecoding.settings import studies_folder
from casecoding.store.attributes import list_attributes
from casecoding.store.cases import list_cases
from casecoding.store.source_lists import list_waves, source_names, speaker_names
from casecoding.store.sources import list_turn_words, text_hashes
from casecoding.store.study import code_ids, list_coders, load_codebook
from casecoding.store.word_index import WordIndex
from casecoding.workbench.bench import Bench
from casecoding.workbench.jobs import Progress, silent

LANGUAGES = (Translator("da"), Translator("en"))
ORDERED = {AttributeKind.NUMBER, AttributeKind.DATE}

Names = Mapping[str, str]
"""What a person may call a thing, in lower case -> its id."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names a query may use, by field, and the attributes by name in lower case."""

    names: Mapping[str, Names]
    attributes: Mapping[str, Attribute]


@dataclass(frozen=True, slots=True)
class Found:
    """A search and the words in which a person asked it."""

    query: str
    search: Search


def prepare_index(bench: Bench, *, progress: Progress = silent) -> int:
    """Take into the word index the sources whose text it does not have; return how many."""
    index = _index(bench)
    with bench.store.reading() as session:
        hashes = text_hashes(session)
    lacking = index.lacking(hashes)
    for done, source_id in enumerate(lacking):
        progress(done, len(lacking), "")
        with bench.store.reading() as session:
            turns = list_turn_words(session, source_id)
        index.put(source_id, hashes[source_id], turns, lemmas_of=possible_lemmas)
    return len(lacking)


def search_for(
    bench: Bench,
    given: str,
    *,
    coders: tuple[str, ...] = (),
    with_interviewer: bool = False,
    progress: Progress = silent,
) -> Found:
    """Return what a person asks as a search that can be counted, listed and exported.

    Words are looked up in the index, which is brought up to date first. Raises UnreadableQuery,
    UnknownInQuery, NotComparable or InvalidValue.
    """
    query = read_query(given)
    with bench.store.reading() as session:
        known, lexicon, codes = _known(session), load_codebook(session).lexicon, code_ids(session)
    if any(isinstance(atom, Words) for atom, _ in atoms(query)):
        prepare_index(bench, progress=progress)
    index = _index(bench)
    resolved = _mapped(query, lambda one: _resolved(one, known, index, lexicon))
    attributes = tuple(known.attributes.values())
    return Found(given, Search(resolved, coders, with_interviewer, attributes, codes))


def known_values(bench: Bench) -> dict[str, list[str]]:
    """Return field -> what it can be held against, for the person to choose from."""
    with bench.store.reading() as session:
        known = _known(session)
    values = {field: sorted(set(names.values())) for field, names in known.names.items()}
    return values | {one.name: list(one.choices) for one in known.attributes.values()}


def _index(bench: Bench) -> WordIndex:
    name = f"words-{version('casecoding')}.sqlite"
    if bench.docs_folder:
        return WordIndex(bench.docs_folder / name)
    place = sha256(bench.store.place.encode()).hexdigest()[:16]
    return WordIndex(studies_folder() / "index" / f"{place}-{name}")


def _known(session: Session) -> Known:
    codebook = load_codebook(session)
    codes = _code_names(codebook)
    people, roles = speaker_names(session)
    return Known(
        names={
            Field.CODE: codes,
            Field.NEAR: codes,
            Field.CASE: _plain(list_cases(session)),
            Field.LEVEL: _level_names(codebook),
            Field.WAVE: _plain(list_waves(session)),
            Field.KIND: _worded("aggregating.kind_", [kind.value for kind in SourceKind]),
            Field.SOURCE: _plain(source_names(session)),
            Field.PARTICIPANT: _plain(people),
            Field.ROLE: _plain(roles),
            Field.CODER: _plain([coder.name for coder in list_coders(session)]),
            Field.STANCE: _worded("exporting.stance_", [stance.value for stance in Stance]),
        },
        attributes={one.name.lower(): one for one in list_attributes(session)},
    )


def _plain(names: Sequence[str]) -> dict[str, str]:
    return {name.lower(): name for name in names if name}


def _worded(lead: str, values: Sequence[str]) -> dict[str, str]:
    """Return the values by themselves and by their names in both languages."""
    named = {t(lead + one.replace("-", "_")).lower(): one for t in LANGUAGES for one in values}
    return {one: one for one in values} | named


def _code_names(codebook: Codebook) -> dict[str, str]:
    """Return codes by id, and by name where only one is called so."""
    called: dict[str, set[str]] = {}
    for code in codebook:
        for name in (code.name.da, code.name.en):
            called.setdefault(name.lower(), set()).add(code.id)
    return {name: min(ids) for name, ids in called.items() if len(ids) == 1} | {
        code.id: code.id for code in codebook
    }


def _level_names(codebook: Codebook) -> dict[str, str]:
    return {
        name.lower(): level.id
        for level in codebook.levels
        for name in (str(level.order), level.name.da, level.name.en, level.id)
    }


def _mapped(query: Query, change: Callable[[Words | Condition], Query]) -> Query:
    match query:
        case All(parts):
            return All(tuple(_mapped(part, change) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_mapped(part, change) for part in parts))
        case Not(part):
            return Not(_mapped(part, change))
        case _:
            return change(query)


def _resolved(one: Words | Condition, known: Known, index: WordIndex, lexicon: Names) -> Query:
    if isinstance(one, Words):
        forms = one.words if one.phrase or one.prefix else tuple(sorted(_forms(one.words[0], index, lexicon)))
        places = index.places_of(forms, phrase=one.phrase, prefix=one.prefix)
        return replace(one, forms=forms, places=places)
    if one.field in known.names:
        return _named(one, known.names[one.field])
    if one.field == Field.MEMO:
        return one
    if one.field.lower() in known.attributes:
        return _of_attribute(one, known.attributes[one.field.lower()])
    fields = ", ".join([*NAMES.values(), *(attribute.name for attribute in known.attributes.values())])
    raise UnknownInQuery(field="", value=one.field, known=fields)


def _named(asked: Condition, names: Names) -> Condition:
    if asked.comparison is not Comparison.IS:
        raise NotComparable(field=NAMES[Field(asked.field)], comparison=asked.comparison.value)
    found = names.get(asked.value.lower())
    if found is None:
        shown = list(dict.fromkeys(names.values()))
        field = NAMES[Field(asked.field)]
        raise UnknownInQuery(field=field, value=asked.value, known=", ".join(shown[:40]))
    return replace(asked, value=found)


def _of_attribute(asked: Condition, attribute: Attribute) -> Condition:
    if asked.comparison is not Comparison.IS and attribute.kind not in ORDERED:
        raise NotComparable(field=attribute.name, comparison=asked.comparison.value)
    value = value_of(attribute, asked.value)
    if value is None:
        raise UnknownInQuery(field=attribute.name, value=asked.value, known=", ".join(attribute.choices))
    return replace(asked, field=attribute.id, value=to_text(value))


def _forms(word: str, index: WordIndex, lexicon: Names) -> set[str]:
    """Return the forms that may share a dictionary form with `word`; the study's lexicon goes first."""
    lemmas = _lemmas(word, lexicon)
    by_table = {form for form in index.forms_of(lemmas) if form not in lexicon}
    return {word} | by_table | {form for form, lemma in lexicon.items() if lemma.lower() in lemmas}


def _lemmas(word: str, lexicon: Names) -> set[str]:
    if word in lexicon:
        return {lexicon[word].lower()}
    return set(chain([word], possible_lemmas(word)))
