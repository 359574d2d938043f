"""Errors of the trash, and of codes merged and split."""

from casecoding.errors.kinds import StudyError


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
