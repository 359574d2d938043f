"""Errors of the language model and of measuring it."""

from casecoding.errors.kinds import InputError, ModelError


class TreebankFault(InputError):
    code = "E160"
    da = "{file}, linje {line}: filen er ikke gyldig CoNLL-U ({fault}). Ret linjen, og prøv igen."
    en = "{file}, line {line}: the file is not valid CoNLL-U ({fault}). Mend the line and try again."


class NothingToEvaluate(InputError):
    code = "E189"
    da = "{name!r} har ingen kodninger at holde op mod. Vælg en koder, der har kodet."
    en = "{name!r} has no codings to hold against. Choose a coder who has coded."


class ModelMissing(ModelError):
    code = "E301"
    da = "Sprogmodellen {name!r} er ikke installeret. Installér den, eller vælg en anden: {known}."
    en = "The language model {name!r} is not installed. Install it or choose another: {known}."


class ModelUnfit(ModelError):
    code = "E302"
    da = "Sprogmodellen {name!r} kan ikke bruges: {reason} Vælg en anden i indstillingerne."
    en = "The language model {name!r} cannot be used: {reason} Choose another in the settings."
