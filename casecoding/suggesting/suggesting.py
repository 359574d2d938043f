"""Hits -> Suggestions: one per segment and code, the finest code of a theme first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from casecoding.domain.codebook import Codebook, Cue, Scope
from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Reason, Suggestion, suggestion_id
from casecoding.suggesting.cues import CueMatcher, Hit
from casecoding.suggesting.flags import flags_of

HIGHEST_SCORE = 0.99


class CueSuggester:
    """Suggests codes by the cues of a codebook."""

    def __init__(self, codebook: Codebook, matcher: CueMatcher) -> None:
        self._codebook = codebook
        self._matcher = matcher
        self._ignored = {code.id: frozenset(code.ignored_flags) for code in codebook}

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        return tuple(
            suggestion
            for turn, doc in zip(turns, docs, strict=True)
            for suggestion in self._in_turn(source, turn, doc)
        )

    def _in_turn(self, source: Source, turn: Turn, doc: Doc) -> Iterator[Suggestion]:
        hits = self._matcher.hits(doc)
        if not hits:
            return
        who = source.participant(turn.label)
        spoken_by = (Flag.INTERVIEWER,) if who and who.interviewer else ()
        turn_context = Context(doc)
        for sentence in doc.sents:
            inside = [hit for hit in hits if sentence.start <= hit.start and hit.end <= sentence.end]
            if not inside:
                continue
            contexts = {Scope.SEGMENT: Context(sentence), Scope.TURN: turn_context}
            allowed = [hit for hit in inside if _context_allows(hit.cue, contexts[hit.cue.within])]
            for code_id, own in self._by_finest_code(allowed):
                found = _suggestion(source.id, turn, sentence, code_id, own, spoken_by=spoken_by)
                if not self._ignored[code_id].intersection(found.reason.flags):
                    yield found

    def _by_finest_code(self, hits: Sequence[Hit]) -> Iterator[tuple[str, list[Hit]]]:
        """Group hits by code; a theme gives way to its sub-codes that were hit too."""
        by_code: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_code[hit.code_id].append(hit)
        for code in self._codebook:
            finer = any(code_id.startswith(code.id + ".") for code_id in by_code)
            if code.id in by_code and not finer:
                yield code.id, by_code[code.id]


class Context:
    """The words of a segment or a turn, for asking which of a list are said there."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        words = [(token.lower_, token.lemma_.lower()) for token in tokens]
        self._said = {form for pair in words for form in pair}
        self._forms, self._lemmas = (f" {' '.join(column)} " for column in zip(*words, strict=True))

    def holds_any(self, terms: Sequence[str]) -> bool:
        """Return whether a word, or words in a row, of the list is said, as a form or a lemma."""
        return any(self._holds(term.lower()) for term in terms)

    def _holds(self, term: str) -> bool:
        if " " not in term:
            return term in self._said
        return f" {term} " in self._forms or f" {term} " in self._lemmas


def _context_allows(cue: Cue, context: Context) -> bool:
    required = not cue.requires or context.holds_any(cue.requires)
    return required and not context.holds_any(cue.unless)


def _suggestion(
    source_id: str,
    turn: Turn,
    sentence: TokenSpan,
    code_id: str,
    hits: Sequence[Hit],
    *,
    spoken_by: tuple[Flag, ...],
) -> Suggestion:
    words = sentence.text
    start = turn.span.start + sentence.start_char + len(words) - len(words.lstrip())
    span = Span(start, start + len(words.strip()))
    strongest = max(hits, key=lambda hit: (hit.cue.weight, -hit.start))
    reason = Reason(
        rule=strongest.rule,
        matches=_matches(turn, sentence.doc, hits),
        flags=(*flags_of(sentence, strongest.tokens), *spoken_by),
    )
    return Suggestion(
        id=suggestion_id(source_id, span, code_id),
        source_id=source_id,
        span=span,
        code_id=code_id,
        score=_score(hits),
        reason=reason,
    )


def _score(hits: Sequence[Hit]) -> float:
    """Return the chance that some cue is right if each were right by its weight alone (noisy or)."""
    weights = {hit.rule: hit.cue.weight for hit in hits}
    return round(min(HIGHEST_SCORE, 1 - prod(1 - weight for weight in weights.values())), 4)


def _matches(turn: Turn, doc: Doc, hits: Sequence[Hit]) -> tuple[Match, ...]:
    """Return one match per place in the text, in its order."""
    by_place = {(hit.start, hit.end): hit for hit in sorted(hits, key=lambda hit: len(hit.parts))}
    return tuple(_match(turn, doc, hit) for _, hit in sorted(by_place.items()))


def _match(turn: Turn, doc: Doc, hit: Hit) -> Match:
    words = doc[hit.start : hit.end]
    return Match(
        span=Span(words.start_char, words.end_char).shifted(turn.span.start),
        words=words.text,
        lemmas=tuple(doc[at].lemma_.lower() for at in hit.tokens),
        parts=hit.parts,
    )
