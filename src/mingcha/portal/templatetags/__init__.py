"""Filters of the public pages."""
