"""Errors of portable archives."""

from casecoding.errors.kinds import StudyError


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
