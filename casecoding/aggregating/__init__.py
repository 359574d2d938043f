"""Counted records -> tables. Counting itself happens in the store's queries."""
