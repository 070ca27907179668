"""Texts of documents for enterprises: placeholders, what is wrong with a text, filling it in."""
