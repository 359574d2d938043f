"""Errors of corrections of a text."""

from casecoding.errors.kinds import InputError


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


class UnknownProposal(InputError):
    code = "E187"
    da = "Rettelsen {id!r} foreslås ikke længere. Se listen igen."
    en = "The correction {id!r} is no longer proposed. Look at the list again."
