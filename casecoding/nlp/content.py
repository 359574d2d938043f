"""What a sentence is about: its words by lemma, without those that every sentence has."""

from spacy.tokens import Doc, Span


def content_sentences(doc: Doc) -> list[tuple[str, ...]]:
    """Return the telling lemmas of each sentence; all its lemmas where none is telling."""
    return [words for _, words in told_sentences(doc)]


def told_sentences(doc: Doc) -> list[tuple[str, tuple[str, ...]]]:
    """Return each sentence as it stands, with its telling lemmas."""
    return [(sentence.text, words) for sentence in doc.sents if (words := _words(sentence))]


def _words(sentence: Span) -> tuple[str, ...]:
    spoken = [token for token in sentence if not (token.is_punct or token.is_space)]
    telling = [token for token in spoken if not token.is_stop] or spoken
    return tuple(token.lemma_.lower() for token in telling)
