"""Errors of the study's file or server, and of its backups."""

from casecoding.errors.kinds import StudyError


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
