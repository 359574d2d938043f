"""How much the trust core stands: kills, many coders at once, long histories, damaged files."""
