"""Errors of files that are read: what they are, what is wrong in them, and how large they may be."""

from casecoding.errors.kinds import InputError


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
