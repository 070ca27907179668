"""Reads of the documents."""
