"""Who speaks is found from the whole document; headings are nobody."""

import pytest

from casecoding.domain.source import TurnStyle
from casecoding.importing.reading import read_file

ANSWER = "Vi har jo prøvet at få det til at hænge sammen, men det er svært."


def read(*lines, name="a.txt"):
    return read_file(name, "\n\n".join(lines).encode())


def turns_of(draft):
    return [(turn.label, turn.span.of(draft.text)) for turn in draft.turns]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("I: {}", "P: {}"),
        ("Interviewer: {}", "Mette: {}"),
        ("Researcher 1: {}", "Participant 2: {}"),
        ("SPEAKER_00: {}", "SPEAKER_01: {}"),
        ("Dan: {}", "Hans: {}"),
        ("Dan\n{}", "Karen Marie\n{}"),
        ("Interv.\n{}", "Resp.\n{}"),
        ("Xenia:\n{}", "Bøje:\n{}"),
        ("[Moderator] {}", "[Ayşe] {}"),
        ("Interviewer - {}", "Jens-Ole - {}"),
        ("I – {}", "P – {}"),
        ("[00:01:23] Tage: {}", "[00:01:40] Xenia: {}"),
        ("I: {} #00:00:05-6#", "P: {} #00:00:09-1#"),
        ("I\t{}", "IP\t{}"),
        ("[00:01:23] I: {}", "[00:01:40] P1: {}"),
        ("I: [00:01:23] {}", "P1: [00:01:40] {}"),
        ("I [00:01:23]: {}", "P1 [00:01:40]: {}"),
        ("#00:01:23-4# I: {}", "#00:02:23-4# B: {}"),
        ("I: {} #00:01:23-4#", "B: {} #00:02:23-4#"),
        ("**Interviewer:** {}", "**Bent:** {}"),
        ("Mette Fjeldgaard  0:03\n{}", "Ole  1:12\n{}"),
        ("INTERVIEWER: {}", "BEBOER 1: {}"),
        ("Interviewer: {}", "Boligsocial medarbejder: {}"),
        ("Moderator: {}", "Svetlana: {}"),
        ("Konsulent: {}", "Fuldmægtig: {}"),
        ("Mette (konsulent): {}", "Ali, beboer: {}"),
        ("Sara Holm\n00:12\n{}", "Bo Berg\n00:20\n{}"),
        ("1. I: {}", "2. P: {}"),
        ("SH: {}", "BB: {}"),
    ],
)
def test_every_common_way_to_name_a_speaker_is_recognised(asks, answers):
    questions = [f"Hvad tænker du om nummer {number}?" for number in range(4)]
    lines = [line for question in questions for line in (asks.format(question), answers.format(ANSWER))]

    draft = read(*lines)

    assert [words for _, words in turns_of(draft)] == [
        words for said in questions for words in (said, ANSWER)
    ]
    assert len({label for label, _ in turns_of(draft)}) == len(draft.participants) == 2
    assert all(turn.label and turn.style is TurnStyle.SPEECH for turn in draft.turns)


@pytest.mark.parametrize(
    "lines",
    [
        ["Dagsorden: godkendelse af referat.", "Bemærk: mødet er flyttet.", "Til stede: Mette og Ole."],
        [f"{field}: Der blev talt om sagen, og den blev vedtaget." for field in ("Sagen", "Beslutning")] * 5,
        ["Projektleder: Hans Jensen", "Budget: 2 mio.", "Periode: 2018-2020"] * 6,
        [f"Fase {number}: Vi går i gang med at inddrage beboerne i området." for number in range(6)],
        [f"M{number}: Vi styrker trivslen i området for alle." for number in range(1, 6)],
        ["Formand: Hans Jensen", "Næstformand: Ulla Berg", "Kasserer: Ib Holm", "Mødet begyndte kl. 19.00."],
        ["Økonomi: Vi fik penge.", "Trivsel: Børnene har det godt."],
        ["Konklusion: Det gik godt.", "Anbefaling: Fortsæt med økonomi og trivsel som hidtil."] * 4,
        ["Mette sagde: Vi må videre.", "Ole svarede: Ja, det må vi.", "Og så gik de hjem: alle sammen."],
        ["10:30 Velkomst og kaffe.", "11:00 Oplæg om helhedsplanen.", "12:15 Frokost i kantinen."],
        ["Interviewer: Sara Holm", "Dato: 3. maj 2018", "Informant: Ib Berg", ANSWER, ANSWER, ANSWER],
        ["Test Step: Open the page.", "Expected Result: The page is shown."] * 5,
        ["Case A: Ledelsen er ny. Hvad betyder det?", "Case B: Ledelsen er den samme."] * 4,
        ["Oplæg - Mette Hansen", "Pause - ti minutter", "Debat - Ole Berg og Mette Hansen"] * 3,
        ["R1\tFølsomhed\tDet samme i 84 pct.", "R2\tFold\tDet samme i 90 pct.", ANSWER] * 2,
        [f"E10{n}\tFilen kan ikke læses. Prøvede du en anden?" for n in range(9)],
        [part for sign in "EIPSUMKDX" for part in (sign, "Det er en af de størrelser, der måles her.")],
        ["Frokost 12:00", "Vi spiser i kantinen og går en tur bagefter."] * 2,
        ["Se [Bilag] her.", "[Bilag] Tabellen viser tre ting.", "[Figur] Kurven stiger."] * 3,
        ["Kilde: Se https://example.org.", "Se også: http://example.org/a: b.", ANSWER],
    ],
)
def test_documents_without_speakers_get_none(lines):
    draft = read(*lines)

    assert draft.participants == ()
    assert {turn.label for turn in draft.turns} == {None}


def test_words_after_a_head_of_fields_go_to_the_speakers_and_the_fields_to_nobody():
    head = ["Interviewer: Sara Holm", "Dato: 3. maj 2018", "Sted: Grydebæk"]

    draft = read(*head, *["I: Hvordan gik det?", f"P: {ANSWER}"] * 4)

    assert [who.label for who in draft.participants] == ["I", "P"]
    assert turns_of(draft)[0] == (None, "Interviewer: Sara Holm")


def test_an_unlabelled_paragraph_goes_on_with_the_speaker_before():
    draft = read("I: Hvordan?", "P: Først sådan.", "Og så sådan.", "I: Nå?", "P: Ja.", "I: Jo?", "P: Nej.")

    assert turns_of(draft)[1] == ("P", "Først sådan.\nOg så sådan.")


def test_a_word_that_looks_like_a_name_stays_text_and_is_told():
    draft = read(*["I: Gik det?", f"P: ja og {ANSWER}", "Ja: det synes jeg altså.", "P: Nå?"] * 3, "I: Slut?")

    assert "Ja" not in {who.label for who in draft.participants}


def test_an_unknown_label_in_a_conversation_is_taken_as_text_with_a_doubt():
    draft = read(
        *["I: Gik det?", f"P: {ANSWER} Men pointen kom."] * 4, "Pointen: den er enkel.", "Pointen: ja."
    )

    assert [who.label for who in draft.participants] == ["I", "P"]
    assert [(doubt.key, doubt.values) for doubt in draft.doubts] == [
        ("import.doubt.label_as_text", {"label": "Pointen", "count": 2})
    ]


def test_a_name_that_no_list_knows_is_a_speaker_where_names_stand():
    draft = read(*["Moderator: Gik det?", f"Ole: {ANSWER}"] * 4, "Moderator: Og du?", "Ayşe: Mm.", "Ole: Ja.")

    assert [turn.label for turn in draft.turns][-3:] == ["Moderator", "Ayşe", "Ole"]
    assert draft.doubts[0].values == {"label": "Ayşe", "count": 1}


def test_a_break_with_its_time_is_nobody():
    draft = read(*["Moderator: Gik det?", f"Ole: {ANSWER}"] * 4, "Break: [00:46]", "Moderator: Og du?")

    assert [who.label for who in draft.participants] == ["Moderator", "Ole"]
    assert turns_of(draft)[-2:] == [(None, "Break:"), ("Moderator", "Og du?")]


def test_a_bold_name_is_not_lengthened_by_a_colon_in_its_words():
    lines = ["**Dan** Gik det?", "**Ahmad** Vi har en aftale: man ringer først."] * 4
    content = "".join(f"<p>{line.replace('**', '<b>', 1).replace('**', '</b>')}</p>" for line in lines)

    draft = read_file("a.html", content.encode())

    assert [who.label for who in draft.participants] == ["Dan", "Ahmad"]


def test_someone_who_speaks_once_is_a_speaker_with_a_doubt():
    draft = read(*["Moderator: Gik det?", f"Deltager 1: {ANSWER}"] * 4, "Deltager 2: Det synes jeg også.")

    assert draft.participants[-1].label == "Deltager 2"
    assert draft.doubts[0].key == "import.doubt.rare_label"
    assert draft.doubts[0].values == {"label": "Deltager 2", "count": 1}


def test_a_name_that_introduces_its_initials_is_one_person_under_both():
    answers = [f"TV: {ANSWER}", "SL: Og hvad så?"] * 4

    draft = read("Stine Lund (SL): Hvordan gik det?", f"Ghost43 (TV): {ANSWER}", *answers)

    assert [(who.label, who.name, who.same_as) for who in draft.participants] == [
        ("Stine Lund (SL)", "Stine Lund", None),
        ("Ghost43 (TV)", "Ghost43", None),
        ("TV", "Ghost43", "Ghost43 (TV)"),
        ("SL", "Stine Lund", "Stine Lund (SL)"),
    ]
    assert {who.label for who in draft.participants if who.interviewer} == {"Stine Lund (SL)", "SL"}


def test_initials_that_are_an_abbreviation_elsewhere_are_a_speaker_among_other_initials():
    draft = read(*["LN: Hvordan?", f"EV: {ANSWER}", "KL: Hvem siger det?", f"NBD: {ANSWER}"] * 4)

    assert [who.label for who in draft.participants] == ["LN", "EV", "KL", "NBD"]


def test_labels_with_rising_time_stamps_are_speakers_however_long_their_turns():
    said = [ANSWER] * 6

    draft = read(*(part for at in range(8) for part in (f"{('Walt', 'Calle')[at % 2]}: 00:0{at}:01", *said)))

    assert [who.label for who in draft.participants] == ["Walt", "Calle"]
    assert len(draft.turns) == 8


def test_names_with_a_colon_speak_between_questions_and_answers_with_a_dash():
    answers = ["Q - Hvordan gik det?", f"A - {ANSWER}", f"Greta Maxwell: {ANSWER}"] * 3

    draft = read(*answers)

    assert [turn.label for turn in draft.turns] == ["Q", "A", "Greta Maxwell"] * 3


def test_a_speaker_with_another_number_speaks_once_with_a_doubt():
    draft = read(*["Interviewer: Gik det?", f"Tilhører 1: {ANSWER}"] * 4, "Tilhører 2: Det er rigtigt nok.")

    assert draft.turns[-1].label == "Tilhører 2"
    assert draft.doubts[0].values == {"label": "Tilhører 2", "count": 1}


def test_a_misspelt_label_is_taken_for_the_one_it_means():
    draft = read(*["Interviewer: Gik det?", f"Mette: {ANSWER}"] * 4, "Inteviewer: Og så?", "Mette: Ja.")

    assert [who.label for who in draft.participants] == ["Interviewer", "Mette"]
    assert draft.doubts[0].values == {"label": "Inteviewer", "meant": "Interviewer"}


@pytest.mark.parametrize(
    "label", ["I", "Int", "Intervieweren", "Moderator", "Facilitator", "Researcher 2", "Q"]
)
def test_the_interviewer_is_known_by_the_label(label):
    draft = read(*[f"{label}: Hvad nu?", f"Bodil: {ANSWER}"] * 3)

    assert [(who.label, who.interviewer) for who in draft.participants] == [(label, True), ("Bodil", False)]


def test_the_interviewer_is_guessed_by_the_questions_with_a_doubt():
    draft = read(*["Dan: Hvad nu?", f"Bodil: {ANSWER}"] * 4)

    assert [who.interviewer for who in draft.participants] == [True, False]
    assert draft.doubts[0].key == "import.doubt.interviewer_guessed"


def test_who_asks_three_times_as_often_over_many_turns_is_the_interviewer_with_a_doubt():
    draft = read(*["Dan: Hvad så?", f"Bo: {ANSWER}", "Dan: Nå.", f"Ib: {ANSWER}", "Dan: Ja.", "Bo: Mm."] * 4)

    assert [who.label for who in draft.participants if who.interviewer] == ["Dan"]
    assert draft.doubts[-1].key == "import.doubt.interviewer_guessed"


def test_nobody_is_the_interviewer_where_nobody_asks_more_than_others():
    draft = read(*["Dan: Hvad så?", f"Bo: {ANSWER}", "Dan: Nå.", "Bo: Hvorfor?"] * 4)

    assert not any(who.interviewer for who in draft.participants)


def test_a_colon_after_a_name_in_a_column_is_no_part_of_it():
    rows = "speaker,words\nDB:,Hvordan?\nLG,Sådan.\nDB,Nå?\nLG:,Ja.\n"

    draft = read_file("a.csv", rows.encode())

    assert [who.label for who in draft.participants] == ["DB", "LG"]


def test_answers_without_a_label_are_not_given_to_the_interviewer():
    draft = read(*["I: Hvad nu?", ANSWER] * 4)

    assert turns_of(draft)[:2] == [("I", "Hvad nu?"), (None, ANSWER)]


def test_stamps_become_times_and_stand_outside_the_words():
    draft = read(*["[00:01:23] I: Hvad nu?", f"[01:00:03] P: {ANSWER}"] * 3)

    assert [turn.time for turn in draft.turns[:2]] == [83.0, 3603.0]
    assert draft.text.startswith("[00:01:23] I: Hvad nu?\n\n[01:00:03] P: ")


def test_a_turn_that_was_set_as_a_heading_is_a_turn():
    draft = read(*["MSM: Hvordan?", f"Bo: {ANSWER}"] * 4, "# MSM: Og hvad så?", "Bo: Ja.", name="a.md")

    assert (draft.turns[-2].label, draft.turns[-2].style) == ("MSM", TurnStyle.SPEECH)


def test_wrapped_debates_with_times_at_the_margin_keep_their_speakers():
    said = "\n".join(
        ["Så vil jeg sige noget om det, som vi har talt om i udvalget hele sidste uge, formand"] * 9
    )
    margin = f"{' ' * 100}Kl. 13:05"
    chair, minister = "Første næstformand (Leif Lund):", "Udlændinge- og integrationsministeren (Kaare Beck):"

    draft = read(*[f"{chair}\nSå er det ministeren.", margin, f"{minister}\n{said}"] * 9)

    assert [turn.label for turn in draft.turns] == [chair[:-1], minister[:-1]] * 9
    assert turns_of(draft)[0] == (chair[:-1], "Så er det ministeren.")
    assert draft.turns[1].time is None


def test_headings_end_a_turn_and_belong_to_nobody():
    draft = read(
        "# Tema 1", *["I: Gik det?", f"P: {ANSWER}"] * 2, "# Tema 2", "I: Nå?", "P: Ja.", name="a.md"
    )

    assert [turn.label for turn in draft.turns] == [None, "I", "P", "I", "P", None, "I", "P"]
    assert "#" not in draft.text
