"""Proposes corrections of damaged Danish text; pure, and without the language model."""
