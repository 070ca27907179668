"""Readable differences between two texts."""
