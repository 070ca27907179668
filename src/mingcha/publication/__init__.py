"""Immutable snapshots for the public."""
