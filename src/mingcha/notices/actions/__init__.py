"""Writes of the documents."""
