"""Figures beyond the single matrix: small multiples, co-occurrence, saturation."""
