"""Reading tables as people keep them into registers, with findings that point at cells.

A ``Table`` of typed cells goes in; an ``Intake`` comes out: typed records, rejected and repeated
rows, skipped rows, and findings. Reading files lies outside (``mingcha.spreadsheets``).
"""
