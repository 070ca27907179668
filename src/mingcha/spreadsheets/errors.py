"""Files that cannot be read."""

from __future__ import annotations

from mingcha.core.errors import Refusal


class UnreadableFile(Refusal):
    """A file is no spreadsheet that can be read; the message says why and what to do."""
