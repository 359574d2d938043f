"""Builds the Danish pipeline that the package ships; not part of the wheel."""
