"""What the reader is sent, as JSON values. Offsets are code points; the browser converts them."""

from collections.abc import Mapping, Sequence
from typing import Any

from casecoding.domain.codebook import Code
from casecoding.domain.coding import Coding
from casecoding.domain.passages import passage_at
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggestion
from casecoding.errors import Language
from casecoding.i18n.translating import Translator
from casecoding.workbench.reader import News, ReaderPage


def as_page(page: ReaderPage, *, coder_id: str, language: Language) -> dict[str, Any]:
    """Return everything the reader paints of one source."""
    t = Translator(language)
    return {
        "study": text_hash(page.study.created.isoformat())[:12],
        "revision": page.revision,
        "coder": coder_id,
        "coders": dict(page.coders),
        "blind": page.blind,
        "source": _source(page.source, t),
        "text": page.source.text,
        "textHash": page.text_hash,
        "turns": [_turn(page.source, turn) for turn in page.source.turns],
        "levels": {level.id: level.name.in_language(t.language) for level in page.codebook.levels},
        "codes": [_code(code, t) for code in page.codebook],
        "codings": [_coding(coding) for coding in page.codings],
        "suggestions": [_suggestion(one) for one in page.suggestions],
        "sources": [
            {"id": card.id, "name": card.name, "case": card.case, "pending": page.pending.get(card.id, 0)}
            for card in page.sources
        ],
    }


def as_news(news: News, *, language: Language = "da") -> dict[str, Any]:
    """Return what changed, with the ids to take off the page under `gone`."""
    return {
        "revision": news.revision,
        "textHash": news.text_hash,
        "codings": [_coding(coding) for coding in news.codings],
        "suggestions": [_suggestion(one) for one in news.suggestions],
        "gone": list(news.gone),
        "renewed": news.renewed,
        "blind": news.blind,
        "codes": None if news.codes is None else [_code(code, Translator(language)) for code in news.codes],
    }


def as_lemmas(found: Mapping[str, Sequence[Span]] | None) -> dict[str, Any]:
    """Return lemma -> start, length, start, length, …; None where the words were never analysed."""
    if found is None:
        return {"lemmas": None}
    numbers = {
        lemma: [number for span in spans for number in (span.start, span.end - span.start)]
        for lemma, spans in found.items()
    }
    return {"lemmas": numbers}


def _source(source: Source, t: Translator) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "case": source.case,
        "level": source.level,
        "wave": source.wave,
        "kind": t(f"aggregating.kind_{source.kind.value.replace('-', '_')}"),
        "held": t.date(source.held) if source.held else "",
    }


def _turn(source: Source, turn: Turn) -> dict[str, Any]:
    who = source.participant(turn.label)
    passage = passage_at(source.passages, turn.number)
    return {
        "number": turn.number,
        "start": turn.span.start,
        "end": turn.span.end,
        "speaker": who.name or who.label if who else "",
        "role": who.role if who else "",
        "level": source.level_of(turn) if who and not who.interviewer else None,
        "interviewer": who.interviewer if who else False,
        "note": passage.note if passage else "",
        "otherwise": passage is not None,
        "time": turn.time,
        "style": turn.style.value,
        "page": turn.page,
    }


def _code(code: Code, t: Translator) -> dict[str, Any]:
    return {
        "id": code.id,
        "name": code.name.in_language(t.language),
        "other": code.name.in_language("en" if t.language == "da" else "da"),
        "theme": code.theme_id,
        "depth": code.depth,
        "color": code.color,
        "colorDark": code.color_dark,
        "definition": code.definition,
    }


def _coding(coding: Coding) -> dict[str, Any]:
    return {
        "id": coding.id,
        "start": coding.span.start,
        "end": coding.span.end,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "stance": coding.stance.value if coding.stance else "",
        "memo": coding.memo,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "id": suggestion.id,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "code": suggestion.code_id,
        "score": suggestion.score,
        "rule": suggestion.reason.rule,
        "flags": [flag.value for flag in suggestion.reason.flags],
        "matches": [
            {
                "start": match.span.start,
                "end": match.span.end,
                "words": match.words,
                "lemmas": list(match.lemmas),
                "parts": list(match.parts),
            }
            for match in suggestion.reason.matches
        ],
    }
