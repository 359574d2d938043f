"""Docs x Codebook -> Suggestions, each with the reason it was made."""
