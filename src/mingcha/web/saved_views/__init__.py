"""Filters of lists, kept under a name."""
