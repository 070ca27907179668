"""Spreadsheet files: reading them safely into tables, and giving them back annotated."""
