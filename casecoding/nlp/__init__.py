"""Danish language processing: turns to spaCy Docs, all of it on this machine."""
