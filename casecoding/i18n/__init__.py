"""Texts for people in Danish and English, and numbers and dates as each language writes them."""
