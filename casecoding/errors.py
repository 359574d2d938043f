"""Every expected error, with its sentence in Danish and in English.

    CaseCodingError
    ├── InputError      E1xx  something the person gave is wrong: file, codebook, span, flag
    ├── StudyError      E2xx  the study on disk or on the server cannot be used as asked
    └── ModelError      E3xx  the language model is missing or does not fit

Each leaf is one class with one code. Its sentence says what is wrong, with the
values, and what to do. Codes are never reused.
"""

from typing import ClassVar, Literal

Language = Literal["da", "en"]


class CaseCodingError(Exception):
    """An expected error; `sentence` words it for the person, `code` names it in the docs."""

    code: ClassVar[str]
    da: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, language: Language) -> str:
        """Return the error as one sentence in `language`, led by its code."""
        template = self.da if language == "da" else self.en
        return f"[{self.code}] {template.format(**self.values)}"


class InputError(CaseCodingError):
    """What the person gave cannot be used."""


class StudyError(CaseCodingError):
    """The study cannot be opened or changed as asked."""


class CannotTakeBack(StudyError):
    """An entry of the log cannot be taken back; it is left as it is."""


class ModelError(CaseCodingError):
    """The language model cannot be used."""


# --- E10x spans and codings ---------------------------------------------------


class InvalidSpan(InputError):
    code = "E101"
    da = "Stedet {start}–{end} findes ikke i en tekst på {length} tegn. Vælg et stykke inden for teksten."
    en = "The place {start}-{end} is not in a text of {length} characters. Choose a stretch inside it."


class QuoteMismatch(InputError):
    code = "E102"
    da = "Teksten ved {start}–{end} i {source!r} er ikke det citat, der blev sendt. Genindlæs kilden, og markér igen."
    en = "The text at {start}-{end} of {source!r} is not the quote that was sent. Reload the source and mark it again."


class BulkLineRefused(InputError):
    code = "E103"
    da = "Linje {line}: {fault} Intet er gemt; ret linjen, og kør igen."
    en = "Line {line}: {fault} Nothing was stored; mend the line and run again."


class UnknownCode(InputError):
    code = "E104"
    da = "Koden {id!r} findes ikke i kodebogen. Vælg en af: {known}."
    en = "Code {id!r} is not in the codebook. Choose one of: {known}."


class UnknownSource(InputError):
    code = "E105"
    da = "Kilden {id!r} findes ikke i studiet. Se listen med 'casecoding sources'."
    en = "Source {id!r} is not in the study. List them with 'casecoding sources'."


class UnknownSuggestion(InputError):
    code = "E106"
    da = "Forslaget {id!r} findes ikke i studiet. Se listen med 'casecoding suggestions'."
    en = "Suggestion {id!r} is not in the study. List them with 'casecoding suggestions'."


class AlreadyDecided(InputError):
    code = "E107"
    da = "Forslaget {id!r} er allerede afgjort ({verdict}). Fortryd afgørelsen først."
    en = "Suggestion {id!r} is already decided ({verdict}). Undo that decision first."


class UnknownCoder(InputError):
    code = "E188"
    da = "Ingen koder hedder {name!r}. Vælg en af: {known}."
    en = "No coder is called {name!r}. Choose one of: {known}."


class NothingToEvaluate(InputError):
    code = "E189"
    da = "{name!r} har ingen kodninger at holde op mod. Vælg en koder, der har kodet."
    en = "{name!r} has no codings to hold against. Choose a coder who has coded."


class UnknownCoding(InputError):
    code = "E108"
    da = "Kodningen {id!r} findes ikke længere. Genindlæs siden."
    en = "Coding {id!r} no longer exists. Reload the page."


class NothingToUndo(InputError):
    code = "E109"
    da = "Der er ikke noget at fortryde."
    en = "There is nothing to undo."


class NothingToRedo(InputError):
    code = "E110"
    da = "Der er ikke noget at gentage."
    en = "There is nothing to redo."


class MovedOn(InputError):
    code = "E111"
    da = "Det kan ikke fortrydes, for det er ændret siden. Se historikken."
    en = "It cannot be undone because it was changed since. See the history."


class UnknownOperation(InputError):
    code = "E112"
    da = "Læseren sendte noget, der ikke kan bruges ({fault}). Genindlæs siden."
    en = "The reader sent something that cannot be used ({fault}). Reload the page."


class SessionExpired(InputError):
    code = "E113"
    da = "Siden har været åben for længe. Genindlæs den; det, der ikke er gemt, bliver sendt igen."
    en = "The page was open for too long. Reload it; what is not stored is sent again."


class AlreadyDone(InputError):
    code = "E114"
    da = "Det er allerede gjort."
    en = "That is already done."


class AmbiguousSource(InputError):
    code = "E115"
    da = "Flere kilder hedder {name!r}. Brug et id i stedet: {ids}."
    en = "Several sources are called {name!r}. Use an id instead: {ids}."


class AnothersCoding(InputError):
    code = "E116"
    da = "Kodningen er lavet af {coder}. Skift koder i menuen for at ændre den."
    en = "The coding is {coder}'s. Switch coder in the menu to change it."


class UnknownPassage(InputError):
    code = "E117"
    da = "Replikkerne §{first}–{last} findes ikke her. Vælg blandt §1–{turns}."
    en = "There are no turns §{first}-{last} here. Choose among §1-{turns}."


class UnknownSpeaker(InputError):
    code = "E118"
    da = "Ingen taler hedder {label!r} i kilden. Vælg en af: {known}."
    en = "No speaker is called {label!r} in the source. Choose one of: {known}."


class UnknownRun(InputError):
    code = "E119"
    da = "Af kørslen {id!r} er der ikke gemt forslag at sammenligne med. Vælg en af: {known}."
    en = "No suggestions of run {id!r} are kept to compare with. Choose one of: {known}."


# --- E12x codebook ------------------------------------------------------------


class DuplicateCode(InputError):
    code = "E120"
    da = "Koden {id!r} står både i {first} og i {second}. Omdøb den ene; id'er genbruges aldrig."
    en = "Code {id!r} is defined in {first} and again in {second}. Rename one; ids are never reused."


class CodebookFault(InputError):
    code = "E121"
    da = "{file}{line}: {fault} Ret filen, og prøv igen."
    en = "{file}{line}: {fault} Mend the file and try again."


class CodebookMissing(InputError):
    code = "E122"
    da = "Der er ingen codebook.toml i {folder}. Peg på en mappe med codebook.toml og themes/*.toml."
    en = "There is no codebook.toml in {folder}. Point to a folder with codebook.toml and themes/*.toml."


class RetiredCode(InputError):
    code = "E123"
    da = "Id'et {id!r} har været brugt før og kan ikke bruges igen. Vælg et andet id."
    en = "The id {id!r} was used before and cannot be used again. Choose another id."


class InvalidCodeId(InputError):
    code = "E124"
    da = "{id!r} kan ikke være et kode-id. Brug små bogstaver a-z, tal og _, og punktum mellem tema og underkode."
    en = (
        "{id!r} cannot be a code id. Use lower-case a-z, digits and _, with a dot between theme and sub-code."
    )


# --- E13x import --------------------------------------------------------------


class UnreadableFile(InputError):
    code = "E130"
    da = "{file}: filen kan ikke læses som {format}; den er beskadiget eller har forkert endelse. Åbn den i sit program, og gem den igen."
    en = "{file}: cannot be read as {format}; it is damaged or has the wrong extension. Open it in its program and save it again."


class UnsupportedFormat(InputError):
    code = "E131"
    da = "{file}: filtypen {format!r} kan ikke importeres. Gem den som en af: {known}."
    en = "{file}: files of type {format!r} cannot be imported. Save it as one of: {known}."


class EncryptedFile(InputError):
    code = "E132"
    da = "{file}: filen er beskyttet med adgangskode. Skriv adgangskoden (--password), eller gem filen uden."
    en = "{file}: the file is protected by a password. Give the password (--password), or save the file without one."


class EmptyFile(InputError):
    code = "E133"
    da = "{file}: der er ingen tekst i filen. Er det den rigtige fil?"
    en = "{file}: there is no text in the file. Is it the right one?"


class ScannedPdf(InputError):
    code = "E134"
    da = "{file}: PDF'en er billeder uden tekst. Kør tekstgenkendelse (OCR) på den først."
    en = "{file}: the PDF is images without text. Run text recognition (OCR) on it first."


class FileTooLarge(InputError):
    code = "E135"
    da = "{file}: filen fylder {size} MB; grænsen er {limit} MB. Del den i flere filer."
    en = "{file}: the file is {size} MB; the limit is {limit} MB. Split it into several files."


class DuplicateFile(InputError):
    code = "E136"
    da = "{file}: samme fil er allerede i studiet som {existing!r}. Den blev ikke importeret igen."
    en = "{file}: the same file is already in the study as {existing!r}. It was not imported again."


class ManifestFault(InputError):
    code = "E137"
    da = "{file}: {fault} Ret manifestet, og prøv igen."
    en = "{file}: {fault} Mend the manifest and try again."


class MissingFile(InputError):
    code = "E138"
    da = "{file}: filen findes ikke. Se efter stien."
    en = "{file}: there is no such file. Check the path."


class UnknownLevel(InputError):
    code = "E139"
    da = "Niveauet {id!r} findes ikke i kodebogen. Vælg et af: {known}."
    en = "Level {id!r} is not in the codebook. Choose one of: {known}."


class UnknownKind(InputError):
    code = "E140"
    da = "Kildetypen {id!r} findes ikke. Vælg en af: {known}."
    en = "There is no kind of source {id!r}. Choose one of: {known}."


class UndecodableText(InputError):
    code = "E141"
    da = "{file}: tegnsættet kan ikke genkendes. Gem filen som UTF-8, og prøv igen."
    en = "{file}: the encoding cannot be recognised. Save the file as UTF-8 and try again."


class InvalidDate(InputError):
    code = "E142"
    da = "{value!r} er ikke en dato. Skriv den som 2020-05-17."
    en = "{value!r} is not a date. Write it as 2020-05-17."


class TooManyPages(InputError):
    code = "E143"
    da = "{file}: PDF'en har {pages} sider; grænsen er {limit}. Del den i flere filer."
    en = "{file}: the PDF has {pages} pages; the limit is {limit}. Split it into several files."


class TooManyParagraphs(InputError):
    code = "E144"
    da = "{file}: filen har {count} afsnit; grænsen er {limit}. Del den i flere filer."
    en = "{file}: the file has {count} paragraphs; the limit is {limit}. Split it into several files."


class WrongPassword(InputError):
    code = "E145"
    da = "{file}: adgangskoden passer ikke. Skriv den igen; store og små bogstaver er forskellige."
    en = "{file}: that is not the password. Type it again; capitals count."


class PasswordUnsupported(InputError):
    code = "E146"
    da = (
        "{file}: filens kryptering kan ikke låses op her. Åbn den i sit program, og gem den uden adgangskode."
    )
    en = "{file}: its kind of encryption cannot be unlocked here. Open it in its program and save it without a password."


class OldOfficeFile(InputError):
    code = "E147"
    da = "{file}: filen er i Offices gamle format (.doc, .xls). Åbn den i sit program, og gem den som .docx eller .xlsx."
    en = "{file}: the file is in Office's old format (.doc, .xls). Open it in its program and save it as .docx or .xlsx."


class DamagedPart(InputError):
    code = "E148"
    da = "{file}: filen er beskadiget ved {place}. Åbn den i sit program, og gem den igen."
    en = "{file}: the file is damaged at {place}. Open it in its program and save it again."


class UnsafePart(InputError):
    code = "E149"
    da = "{file}: {place} erklærer egne tegn eller henter noget udefra (DOCTYPE). Åbn filen i sit program, og gem den igen."
    en = "{file}: {place} declares its own characters or fetches from outside (DOCTYPE). Open the file in its program and save it again."


class PackedTooTight(InputError):
    code = "E170"
    da = "{file}: {place} fylder {size} MB pakket ud; det gør et dokument ikke. Gem filen igen i sit program, eller del den."
    en = "{file}: {place} is {size} MB when unpacked; no document is. Save the file again in its program, or split it."


class ReadingTooLong(InputError):
    code = "E171"
    da = "{file}: læsningen blev stoppet ved {place} efter {seconds} sekunder. Del filen, eller gem den som ren tekst."
    en = "{file}: reading was stopped at {place} after {seconds} seconds. Split the file, or save it as plain text."


class TooManyCells(InputError):
    code = "E172"
    da = "{file}: regnearket har over {limit} celler. Slet tomme kolonner og rækker, eller del det i flere filer."
    en = "{file}: the table has more than {limit} cells. Delete empty columns and rows, or split it into several files."


# --- E15x filters and measures ------------------------------------------------


class UnknownDimension(InputError):
    code = "E150"
    da = "{id!r} kan ikke stå i en matrix. Vælg en af: {known}."
    en = "{id!r} cannot stand in a matrix. Choose one of: {known}."


class UnknownMeasure(InputError):
    code = "E151"
    da = "Målet {id!r} findes ikke. Vælg et af: {known}."
    en = "There is no measure {id!r}. Choose one of: {known}."


class SameDimension(InputError):
    code = "E152"
    da = "Rækker og kolonner er begge {id!r}. Vælg to forskellige."
    en = "Rows and columns are both {id!r}. Choose two different ones."


class UnreadableReference(InputError):
    code = "E173"
    da = "{given!r} er ikke en henvisning. Den ser sådan ud: Svendborg, operationelt, I3 §41."
    en = "{given!r} is not a reference. One looks like this: Svendborg, operational, I3 §41."


class ReferenceToNothing(InputError):
    code = "E174"
    da = "Studiet har ikke noget sted {given!r}. Er kilden taget ud, eller hører henvisningen til et andet studie?"
    en = "The study has no place {given!r}. Was the source taken out, or does the reference belong to another study?"


class UnknownPart(InputError):
    code = "E175"
    da = "En rapport har ikke delen {id!r}. Vælg en af: {known}."
    en = "A report has no part {id!r}. Choose one of: {known}."


class HeadingTwice(InputError):
    code = "E176"
    da = "Overskrifterne {given!r} kan ikke bruges. Vælg en til {most}, hver kun én gang."
    en = "The headings {given!r} cannot be used. Choose one to {most}, each only once."


class UnreadableQuery(InputError):
    code = "E177"
    da = (
        "Søgningen kan ikke læses fra {rest!r}. Se efter parenteser, anførselstegn og ordene og, eller, ikke."
    )
    en = "The search cannot be read from {rest!r} on. Check brackets, quotation marks and the words and, or, not."


class UnknownInQuery(InputError):
    code = "E178"
    da = "Søgningen kender ikke {field} {value!r}. Vælg en af: {known}."
    en = "The search knows no {field} {value!r}. Choose one of: {known}."


class NotComparable(InputError):
    code = "E179"
    da = "{field} kan ikke sammenlignes med {comparison}. Skriv {field}:værdi."
    en = "{field} cannot be compared by {comparison}. Write {field}:value."


class UnknownSearch(InputError):
    code = "E198"
    da = "Der er ikke gemt en søgning {name!r}. De gemte er: {known}."
    en = "No search {name!r} is saved. Those saved are: {known}."


class UnnamedSearch(InputError):
    code = "E199"
    da = "Giv søgningen et navn, før den gemmes."
    en = "Give the search a name before it is saved."


# --- E16x evaluation of the language model -------------------------------------


class TreebankFault(InputError):
    code = "E160"
    da = "{file}, linje {line}: filen er ikke gyldig CoNLL-U ({fault}). Ret linjen, og prøv igen."
    en = "{file}, line {line}: the file is not valid CoNLL-U ({fault}). Mend the line and try again."


# --- E18x corrections of a text -------------------------------------------------


class TextMovedOn(InputError):
    code = "E180"
    da = "Teksten er rettet, siden den blev vist. Genindlæs siden, og prøv igen; intet er gemt."
    en = "The text was corrected since it was shown. Reload the page and try again; nothing was stored."


class CorrectionOutsideTurn(InputError):
    code = "E181"
    da = "Rettelsen af {words!r} går ud over en replik. Ret én replik ad gangen."
    en = "The correction of {words!r} reaches outside a turn. Correct one turn at a time."


class OverlappingCorrections(InputError):
    code = "E182"
    da = "To rettelser rammer de samme ord ved {start}. Vælg den ene."
    en = "Two corrections meet the same words at {start}. Choose one of them."


class BlankTurn(InputError):
    code = "E183"
    da = "Replik §{number} ville blive tom. Lad mindst ét ord stå."
    en = "Turn §{number} would be empty. Leave at least one word."


class CutQuotation(InputError):
    code = "E184"
    da = "Rettelsen går gennem kanten af et citat ({quotes}). Vælg, om citatet skal udvides eller indskrænkes; intet er gemt."
    en = "The correction cuts through the edge of a quotation ({quotes}). Choose whether to extend or shrink it; nothing was stored."


class LostQuotation(InputError):
    code = "E185"
    da = "Rettelsen ville slette hele citatet ({quotes}). Fjern kodningen først, eller lad ord stå."
    en = "The correction would delete a whole quotation ({quotes}). Remove the coding first, or leave words."


class NothingToCorrect(InputError):
    code = "E186"
    da = "Ordene er, som de var. Der er intet at rette."
    en = "The words are as they were. There is nothing to correct."


# --- E19x attributes and figures ----------------------------------------------


class InvalidValue(InputError):
    code = "E190"
    da = "{value!r} kan ikke være {name!r}. Skriv en værdi af denne slags: {wanted}."
    en = "{value!r} cannot be {name!r}. Write a value of this kind: {wanted}."


class TableFault(InputError):
    code = "E191"
    da = "{file}: {fault} Intet er gemt; ret tabellen, og prøv igen."
    en = "{file}: {fault} Nothing was stored; mend the table and try again."


class UnknownAttribute(InputError):
    code = "E192"
    da = "Attributten {id!r} findes ikke i studiet. Vælg en af: {known}."
    en = "There is no attribute {id!r} in the study. Choose one of: {known}."


class PatternFault(InputError):
    code = "E193"
    da = "Mønsteret {pattern!r} kan ikke bruges: {fault} Skriv det som {{case}}_{{wave}}_{{level}}."
    en = "The pattern {pattern!r} cannot be used: {fault} Write it like {{case}}_{{wave}}_{{level}}."


class AttributeTwice(InputError):
    code = "E194"
    da = "Attributten {name!r} står to gange. Giv den ene et andet navn."
    en = "Attribute {name!r} stands twice. Give one of them another name."


class UnknownCase(InputError):
    code = "E195"
    da = "Ingen case hedder {name!r}. Vælg en af: {known}."
    en = "No case is called {name!r}. Choose one of: {known}."


class UnknownProposal(InputError):
    code = "E187"
    da = "Rettelsen {id!r} foreslås ikke længere. Se listen igen."
    en = "The correction {id!r} is no longer proposed. Look at the list again."


# --- E2xx study ---------------------------------------------------------------


class StudyMissing(StudyError):
    code = "E201"
    da = "Der er intet studie i {place}. Opret et med 'casecoding init {place}'."
    en = "There is no study at {place}. Create one with 'casecoding init {place}'."


class StudyExists(StudyError):
    code = "E202"
    da = "Der er allerede et studie i {place}. Vælg et andet navn, eller åbn det."
    en = "There is already a study at {place}. Choose another name or open it."


class NotAStudy(StudyError):
    code = "E203"
    da = "{place} er ikke et casecoding-studie. Vælg en fil, der ender på .casecoding."
    en = "{place} is not a casecoding study. Choose a file that ends in .casecoding."


class NewerStudy(StudyError):
    code = "E204"
    da = "{place} er lavet med en nyere udgave af casecoding. Opdatér casecoding; filen er ikke rørt."
    en = "{place} was made by a newer casecoding. Update casecoding; the file was not touched."


class StudyBusy(StudyError):
    code = "E205"
    da = "Studiet er optaget af et andet program. Vent et øjeblik, og prøv igen; intet er gemt."
    en = "The study is busy in another program. Wait a moment and try again; nothing was stored."


class StudyUnwritable(StudyError):
    code = "E206"
    da = "Der kan ikke skrives til {place} ({reason}). Se efter plads og rettigheder; intet er gemt."
    en = "{place} cannot be written ({reason}). Check space and permissions; nothing was stored."


class ServerUnreachable(StudyError):
    code = "E207"
    da = "Databasen {place} svarer ikke. Se efter adressen, og om serveren kører."
    en = "The database {place} does not answer. Check the address and that the server runs."


class StudyDamaged(StudyError):
    code = "E208"
    da = "{place} er beskadiget ({reason}). Tag din seneste sikkerhedskopi i brug."
    en = "{place} is damaged ({reason}). Go back to your latest backup."


class StudyUnfinished(StudyError):
    code = "E209"
    da = "{place} blev ikke gjort færdig, da studiet blev oprettet, og er tom. Slet filen, og opret studiet igen."
    en = "{place} was not finished when the study was created, and is empty. Delete the file and create the study again."


class DiskFull(StudyError):
    code = "E213"
    da = "Disken er fuld, så der kunne ikke skrives til {place}. Intet halvt er gemt; skaf plads, og prøv igen."
    en = (
        "The disk is full, so {place} could not be written. Nothing was half stored; make room and try again."
    )


class StudyReadOnly(StudyError):
    code = "E214"
    da = "{place} er skrivebeskyttet. Fjern beskyttelsen, eller kopiér studiet til en mappe, du må skrive i; intet er gemt."
    en = "{place} is write-protected. Remove the protection, or copy the study to a folder you may write in; nothing was stored."


class RowDamaged(StudyError):
    code = "E215"
    da = "Studiet er beskadiget: {row} kan ikke læses. Efterse det under Historik (eller 'casecoding check --repair'), eller gendan en sikkerhedskopi."
    en = "The study is damaged: {row} cannot be read. Check it under History (or 'casecoding check --repair'), or restore a backup."


class BackupMissing(StudyError):
    code = "E210"
    da = "Der er ingen sikkerhedskopi {name!r}. De, der er: {known}."
    en = "There is no backup {name!r}. Those there are: {known}."


class BackupDamaged(StudyError):
    code = "E211"
    da = "Sikkerhedskopien {place} er ikke hel ({reason}). Vælg en anden; studiet er ikke rørt."
    en = "The backup {place} is not whole ({reason}). Choose another; the study is untouched."


class BackupOnServer(StudyError):
    code = "E212"
    da = "Studiet ligger på en databaseserver. Tag sikkerhedskopi dér, fx med pg_dump."
    en = "The study is on a database server. Make backups there, for instance with pg_dump."


# --- E22x taking back ----------------------------------------------------------


class ChangedSince(CannotTakeBack):
    code = "E220"
    da = "Post {seq} kan ikke tages tilbage: det, den gjorde, er ændret siden. Tag den senere post tilbage først."
    en = "Entry {seq} cannot be taken back: what it did was changed since. Take the later entry back first."


class CorrectedSince(CannotTakeBack):
    code = "E221"
    da = "Post {seq} kan ikke tages tilbage: teksten er rettet siden, eller et citat ville blive skåret over. Tag rettelsen tilbage først."
    en = "Entry {seq} cannot be taken back: the text was corrected since, or a quotation would be cut. Take that correction back first."


class CodeInUse(CannotTakeBack):
    code = "E222"
    da = "Post {seq} kan ikke tages tilbage: koden {id!r}, den lavede, er taget i brug siden. Flyt eller fjern det, der bruger den."
    en = "Entry {seq} cannot be taken back: code {id!r}, which it made, is in use by now. Move or remove what uses it."


class SourceCodedSince(CannotTakeBack):
    code = "E223"
    da = "Post {seq} kan ikke tages tilbage: der er kodet i kilden, siden den blev importeret. Tag kodningerne tilbage først."
    en = "Entry {seq} cannot be taken back: the source was coded since it was imported. Take the codings back first."


class StandsForGood(CannotTakeBack):
    code = "E224"
    da = "Post {seq} står ved magt: at studiet blev oprettet, en koder kom til, eller en kopi blev gendannet, kan ikke tages tilbage."
    en = "Entry {seq} stands: that the study was made, a coder came or a backup was restored cannot be taken back."


class NothingToTakeBack(StudyError):
    code = "E225"
    da = "Der er intet at tage tilbage ({n} poster måtte blive stående). Vælg andre poster i historikken."
    en = "There is nothing to take back ({n} entries had to be left). Choose other entries in the history."


# --- E23x trash, merging and splitting ----------------------------------------


class NotInTrash(StudyError):
    code = "E230"
    da = "{id!r} ligger ikke i papirkurven; det er allerede hentet tilbage. Genindlæs siden."
    en = "{id!r} is not in the trash; it was brought back already. Reload the page."


class StillTakenOut(StudyError):
    code = "E231"
    da = "{name!r} er selv taget ud. Hent den tilbage først."
    en = "{name!r} is itself taken out. Bring it back first."


class MergedWithItself(StudyError):
    code = "E232"
    da = "Koden {id!r} kan ikke lægges sammen med sig selv eller en kode under sig. Vælg en anden."
    en = "Code {id!r} cannot be merged with itself or a code below it. Choose another."


class HasCodesBelow(StudyError):
    code = "E233"
    da = "Koden {id!r} har koder under sig ({below}). Læg dem sammen med andre først."
    en = "Code {id!r} has codes below it ({below}). Merge those first."


class NothingToSplit(StudyError):
    code = "E234"
    da = "Ingen af de valgte kodninger har koden {id!r} længere. Vælg igen."
    en = "None of the chosen codings has code {id!r} any longer. Choose again."


class UnknownView(StudyError):
    code = "E235"
    da = "Der er ingen gemt visning, som hedder {name!r}. De gemte er: {known}."
    en = "There is no saved view called {name!r}. Saved are: {known}."


class UnnamedView(StudyError):
    code = "E236"
    da = "Visningen har intet navn. Skriv et, og gem igen."
    en = "The view has no name. Write one and save again."


# --- E24x portable archives ----------------------------------------------------


class NotAnArchive(StudyError):
    code = "E240"
    da = "{file} er ikke et arkiv fra casecoding, eller det er ikke helt. Vælg den zip-fil, som 'casecoding archive' lavede."
    en = "{file} is not an archive made by casecoding, or not a whole one. Choose the zip file that 'casecoding archive' made."


class ArchiveUnsafe(StudyError):
    code = "E241"
    da = "{file} indeholder noget, et arkiv ikke må ({part!r}), og åbnes ikke. Få arkivet igen fra den, der lavede det."
    en = "{file} holds something that no archive may ({part!r}) and is not opened. Get the archive again from whoever made it."


class ArchiveTooLarge(StudyError):
    code = "E242"
    da = "{file} fylder {size} MB pakket ud; det gør et arkiv ikke, så det åbnes ikke. Få arkivet igen fra den, der lavede det."
    en = "{file} is {size} MB when unpacked; no archive is, so it is not opened. Get the archive again from whoever made it."


class ArchiveDamaged(StudyError):
    code = "E243"
    da = "{file} er beskadiget: {part} er ikke, som den var, da arkivet blev lavet. Intet er gemt; få arkivet igen."
    en = "{file} is damaged: {part} is not what it was when the archive was made. Nothing was stored; get the archive again."


# --- E3xx model ---------------------------------------------------------------


class ModelMissing(ModelError):
    code = "E301"
    da = "Sprogmodellen {name!r} er ikke installeret. Installér den, eller vælg en anden: {known}."
    en = "The language model {name!r} is not installed. Install it or choose another: {known}."


class ModelUnfit(ModelError):
    code = "E302"
    da = "Sprogmodellen {name!r} kan ikke bruges: {reason} Vælg en anden i indstillingerne."
    en = "The language model {name!r} cannot be used: {reason} Choose another in the settings."
