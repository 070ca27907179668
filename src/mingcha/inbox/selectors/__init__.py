"""Reads of the messages."""
