"""The words that tell a speaker's label from a heading, in Danish and English."""


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWER_WORDS = words_of(
    """
    i int intv interviewer intervieweren interviewers iw iv interv moderator moderatoren mod facilitator
    facilitatoren researcher forsker forskeren q spørgsmål spm question evaluator evaluatoren ordstyrer
    ordstyreren interviewer/forsker intervjuare intervjuaren intervjuer intervjueren
    samtaleleder samtalsledare
    """
)

SPEAKER_WORDS = words_of(
    """
    respondent respondenten informant informanten deltager deltageren participant interviewee
    interviewperson interviewpersonen ip speaker taler kvinde mand kvindelig mandlig ukendt unknown
    intervjuperson intervjupersonen deltagare deltagaren deltaker deltakeren
    resp inf info intp delt flere alle person svar answer a r p host guest woman man male female gruppe
    deltagerne audience publikum salen tilhører tilhøreren spørger spørgeren panelist paneldeltager
    """
)
"""Labels that say that someone speaks, and nothing of who."""

ROLE_WORDS = words_of(
    """
    beboer beboeren borger borgeren leder lederen formand formanden næstformand næstformanden
    medarbejder medarbejderen projektleder sekretær sekretæren kasserer kassereren direktør direktøren
    chef chefen konsulent konsulenten koordinator koordinatoren lærer læreren pædagog politi betjent
    vicevært varmemester frivillig borgmester borgmesteren rektor tolk tolken observatør resident
    manager teacher nurse patient student mor far barn forælder kollega udvikler sygeplejerske læge
    beboerrådgiver beboere repræsentant
    """
)

_ROLE_ENDINGS = words_of(
    """
    leder lederen chef chefen medarbejder medarbejderen formand formanden koordinator koordinatoren
    konsulent konsulenten direktør direktøren mester mesteren beboer beboeren pædagog pædagogen rådgiver
    rådgiveren repræsentant repræsentanten manager resident betjent betjenten hjælper vejleder sekretær
    medlem member minister ministeren ordfører ordføreren præsident præsidenten
    """
)
ROLE_ENDINGS = tuple(sorted(_ROLE_ENDINGS))

SECTION_WORDS = words_of(
    """
    dagsorden bemærk bemærkning bemærkninger konklusion sagen sag til tilstede dato sted tid tidspunkt
    referent deltagere fremmødte afbud fraværende beslutning beslutninger beslutningen indstilling punkt
    pkt ad emne emner formål baggrund resumé resume kilde kilder note noter nb obs figur tabel
    tabeller eksempel eksempler fx opsamling opfølgning aftale aftaler aftalt orientering status
    drøftelse diskussion evt eventuelt næste mødet møde mødedato kopi fra cc vedr vedrørende ang
    angående emnefelt resultat resultater mål delmål indsats indsatser indsatsområde aktivitet
    aktiviteter fase trin kapitel afsnit bilag side spor del dag uge år case cases område scenarie
    hypotese opgave opgaver ansvar ansvarlig budget økonomi periode kontakt kontaktperson
    kontaktpersoner navn adresse telefon tlf mail e-mail email web hjemmeside udgiver forfatter
    forfattere redaktion tryk oplag isbn issn copyright titel undertitel tema temaer kategori kode
    nøgleord abstract indhold indledning metode analyse teori empiri litteratur referencer anbefaling
    anbefalinger vurdering fordele ulemper styrker svagheder muligheder trusler definition inkluder
    ekskluder forklaring læsevejledning overskrift observation observationer refleksion transskription
    transskribent optagelse optaget varighed længde lydfil fil filnavn tegnforklaring indspilning
    vigtigt husk tip advarsel ja nej nå okay altså men og så det derfor først endelig desuden agenda
    attendees present absent apologies date time place location subject from to re minutes conclusion
    conclusions decision decisions action actions source sources figure table chapter section step phase
    appendix example examples summary background purpose aim objective objectives method methods result
    results discussion important warning remember name address phone title author authors keywords yes
    no however therefore duration recording transcript break pause intro outro jingle der vi jeg du han hun
    hvis når fordi hvad hvor hvordan hvorfor her nu man we they he she it there this that if when what how
    why because now here interview interviews samtale fokusgruppeinterview gruppeinterview
    """
)

NOT_CODES = words_of(
    """
    NB OBS CC BCC RE VS SV FW TLF EAN CVR CPR URL DOI ISBN ISSN FAQ NR PKT DK PDF SMS
    """
)

MAYBE_CODES = words_of("PS KL TV ID EU FN")
"""Abbreviations that are someone's initials only where they answer other speakers."""

FIRST_NAMES = words_of(
    """
    mette anne hanne lene kirsten susanne charlotte marianne camilla louise maria julie emma ida sofie
    freja karen inge birgit birgitte lone pia tina helle jette gitte bente lis ulla dorte dorthe annette
    anette rikke trine line maja malene maiken pernille katrine kathrine cecilie christina kristina
    stine signe sara sarah laura nanna amalie mathilde caroline johanne astrid ane ditte marie heidi
    merete merethe vibeke vivi yvonne tove grethe ellen else inger jytte kirstine lisbeth liselotte
    lotte margit rita ruth sanne sidsel sigrid solveig sonja tanja ursula vera winnie zainab fatima
    aisha amina leila layla samira yasmin noor zahra hadil elif ayse emine hatice asma nadia nour rana
    salma sabrina gry liv rose mai maj pil tue bo bent per hans dan kim mark ove kaj max jens peter lars
    michael henrik thomas søren jan christian martin niels anders morten jesper mads rasmus ole erik
    kurt john poul jørgen svend torben flemming carsten karsten steen allan brian rené claus klaus finn
    frank bjarne kenneth lasse jacob jakob jonas simon emil oliver noah william lucas frederik mikkel
    magnus tobias sebastian alexander victor viktor oscar oskar august malthe anton nikolaj kasper
    casper kristian steffen stefan ulrik uffe troels leif preben viggo vagn villy verner werner gert
    gunnar gorm holger hugo ib ivan ingolf johannes johan karl carl knud kristoffer christoffer laurits
    leo ludvig mathias mogens nils orla otto palle paul rolf rune sune sven thorkild tom tonny tommy ulf
    walter ahmed ali mohammed muhammad mohamed hassan hussein ibrahim omar osman yusuf mustafa mehmet
    abdi abdul khalid bilal hamza amir adam aksel axel asger asbjørn bjørn bodil britta britt connie
    dagmar doris eva edith ebbe egon ejner elin elisabeth elsebeth esther eskild gerda gudrun hedvig
    helga helene helena henriette hilda ingrid irene iben jane jannie jeanette jeanne jannik jeppe joan
    jonna josefine judith kamilla karin karina kate katja kis klara clara lena leni lilian lillian linda
    lisa lise maren margrethe martha mia michelle mona monica nina nete nicoline oda olga patricia petra
    rosa ragnhild rebecca regitze sally sandra selma simone sissel susan sussi thea therese thyra tilde
    ulrikke valborg vita mary james robert david emily anna jack george alice daniel andrew helen olivia
    sophia charles richard jennifer nancy betty margaret ashley kevin jason gary ryan eric stephen scott
    samuel patrick jerry tyler aaron alan albert amy andrea andy angela anita ann annie anthony barbara
    ben benjamin beth bill bob bonnie brandon brenda bruce carol catherine cathy chris christine
    christopher cindy claire colin craig cynthia dave deborah dennis derek diana diane don donald donna
    dorothy doug douglas ed edward elizabeth ellie erin ethan evelyn fred gabriel gareth gavin gerald
    gloria gordon grace graham greg gregory hannah harold harry heather henry ian isaac isabel isabelle
    jake jamie janet jay jeff jeffrey jenny jeremy jess jessica jessie jill jim jimmy joe joel joseph
    josh joshua joyce juan judy julian justin katherine kathleen kathy keith kelly ken kimberly larry
    leah lee liam louis lucy luke lynn marcus mario marilyn matt matthew megan melissa mike miles nathan
    neil nicholas nick nicole noel owen pamela paula pete phil philip rachel ralph ray raymond rob robin
    roger ron ronald roy russell ruby sam sean shane sharon sheila stella stephanie steve steven stuart
    sue sylvia ted teresa terry theodore tim timothy todd toby tony tracy vanessa victoria vincent wayne
    wendy will zach zoe rene birthe arne astri berit bjørg brita egil einar elsa erlend espen frode geir
    grete gunn hege håkon håvard ingeborg ingvild jarle jorunn kari kjell kjetil knut kåre magne marit
    odd ola oddvar pål ragnar randi reidun sigurd silje siv stein stian sverre terje tor tore torgeir
    torill trond turid unni vidar wenche øystein åse agneta annika arvid bengt birgitta bosse börje
    elsie fredrik gunilla göran henric håkan inga ingegerd ingela ingemar jörgen kerstin kjerstin
    lennart lisbet maj-britt margareta mats monika niklas olle pär pernilla petter roland rut stig sture
    therése ulla-britt ulrika viveka åke örjan dieter fritz günter heinrich heinz horst jochen jürgen
    kathrin manfred sabine silke stefanie uwe wolfgang pablo carlos jose luis miguel pedro sofia
    """
)
