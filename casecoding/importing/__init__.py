"""Stage 1: the bytes of a file become a Draft, and with a Description a Source."""
