"""Writes of the messages."""
