"""What an outlet says when it could not send."""

from __future__ import annotations


class OutletFault(Exception):
    """A sentence for the administrator: what is not set, or what the other side answered."""
