"""Errors of attributes, cases, tables and figures."""

from casecoding.errors.kinds import InputError


class InvalidValue(InputError):
    code = "E190"
    da = "{value!r} kan ikke være {name!r}. Skriv en værdi af denne slags: {wanted}."
    en = "{value!r} cannot be {name!r}. Write a value of this kind: {wanted}."


class TableFault(InputError):
    code = "E191"
    da = "{file}: {fault} Intet er gemt; ret tabellen, og prøv igen."
    en = "{file}: {fault} Nothing was stored; mend the table and try again."


class UnknownAttribute(InputError):
    code = "E192"
    da = "Attributten {id!r} findes ikke i studiet. Vælg en af: {known}."
    en = "There is no attribute {id!r} in the study. Choose one of: {known}."


class PatternFault(InputError):
    code = "E193"
    da = "Mønsteret {pattern!r} kan ikke bruges: {fault} Skriv det som {{case}}_{{wave}}_{{level}}."
    en = "The pattern {pattern!r} cannot be used: {fault} Write it like {{case}}_{{wave}}_{{level}}."


class AttributeTwice(InputError):
    code = "E194"
    da = "Attributten {name!r} står to gange. Giv den ene et andet navn."
    en = "Attribute {name!r} stands twice. Give one of them another name."


class UnknownCase(InputError):
    code = "E195"
    da = "Ingen case hedder {name!r}. Vælg en af: {known}."
    en = "No case is called {name!r}. Choose one of: {known}."
