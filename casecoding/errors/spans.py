"""Errors of spans, codings, suggestions and the operations on them."""

from casecoding.errors.kinds import InputError


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


class UnknownCoder(InputError):
    code = "E188"
    da = "Ingen koder hedder {name!r}. Vælg en af: {known}."
    en = "No coder is called {name!r}. Choose one of: {known}."
