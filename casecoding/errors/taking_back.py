"""Errors of entries that cannot be taken back."""

from casecoding.errors.kinds import CannotTakeBack, StudyError


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
