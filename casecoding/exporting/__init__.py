"""Excerpts and matrices -> Word, Excel, CSV."""
