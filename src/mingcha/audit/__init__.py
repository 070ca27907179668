"""Typed, hash-chained events: who did what, when; readable by auditors, changeable by nobody."""
