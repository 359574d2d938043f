"""Weighs, over a whole document, which labels are people and which are headings or words."""

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise

from casecoding.domain.source import Doubt
from casecoding.importing.labels import (
    Form,
    Nature,
    is_interviewer,
    is_known_name,
    label_key,
    short_form,
    without_number,
)
from casecoding.importing.paragraphs import Paragraph
from casecoding.importing.tallies import Leads, Tally, count_paragraphs, tally_labels

_NAME_WORDS = 3
_NOUN_ENDINGS = ("et", "ing", "hed", "else", "tion", "erne", "heden", "ingen", "ness", "ment")
_PAIR, _OFTEN, _REGULAR, _FEW, _MANY = 2, 3, 4, 6, 8
_SHARE_IF_COVERED = 0.7
_SHARE_IF_INTERVIEWED, _SHARE, _SHARE_OF_ONE, _SHARE_IF_SHORT, _SHARE_IF_UNKNOWN = 0.1, 0.25, 0.2, 0.5, 0.6
_LONG_KEY = 5
_STAMPED, _RISING = 0.8, 0.9
_SET_OFF = frozenset({Form.COLON, Form.TAB, Form.BOLD})


@dataclass(frozen=True, slots=True)
class People:
    """The labels of a document that are people: key to label, and what was doubtful."""

    labels: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    forms: frozenset[Form] = frozenset(Form)


def find_people(paragraphs: tuple[Paragraph, ...], leads: Leads) -> People:
    """Return who speaks in a document; nobody where the evidence is thin."""
    if any(lead and lead.form is Form.MARKUP for lead in leads):
        return _marked_up(leads)
    set_off = _of_forms(leads, _SET_OFF)
    people = _weigh(paragraphs, set_off, forms=frozenset(Form) - {Form.BRACKET, Form.DASH})
    for form in (Form.LINE, Form.BRACKET, Form.DASH):
        if people.labels:
            break
        loose = _followed_by_words(paragraphs, _of_forms(leads, frozenset({form})))
        others = _weigh(paragraphs, loose, forms=frozenset({form}))
        people = others if others.labels else people
    return _with_other_form(people, paragraphs, leads) if people.labels else people


def _with_other_form(people: People, paragraphs: tuple[Paragraph, ...], leads: Leads) -> People:
    """Add known speakers that are set off by a dash where others have a colon, or the other way."""
    other = Form.DASH if Form.COLON in people.forms else Form.COLON
    tallies = tally_labels(paragraphs, tuple(lead if lead and lead.form is other else None for lead in leads))
    found = [
        one for one in tallies if one.count > 1 and one.speaks and one.nature in (Nature.ROLE, Nature.NAME)
    ]
    if not found:
        return people
    labels = {one.key: one.label for one in found} | people.labels
    return replace(people, labels=labels, forms=people.forms | {other})


def _of_forms(leads: Leads, forms: frozenset[Form]) -> Leads:
    """Keep the leads of some forms; a name alone on its line is set off by a time stamp."""
    return tuple(
        lead if lead and (lead.form in forms or (lead.stamped and Form.COLON in forms)) else None
        for lead in leads
    )


def _marked_up(leads: Leads) -> People:
    found = [lead for lead in leads if lead and lead.form is Form.MARKUP]
    return People({lead.key: lead.label for lead in reversed(found)}, forms=frozenset({Form.MARKUP}))


def _followed_by_words(paragraphs: tuple[Paragraph, ...], leads: Leads) -> Leads:
    """Keep the names alone on a line that have a paragraph of other words under them."""
    last = len(paragraphs) - 1
    return tuple(
        lead
        if lead and (lead.words_at < len(paragraphs[at].text) or (at < last and leads[at + 1] is None))
        else None
        for at, lead in enumerate(leads)
    )


def _weigh(paragraphs: tuple[Paragraph, ...], leads: Leads, *, forms: frozenset[Form]) -> People:
    tallies = tally_labels(paragraphs, leads)
    rivals = sum(tally.count for tally in tallies if tally.is_no_name or not tally.speaks)
    body = count_paragraphs(paragraphs, leads)
    core = _core(tallies, body=body, rivals=rivals)
    if not core:
        return People(doubts=tuple(_as_text(tally) for tally in tallies if _looks_like_name(tally)))
    dense = sum(tally.count for tally in core) >= _SHARE_IF_UNKNOWN * body
    return _widen(core, tallies, forms=forms, dense=dense)


def _core(tallies: list[Tally], *, body: int, rivals: int) -> list[Tally]:
    """Return the labels that by themselves make the document a conversation, none where it is none."""
    known = [tally for tally in tallies if tally.known and tally.speaks]
    if _is_conversation(known, body=body, rivals=rivals):
        return known
    regular = _unknown_names(tallies)
    if _is_unknown_conversation(regular, body=body, rivals=rivals) or _is_half_known(
        regular, body=body, rivals=rivals
    ):
        return regular
    short = [tally for tally in tallies if tally.speaks and _is_short_name(tally)]
    talk = _is_covered(short, body=body) or _is_timed(short)
    return short if talk or _is_unknown_conversation(short, body=body, rivals=rivals) else []


def _unknown_names(tallies: list[Tally]) -> list[Tally]:
    """Return the regular labels that may be people; a common noun only beside a known speaker."""
    regular = [tally for tally in tallies if tally.speaks and tally.count >= _OFTEN and not tally.is_no_name]
    if any(tally.known for tally in regular):
        return regular
    return [tally for tally in regular if not tally.in_lower_case]


def _is_conversation(tallies: list[Tally], *, body: int, rivals: int) -> bool:
    """Whether labels of a speaker's shape recur over enough of the document."""
    labelled = sum(tally.count for tally in tallies)
    if labelled < _PAIR or rivals > labelled:
        return False
    share = labelled / body
    interviewed = any(is_interviewer(tally.label) for tally in tallies)
    recurring = [tally for tally in tallies if tally.count > 1]
    if not any(map(_is_firm, recurring or tallies)):
        asked = any(tally.questions for tally in tallies)
        return asked and len(recurring) > 1 and labelled >= _MANY and share >= _SHARE_IF_UNKNOWN
    if len(recurring) > 1:
        return share >= (_SHARE_IF_INTERVIEWED if interviewed else _SHARE)
    if 1 < len(tallies) <= _FEW and share >= _SHARE_IF_SHORT:
        return interviewed or all(is_known_name(tally.label) for tally in tallies)
    asked_often = any(is_interviewer(tally.label) for tally in recurring)
    return asked_often and labelled >= _OFTEN and share >= _SHARE_OF_ONE


def _is_firm(tally: Tally) -> bool:
    """Whether a label is more than letters or capitalised words: a role, a first name."""
    role = tally.nature is Nature.ROLE and len(without_number(tally.label)) > 1
    return role or is_interviewer(tally.label) or is_known_name(tally.label)


def _is_unknown_conversation(tallies: list[Tally], *, body: int, rivals: int) -> bool:
    """Whether labels that might be unknown names ask and answer over most of the document."""
    labelled = sum(tally.count for tally in tallies)
    asks = any(4 * tally.questions >= tally.count for tally in tallies)
    recur = sum(tally.count > 1 for tally in tallies) > 1
    return recur and asks and 4 * rivals <= labelled and labelled >= _SHARE_IF_UNKNOWN * body


def _is_half_known(tallies: list[Tally], *, body: int, rivals: int) -> bool:
    """Whether someone known talks with others whose names no list has, and half of one's turns ask."""
    regular = [tally for tally in tallies if tally.count >= _REGULAR]
    known = any(map(_is_firm, regular))
    asks = any(2 * tally.questions >= tally.count for tally in regular)
    return known and asks and len(regular) > 1 and _is_conversation(regular, body=body, rivals=rivals)


def _is_short_name(tally: Tally) -> bool:
    return _may_be_name(tally) and len(tally.label.split()) <= _NAME_WORDS


def _is_covered(tallies: list[Tally], *, body: int) -> bool:
    """Whether possible names, one of which asks, label nearly all of a document, or stamp most of it."""
    labelled = sum(tally.count for tally in tallies)
    if len(tallies) < _PAIR or labelled < _MANY:
        return False
    asks = any(tally.count >= _REGULAR and 2 * tally.questions >= tally.count for tally in tallies)
    stamped = sum(tally.stamped for tally in tallies)
    return (asks and labelled >= _SHARE_IF_COVERED * body) or stamped >= _SHARE_IF_UNKNOWN * body


def _is_timed(tallies: list[Tally]) -> bool:
    """Whether labels recur with time stamps that rise through the document, however long the turns."""
    times = [time for _, time in sorted(stamp for tally in tallies for stamp in tally.times)]
    rising = sum(before <= after for before, after in pairwise(times))
    return (
        len(times) >= _MANY
        and len(times) >= _STAMPED * sum(tally.count for tally in tallies)
        and rising >= _RISING * (len(times) - 1)
        and sum(tally.count > 1 for tally in tallies) > 1
    )


def _may_be_name(tally: Tally) -> bool:
    return tally.known or (tally.nature is Nature.NOUN and not tally.in_lower_case)


def _looks_like_name(tally: Tally) -> bool:
    return tally.count >= _OFTEN and tally.speaks and tally.nature in (Nature.NAME, Nature.CODE)


def _widen(core: list[Tally], tallies: list[Tally], *, forms: frozenset[Form], dense: bool) -> People:
    """Take the rarer labels of a conversation for speakers, text or misspellings, with doubts."""
    recurring = [tally for tally in core if tally.count > 1]
    sure = recurring if len(recurring) > 1 else core
    labels = {tally.key: tally.label for tally in sure}
    first = min(tally.places[0] for tally in sure)
    shapes = frozenset[tuple[Form, bool]]().union(*(tally.shapes for tally in sure))
    spoken_at = {place for tally in tallies if tally.shapes & shapes for place in tally.places}
    spoken_at |= {place + 1 for place in spoken_at} if all(alone for _, alone in shapes) else set()
    stamped = all(tally.stamped == tally.count for tally in sure)
    around = _Around(labels, first, spoken_at, shapes, dense=dense, stamped=stamped)
    doubts: list[Doubt] = []
    for tally in (tally for tally in tallies if tally.key not in labels):
        label, doubt = _judge(tally, around)
        labels |= {tally.key: label} if label else {}
        doubts += [doubt] if doubt else []
    return People(labels, tuple(doubts), forms)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a rare label is judged by: the sure speakers, where and how they are set off.

    `dense` says that the sure speakers alone label most of the document, `stamped` that all their
    labels bear time stamps.
    """

    labels: dict[str, str]
    first: int
    spoken_at: set[int]
    shapes: frozenset[tuple[Form, bool]]
    dense: bool
    stamped: bool

    def answers(self, tally: Tally) -> bool:
        """Whether a label mostly stands where one speaker follows another."""
        return 2 * sum(place - 1 in self.spoken_at for place in tally.places) >= tally.count


def _judge(tally: Tally, around: _Around) -> tuple[str | None, Doubt | None]:
    """Return the speaker that a rare label stands for, if any, and the doubt about it."""
    if tally.speaks and label_key(short_form(tally.label)) in around.labels:
        return tally.label, None
    if tally.nature is Nature.SECTION or (
        tally.places[0] < around.first and tally.count < _OFTEN and not _sure(tally)
    ):
        return None, None
    meant = _misspelt(tally, around.labels)
    if meant:
        return meant, Doubt("import.doubt.spelling", {"label": tally.label, "meant": meant})
    if tally.known and (tally.speaks or tally.count > 1 or is_known_name(tally.label)):
        return tally.label, None if tally.count > 1 or is_known_name(tally.label) else _rare(tally)
    if tally.shapes & around.shapes and (
        _alternates(tally, around) or _is_named(tally, around) or _stands_alike(tally, around)
    ):
        return tally.label, _rare(tally) if tally.count < _REGULAR else None
    return None, _as_text(tally) if tally.count > 1 or not tally.in_lower_case else None


def _stands_alike(tally: Tally, around: _Around) -> bool:
    """Whether a label is a speaker's but for its number, or bears a time stamp as all speakers' do."""
    stem = without_number(tally.label)
    numbered = stem != tally.key and stem in {without_number(one) for one in around.labels.values()}
    return tally.speaks and (numbered or (around.stamped and tally.stamped == tally.count))


def _sure(tally: Tally) -> bool:
    """Whether a label before the first turns is a speaker's and not a field of the file's head."""
    return tally.known and tally.speaks and tally.spoken > 0


def _alternates(tally: Tally, around: _Around) -> bool:
    """Whether an unknown noun answers the known speakers so often that it must be one."""
    return tally.count >= _REGULAR and tally.speaks and around.answers(tally)


def _is_named(tally: Tally, around: _Around) -> bool:
    """Whether a label that recurs little may still be a name: no noun, and where names stand."""
    if not _may_be_name(tally) or not tally.speaks:
        return False
    words = tally.label.split()
    short = len(words) <= _NAME_WORDS and not tally.key.endswith(_NOUN_ENDINGS)
    return tally.count > 1 or (around.dense and short and around.answers(tally))


def _misspelt(tally: Tally, labels: dict[str, str]) -> str | None:
    """Return the label that a single, slightly different spelling must mean."""
    if tally.count > 1 or len(tally.key) < _LONG_KEY or is_known_name(tally.label):
        return None
    close = get_close_matches(tally.key, labels, n=1, cutoff=0.85)
    same_number = close and re.findall(r"\d+", close[0]) == re.findall(r"\d+", tally.key)
    return labels[close[0]] if same_number else None


def _rare(tally: Tally) -> Doubt:
    return Doubt("import.doubt.rare_label", {"label": tally.label, "count": tally.count})


def _as_text(tally: Tally) -> Doubt:
    return Doubt("import.doubt.label_as_text", {"label": tally.label, "count": tally.count})
