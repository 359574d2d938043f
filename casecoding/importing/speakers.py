"""Gives every paragraph its speaker, and joins paragraphs that are one turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from casecoding.domain.source import Doubt, Participant, TurnStyle
from casecoding.importing.evidence import People, find_people
from casecoding.importing.labels import (
    Form,
    Lead,
    Nature,
    is_interviewer,
    is_stamp,
    label_key,
    leading_stamp,
    nature_of,
    read_lead,
    role_in,
    short_form,
    trailing_stamp,
)
from casecoding.importing.paragraphs import Paragraph

_ASKING, _ANSWERING = 0.6, 0.2
_OFTEN, _MANY = 4, 12
_APART = (TurnStyle.HEADING, TurnStyle.NOTE, TurnStyle.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A paragraph's text with its words at [start, end); before and after stand label and stamps.

    `glue` parts it from the utterance before when both are one turn, None when it opens one.
    """

    text: str
    start: int
    end: int
    label: str | None
    style: TurnStyle
    time: float | None = None
    page: int | None = None
    glue: str | None = None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_bare(self) -> bool:
        """Whether it has words and neither label nor stamp beside them."""
        return self.start == 0 and self.end == len(self.text)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A document's utterances in order, who speaks, and what was doubtful."""

    utterances: tuple[Utterance, ...]
    participants: tuple[Participant, ...]
    doubts: tuple[Doubt, ...]


def attribute(paragraphs: tuple[Paragraph, ...]) -> Attribution:
    """Find the speakers of a document and give each paragraph to its speaker.

    `paragraphs` are tidied. A paragraph without a label goes on with the turn before;
    headings, notes and table rows are nobody's and end it.
    """
    paragraphs = _with_stamps(paragraphs)
    leads = tuple(read_lead(paragraph) for paragraph in paragraphs)
    people = find_people(paragraphs, leads)
    leads = tuple(lead or _lead_of_heading(one, people) for one, lead in zip(paragraphs, leads, strict=True))
    utterances = _join_cues(_follow(paragraphs, leads, people))
    participants, guess = _participants(utterances)
    doubts = (*people.doubts, *guess, *_only_one(participants, utterances))
    return Attribution(utterances, participants, doubts)


def _lead_of_heading(paragraph: Paragraph, people: People) -> Lead | None:
    """Return the label of a turn that was set as a heading by mistake: a speaker's, a colon, and words."""
    if paragraph.style is not TurnStyle.HEADING:
        return None
    lead = read_lead(replace(paragraph, style=TurnStyle.PARAGRAPH))
    speaks = lead and lead.form is Form.COLON and lead.words_at < len(paragraph.text)
    return lead if lead and speaks and lead.key in people.labels else None


def _with_stamps(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Put a time stamp that stands alone under a name on the name's paragraph."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        name = joined[-1] if joined else None
        under = name and is_stamp(paragraph.text) and paragraph.style is name.style
        if name and under and (lead := read_lead(name)) and lead.words_at == len(name.text):
            joined[-1] = replace(name, text=f"{name.text}\n{paragraph.text}")
        else:
            joined.append(paragraph)
    return tuple(joined)


def _follow(
    paragraphs: tuple[Paragraph, ...], leads: tuple[Lead | None, ...], people: People
) -> list[Utterance]:
    """Walk the paragraphs and hand the unlabelled ones to whoever speaks."""
    found: list[Utterance] = []
    speaker: str | None = None
    lasting = len(people.labels) > 1
    for paragraph, lead in zip(paragraphs, leads, strict=True):
        accepted = lead if lead and lead.form in people.forms and lead.key in people.labels else None
        if accepted:
            speaker = people.labels[accepted.key]
            found.append(_labelled(paragraph, accepted, speaker))
            continue
        apart = paragraph.style in _APART or _is_sign(paragraph, lead)
        if apart or not (lasting or paragraph.glue or _waits(found)):
            speaker = None
        found.append(_unlabelled(paragraph, speaker, found))
    return found


def _is_sign(paragraph: Paragraph, lead: Lead | None) -> bool:
    """Whether a paragraph is a word such as "Pause:" with nothing or a time after it."""
    bare = lead is not None and lead.form is Form.COLON and lead.words_at == len(paragraph.text)
    return bare and lead is not None and nature_of(lead.label) in (Nature.SECTION, Nature.ABBREVIATION)


def _labelled(paragraph: Paragraph, lead: Lead, speaker: str) -> Utterance:
    end, _ = trailing_stamp(paragraph.text)
    text, start, end = paragraph.text, lead.words_at, max(end, lead.words_at)
    if lead.form is Form.MARKUP:
        prefix = f"{speaker}: "
        text, start, end = prefix + text, len(prefix), end + len(prefix)
    time = lead.time if lead.time is not None else paragraph.time
    glue = paragraph.glue if paragraph.style is TurnStyle.SPEECH else None
    return Utterance(text, start, end, speaker, TurnStyle.SPEECH, time, paragraph.page, glue)


def _unlabelled(paragraph: Paragraph, speaker: str | None, found: list[Utterance]) -> Utterance:
    start, time = leading_stamp(paragraph.text)
    end = max(trailing_stamp(paragraph.text)[0], start)
    time = time if time is not None else paragraph.time
    style = TurnStyle.SPEECH if speaker else paragraph.style
    utterance = Utterance(paragraph.text, start, end, speaker, style, time, paragraph.page, paragraph.glue)
    return replace(utterance, glue=_glue(utterance, found))


def _glue(utterance: Utterance, found: list[Utterance]) -> str | None:
    """Return what joins an unlabelled utterance to the one before, None when it opens a turn."""
    if not found:
        return None
    before = found[-1]
    apart = before.label != utterance.label or utterance.start > 0 or before.end < len(before.text)
    if apart:
        return None
    if utterance.glue is not None:
        return utterance.glue
    return "\n" if utterance.label else None


def _waits(found: list[Utterance]) -> bool:
    """Whether the last utterance is a label that still has no words."""
    return bool(found) and found[-1].label is not None and not found[-1].words


def _join_cues(utterances: list[Utterance]) -> tuple[Utterance, ...]:
    """Drop the label of a cue that goes on with the same speaker, and part all other turns."""
    joined: list[Utterance] = []
    for utterance in utterances:
        before = joined[-1] if joined else None
        labelled = utterance.label is not None and utterance.start > 0
        if not labelled:
            joined.append(utterance)
        elif before and before.label == utterance.label and utterance.glue == " " and utterance.words:
            words = utterance.words
            joined.append(replace(utterance, text=words, start=0, end=len(words)))
        else:
            joined.append(replace(utterance, glue=None))
    return tuple(joined)


def _participants(
    utterances: tuple[Utterance, ...],
) -> tuple[tuple[Participant, ...], tuple[Doubt, ...]]:
    """Return the speakers in order of first speech; the interviewer by label, else by questions."""
    labels = list(dict.fromkeys(utterance.label for utterance in utterances if utterance.label))
    whole = _whole_labels(labels)
    asking = {label for label in labels if is_interviewer(label)}
    guess = None
    if not asking:
        guess = interviewer_by_questions(_turns_by(utterances, whole))
        asking = {label for label in labels if guess and whole.get(label, label) == guess}
    people = tuple(_participant(label, whole, interviewer=label in asking) for label in labels)
    return people, (Doubt("import.doubt.interviewer_guessed", {"label": guess}),) if guess else ()


def _turns_by(utterances: tuple[Utterance, ...], whole: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give who speaks and what is said until someone else does."""
    for label, said in groupby(utterances, key=lambda one: whole.get(one.label or "", one.label)):
        if label:
            yield label, " ".join(one.words for one in said)


def _whole_labels(labels: list[str]) -> dict[str, str]:
    """Return "MH" -> "Mette Hansen (MH)" where one person stands under both."""
    by_short = {label_key(short_form(label)): label for label in labels if short_form(label)}
    return {label: by_short[label_key(label)] for label in labels if label_key(label) in by_short}


def _participant(label: str, whole: dict[str, str], *, interviewer: bool) -> Participant:
    name, role = role_in(label)
    if label in whole.values():
        role = ""
    if label in whole:
        name, role = role_in(whole[label])[0], ""
    return Participant(label, name, role, interviewer=interviewer, same_as=whole.get(label))


def _only_one(participants: tuple[Participant, ...], utterances: tuple[Utterance, ...]) -> tuple[Doubt, ...]:
    """Doubt a document where one speaker is labelled and the answers are not."""
    if len(participants) != 1 or all(turn.label for turn in utterances):
        return ()
    return (Doubt("import.doubt.one_speaker", {"label": participants[0].label}),)


@dataclass(slots=True)
class _Said:
    """What one label said: turns, how many of them end as questions, and words."""

    turns: int = 0
    questions: int = 0
    words: int = 0

    @property
    def asking(self) -> float:
        return self.questions / self.turns


def interviewer_by_questions(asked: Iterable[tuple[str, str]]) -> str | None:
    """Return the one label whose turns end as questions far more often than the others' do.

    Where most do not, it must be seen over many turns, three times as often as with anyone else
    who speaks regularly, and in fewer words than the others use.
    """
    said: dict[str, _Said] = defaultdict(_Said)
    for label, words in asked:
        one = said[label]
        one.turns += 1
        one.questions += words.rstrip('"”» )').endswith("?")
        one.words += len(words.split())
    regular = {label: one for label, one in said.items() if one.turns >= _OFTEN}
    if len(said) < 2 or not regular:  # noqa: PLR2004 - someone asks and someone answers
        return None
    asker = max(regular, key=lambda label: regular[label].asking)
    others = [one for label, one in said.items() if label != asker]
    return asker if _asks_most(said[asker], others) or _asks_more(said[asker], others) else None


def _asks_most(asker: _Said, others: list[_Said]) -> bool:
    return asker.asking >= _ASKING and all(one.asking <= _ANSWERING for one in others)


def _asks_more(asker: _Said, others: list[_Said]) -> bool:
    regular = [one for one in others if one.turns >= _OFTEN]
    return (
        asker.turns >= _MANY
        and asker.asking >= _ANSWERING
        and bool(regular)
        and all(3 * one.asking <= asker.asking for one in regular)
        and asker.words / asker.turns < sum(one.words for one in regular) / sum(one.turns for one in regular)
    )
