"""The public pages, one module a section."""
