"""The vocabulary of the field as frozen values; standard library only."""
