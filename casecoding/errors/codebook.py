"""Errors of the codebook and its files."""

from casecoding.errors.kinds import InputError


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
