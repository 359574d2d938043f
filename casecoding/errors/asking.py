"""Errors of what is asked of a study: filters, measures, references, searches, parts of a report and saved views."""

from casecoding.errors.kinds import InputError, StudyError


class UnknownDimension(InputError):
    code = "E150"
    da = "{id!r} kan ikke vælges her. Vælg en af: {known}."
    en = "{id!r} cannot be chosen here. Choose one of: {known}."


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


class UnknownView(StudyError):
    code = "E235"
    da = "Der er ingen gemt visning, som hedder {name!r}. De gemte er: {known}."
    en = "There is no saved view called {name!r}. Saved are: {known}."


class UnnamedView(StudyError):
    code = "E236"
    da = "Visningen har intet navn. Skriv et, og gem igen."
    en = "The view has no name. Write one and save again."
