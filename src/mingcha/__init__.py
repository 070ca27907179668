"""Mingcha (明察): double-random, publicly verifiable inspections."""
