"""Hits -> Suggestions: one per segment and code, the finest code of a theme first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from math import prod

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from casecoding.domain.codebook import Codebook, Cue, Scope
from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Reason, Suggestion, suggestion_id
from casecoding.suggesting.cues import CueMatcher, Hit
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.method_talk import speaks_of_the_study
from casecoding.suggesting.said import Said, said_in
from casecoding.suggesting.source_words import DocWords, SourceWords

HIGHEST_SCORE = 0.99


class CueSuggester:
    """Suggests codes by the cues of a codebook."""

    def __init__(self, codebook: Codebook, matcher: CueMatcher) -> None:
        self._codebook = codebook
        self._matcher = matcher
        self._ignored = codebook.ignored_flags

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        return self.suggest_of(source, turns, self.read(docs))

    def read(self, docs: Sequence[Doc]) -> SourceWords:
        """Return the words of a source's Docs, for `suggest_of`."""
        return self._matcher.read(docs)

    def suggest_of(self, source: Source, turns: Sequence[Turn], words: SourceWords) -> tuple[Suggestion, ...]:
        """Return what `suggest` would of Docs that were read before."""
        return tuple(
            suggestion
            for turn, own, hits in zip(turns, words.docs, self._matcher.hits(words), strict=True)
            if hits
            for suggestion in self._in_turn(source, turn, own, hits)
        )

    def _in_turn(
        self, source: Source, turn: Turn, words: DocWords, hits: Sequence[Hit]
    ) -> Iterator[Suggestion]:
        doc = words.doc
        turn_context = Context(words, 0, len(doc))
        for (start, end), inside in _by_sentence(hits, words):
            contexts = {Scope.SEGMENT: Context(words, start, end), Scope.TURN: turn_context}
            allowed = [hit for hit in inside if _context_allows(hit.cue, contexts[hit.cue.within])]
            if not allowed:
                continue
            sentence = doc[start:end]
            said = said_in(sentence, words=words)
            also, span = flags_of_all(source, turn, said), span_of(source, turn, sentence)
            for code_id, own in self._by_finest_code(allowed):
                told = [hit for hit in own if not words.attributions.issuperset(hit.tokens)]
                how = also if told else (*also, Flag.ATTRIBUTION)
                reason = _reason(turn, words, told or own, said=said, also=how)
                if not self._ignored[code_id].intersection(reason.flags):
                    yield Suggestion(
                        id=suggestion_id(source.id, span, code_id),
                        source_id=source.id,
                        span=span,
                        code_id=code_id,
                        score=_score(told or own),
                        reason=reason,
                    )

    def _by_finest_code(self, hits: Sequence[Hit]) -> Iterator[tuple[str, list[Hit]]]:
        """Group hits by code; a theme gives way to its sub-codes that were hit too, and backs them."""
        by_code: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_code[hit.code_id].append(hit)
        for code in self._codebook:
            if code.id in by_code and not any(other.startswith(code.id + ".") for other in by_code):
                above = by_code[code.parent_id] if code.parent_id else []
                yield code.id, [*by_code[code.id], *above]


def _by_sentence(hits: Sequence[Hit], words: DocWords) -> Iterator[tuple[tuple[int, int], list[Hit]]]:
    """Give each sentence with hits, in order; a hit that runs over its end falls out."""
    by_number: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        number = words.sentence_at(hit.start)
        if hit.end <= words.sentences[number][1]:
            by_number[number].append(hit)
    for number, inside in sorted(by_number.items()):
        yield words.sentences[number], inside


@cache
def _asked(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the single words of a list, and its words in a row between spaces, in lower case."""
    low = [term.lower() for term in terms]
    return frozenset(one for one in low if " " not in one), tuple(f" {one} " for one in low if " " in one)


class Context:
    """The words of a segment or a turn, for asking which of a list are said there."""

    def __init__(self, words: DocWords, start: int, end: int) -> None:
        self._written, self._lemmas = words.written[start:end], words.lemmas[start:end]

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset((*self._written, *self._lemmas))

    @cached_property
    def _rows(self) -> tuple[str, str]:
        return f" {' '.join(self._written)} ", f" {' '.join(self._lemmas)} "

    def holds_any(self, terms: Sequence[str]) -> bool:
        """Return whether a word, or words in a row, of the list is said, as a form or a lemma."""
        words, rows = _asked(tuple(terms))
        return not words.isdisjoint(self._said) or any(one in row for one in rows for row in self._rows)


def _context_allows(cue: Cue, context: Context) -> bool:
    required = not cue.requires or context.holds_any(cue.requires)
    return required and not (cue.unless and context.holds_any(cue.unless))


def flags_of_all(source: Source, turn: Turn, said: Said) -> tuple[Flag, ...]:
    """Return what holds of all words of a segment: the interviewer says them, they are about method."""
    who = source.participant(turn.label)
    method = speaks_of_the_study(said, by_its_authors=not turn.label)
    spoken_by = (Flag.INTERVIEWER,) if who and who.interviewer else ()
    return (*spoken_by, Flag.METHOD) if method else spoken_by


def span_of(source: Source, turn: Turn, segment: TokenSpan) -> Span:
    """Return where a segment of a turn stands in its source, without the space around it."""
    whole = Span(segment.start_char, segment.end_char).shifted(turn.span.start)
    text = whole.of(source.text)
    start = whole.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _reason(
    turn: Turn, words: DocWords, hits: Sequence[Hit], *, said: Said, also: tuple[Flag, ...]
) -> Reason:
    strongest = max(hits, key=lambda hit: (hit.cue.weight, -hit.start))
    return Reason(
        rule=strongest.rule,
        matches=_matches(turn, words, hits),
        flags=(*flags_of(said.tokens, strongest.tokens, words=said), *also),
    )


def _score(hits: Sequence[Hit]) -> float:
    """Return the chance that some cue is right if each were right by its weight alone (noisy or)."""
    weights = {hit.rule: hit.cue.weight for hit in hits}
    return round(min(HIGHEST_SCORE, 1 - prod(1 - weight for weight in weights.values())), 4)


def _matches(turn: Turn, words: DocWords, hits: Sequence[Hit]) -> tuple[Match, ...]:
    """Return one match per place in the text, in its order."""
    by_place = {(hit.start, hit.end): hit for hit in sorted(hits, key=lambda hit: len(hit.parts))}
    return tuple(_match(turn, words, hit) for _, hit in sorted(by_place.items()))


def _match(turn: Turn, words: DocWords, hit: Hit) -> Match:
    first, last = words.doc[hit.start], words.doc[hit.end - 1]
    return Match(
        span=Span(first.idx, last.idx + len(last)).shifted(turn.span.start),
        words=first.text if first.i == last.i else words.doc[hit.start : hit.end].text,
        lemmas=tuple(words.lemmas[at] for at in hit.tokens),
        parts=hit.parts,
    )
